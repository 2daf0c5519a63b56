#include "media/fragment_muxer.h"

#include <cstring>
#include <new>
#include <stdexcept>
#include <vector>

#include "media/decoding.h"
#include "media/handles.h"
#include "media/mp4/moof_writer.h"
#include "media/nal_units.h"

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

using OutputHandle = std::unique_ptr<AVFormatContext, FreeOutput>;

/// A muxer of libavformat that writes into `out`.
OutputHandle open_muxer(std::vector<std::byte>& out) {
    AVFormatContext* context = nullptr;
    require(avformat_alloc_output_context2(&context, nullptr, "mp4", nullptr), "avformat_alloc_output_context2");
    OutputHandle handle(context);
    auto* buffer = static_cast<std::uint8_t*>(av_malloc(kBufferBytes));
    if (buffer == nullptr) {
        throw std::bad_alloc();
    }
    context->pb = avio_alloc_context(buffer, kBufferBytes, 1, &out, nullptr, append_bytes, nullptr);
    if (context->pb == nullptr) {
        av_free(buffer);
        throw std::bad_alloc();
    }
    context->flags |= AVFMT_FLAG_BITEXACT;  // no version of the library in the file: equal input, equal bytes
    return handle;
}

/// 'ftyp' and 'moov': libavformat makes avcC and hvcC of the parameter sets.
std::vector<std::byte> init_part_of(const VideoFormat& format) {
    std::vector<std::byte> bytes;
    const OutputHandle muxer = open_muxer(bytes);
    AVStream* stream = avformat_new_stream(muxer.get(), nullptr);
    if (stream == nullptr) {
        throw std::bad_alloc();
    }
    stream->time_base = {1, kTicksPerSecond};
    set_parameters(*stream->codecpar, format);
    Options options;
    options.set("movflags", "empty_moov+default_base_moof+frag_custom+skip_trailer");
    options.set("use_editlist", "0");
    options.set("video_track_timescale", std::to_string(kTicksPerSecond));
    require(avformat_write_header(muxer.get(), options.address()), "avformat_write_header");
    avio_flush(muxer->pb);
    require(muxer->pb->error, "avio_flush");
    return bytes;
}

}  // namespace

class FragmentMuxer::Implementation {
  public:
    explicit Implementation(const VideoFormat& format)
        : format_(format), prefixed_(!format.parameters.empty() && format.parameters.front() == std::byte{1}) {}

    std::span<const std::byte> header() {
        bytes_ = init_part_of(format_);
        return bytes_;
    }

    std::span<const std::byte> fragment(std::span<const Packet> packets) {
        samples_.clear();
        for (const Packet& packet : packets) {
            samples_.push_back(sample_of(packet));
        }
        const std::size_t header_bytes = mp4::fragment_header_bytes(samples_);
        bytes_.resize(header_bytes);
        for (std::size_t i = 0; i < packets.size(); ++i) {
            const std::size_t before = bytes_.size();
            append(packets[i].bytes);
            samples_[i].size_bytes = static_cast<std::uint32_t>(bytes_.size() - before);
            if (samples_[i].size_bytes == 0) {
                throw MediaError("a picture without a picture's bytes");
            }
        }
        const auto start = static_cast<std::uint64_t>(to_ticks(packets.front().dts));
        const std::string header = mp4::fragment_header({++fragments_, start}, samples_);
        std::memcpy(bytes_.data(), header.data(), header_bytes);
        return bytes_;
    }

  private:
    static mp4::Sample sample_of(const Packet& packet) {
        const std::int64_t dts = to_ticks(packet.dts);
        mp4::Sample sample;
        sample.duration = static_cast<std::uint32_t>(to_ticks(packet.dts + packet.duration) - dts);
        sample.composition_offset = static_cast<std::int32_t>(to_ticks(packet.pts) - dts);
        sample.key = packet.key;
        return sample;
    }

    /// A picture's bytes with lengths before its NAL units, as MP4 wants them.
    void append(std::span<const std::byte> picture) {
        if (prefixed_) {
            bytes_.insert(bytes_.end(), picture.begin(), picture.end());
            return;
        }
        NalUnitWalk walk(picture);
        while (const auto unit = walk.next()) {
            // 'hvc1' promises that parameter sets stand in the header only. In front of H.264's pictures they stay.
            const bool promised = format_.codec == Codec::h265 && is_parameter_set(format_.codec, *unit);
            if (!promised && !unit->empty()) {
                append_unit(*unit);
            }
        }
    }

    void append_unit(std::span<const std::byte> unit) {
        const auto size = static_cast<std::uint32_t>(unit.size());
        for (const unsigned shift : {24U, 16U, 8U, 0U}) {
            bytes_.push_back(static_cast<std::byte>(size >> shift));
        }
        bytes_.insert(bytes_.end(), unit.begin(), unit.end());
    }

    VideoFormat format_;
    bool prefixed_;  ///< NAL units come with lengths before them already, as the parameters say
    std::vector<std::byte> bytes_;
    std::vector<mp4::Sample> samples_;
    std::uint32_t fragments_ = 0;
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
