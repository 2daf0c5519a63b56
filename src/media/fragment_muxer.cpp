#include "media/fragment_muxer.h"

#include <cstring>
#include <new>
#include <stdexcept>
#include <vector>

#include "media/decoding.h"
#include "media/handles.h"

namespace shipwitness::media {

namespace {

constexpr int kBufferBytes = 64 * 1024;

int append_bytes(void* opaque, std::uint8_t* bytes, int size) {
    auto& out = *static_cast<std::vector<std::byte>*>(opaque);
    try {
        const auto* begin = reinterpret_cast<const std::byte*>(bytes);
        out.insert(out.end(), begin, begin + size);
    } catch (const std::bad_alloc&) {
        return AVERROR(ENOMEM);  // exceptions must not pass through C
    }
    return size;
}

struct FreeOutput {
    void operator()(AVFormatContext* context) const {
        if (context->pb != nullptr) {
            av_freep(&context->pb->buffer);
            avio_context_free(&context->pb);
        }
        avformat_free_context(context);
    }
};

std::int64_t to_ticks(Microseconds time) {
    return av_rescale_q(time.count(), kMicrosecondBase, {1, kTicksPerSecond});
}

void set_parameters(AVCodecParameters& to, const VideoFormat& format) {
    to.codec_type = AVMEDIA_TYPE_VIDEO;
    to.codec_id = to_codec_id(format.codec);
    to.width = format.width;
    to.height = format.height;
    if (format.codec == Codec::h265) {
        to.codec_tag = MKTAG('h', 'v', 'c', '1');  // players of Apple take no other; docs/decisions/0010
    }
    const std::size_t size = format.parameters.size();
    to.extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
    if (to.extradata == nullptr) {
        throw std::bad_alloc();
    }
    std::memcpy(to.extradata, format.parameters.data(), size);
    to.extradata_size = static_cast<int>(size);
}

}  // namespace

class FragmentMuxer::Implementation {
  public:
    explicit Implementation(const VideoFormat& format) : packet_(make_packet()) {
        AVFormatContext* context = nullptr;
        require(avformat_alloc_output_context2(&context, nullptr, "mp4", nullptr), "avformat_alloc_output_context2");
        context_.reset(context);
        auto* buffer = static_cast<std::uint8_t*>(av_malloc(kBufferBytes));
        if (buffer == nullptr) {
            throw std::bad_alloc();
        }
        context_->pb = avio_alloc_context(buffer, kBufferBytes, 1, &out_, nullptr, append_bytes, nullptr);
        if (context_->pb == nullptr) {
            av_free(buffer);
            throw std::bad_alloc();
        }
        context_->flags |= AVFMT_FLAG_BITEXACT;  // no version of the library in the file: equal input, equal bytes
        context_->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
        AVStream* stream = avformat_new_stream(context_.get(), nullptr);
        if (stream == nullptr) {
            throw std::bad_alloc();
        }
        stream->time_base = {1, kTicksPerSecond};
        set_parameters(*stream->codecpar, format);
    }

    std::span<const std::byte> header() {
        Options options;
        options.set("movflags", "empty_moov+default_base_moof+frag_custom+skip_trailer");
        options.set("use_editlist", "0");
        options.set("video_track_timescale", std::to_string(kTicksPerSecond));
        require(avformat_write_header(context_.get(), options.address()), "avformat_write_header");
        return take();
    }

    std::span<const std::byte> fragment(std::span<const Packet> packets) {
        for (const Packet& packet : packets) {
            add(packet);
        }
        require(av_write_frame(context_.get(), nullptr), "av_write_frame flush");  // frag_custom: ends the fragment
        return take();
    }

  private:
    void add(const Packet& packet) {
        av_packet_unref(packet_.get());
        // The muxer only reads the bytes, and has copied them when the call returns.
        packet_->data = const_cast<std::uint8_t*>(reinterpret_cast<const std::uint8_t*>(packet.bytes.data()));
        packet_->size = static_cast<int>(packet.bytes.size());
        packet_->pts = to_ticks(packet.pts);
        packet_->dts = to_ticks(packet.dts);
        packet_->duration = to_ticks(packet.duration);
        packet_->flags = packet.key ? AV_PKT_FLAG_KEY : 0;
        const int outcome = av_write_frame(context_.get(), packet_.get());
        packet_->data = nullptr;
        packet_->size = 0;
        require(outcome, "av_write_frame");
    }

    std::span<const std::byte> take() {
        avio_flush(context_->pb);
        require(context_->pb->error, "avio_flush");
        done_.swap(out_);
        out_.clear();
        return done_;
    }

    std::vector<std::byte> out_;   ///< being filled by libavformat
    std::vector<std::byte> done_;  ///< handed out
    std::unique_ptr<AVFormatContext, FreeOutput> context_;
    PacketHandle packet_;
};

FragmentMuxer::FragmentMuxer(const VideoFormat& format) : implementation_(std::make_unique<Implementation>(format)) {}
FragmentMuxer::~FragmentMuxer() = default;
FragmentMuxer::FragmentMuxer(FragmentMuxer&&) noexcept = default;
FragmentMuxer& FragmentMuxer::operator=(FragmentMuxer&&) noexcept = default;

std::span<const std::byte> FragmentMuxer::header() {
    return implementation_->header();
}

std::span<const std::byte> FragmentMuxer::fragment(std::span<const Packet> packets) {
    return implementation_->fragment(packets);
}

}  // namespace shipwitness::media
