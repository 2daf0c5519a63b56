#include "media/input.h"

#include <new>
#include <thread>

namespace shipwitness::media {

namespace {

// A device has nothing yet and cannot be waited for through libavformat: a fraction of the time between two pictures.
constexpr std::chrono::milliseconds kNap{5};

int is_due(void* interrupt) {
    return static_cast<const Interrupt*>(interrupt)->due() ? 1 : 0;
}

std::optional<unsigned> video_stream_of(const AVFormatContext& context) {
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        if (context.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace

CameraFailure failure_from(int code, std::string_view call, const Interrupt& interrupt) {
    if (interrupt.stopped()) {
        return {CameraFailure::Kind::stopped, "stopped"};
    }
    if (code == AVERROR_EOF) {
        return {CameraFailure::Kind::unreachable, "the stream ended"};
    }
    if (interrupt.due()) {
        return {CameraFailure::Kind::silent, "no picture came in time"};
    }
    return {CameraFailure::Kind::unreachable, std::string(call) + ": " + error_text(code)};
}

CameraResult<Input> Input::open(const Source& source, Options& options, const Interrupt& interrupt) {
    AVFormatContext* context = avformat_alloc_context();
    if (context == nullptr) {
        throw std::bad_alloc();
    }
    // libavformat takes the callback's argument as a plain pointer; the callback only reads.
    context->interrupt_callback = {is_due, const_cast<Interrupt*>(&interrupt)};
    context->flags |= source.flags;
    const AVInputFormat* format = source.input_format == nullptr ? nullptr : av_find_input_format(source.input_format);
    // On failure avformat_open_input frees the context itself.
    const int opened = avformat_open_input(&context, source.url.c_str(), format, options.address());
    if (opened < 0) {
        CameraFailure failure = failure_from(opened, "open", interrupt);
        if (failure.kind == CameraFailure::Kind::silent) {
            failure = {CameraFailure::Kind::unreachable, "no answer in time"};
        }
        return tl::unexpected(std::move(failure));
    }
    InputHandle handle{context};
    const auto video = video_stream_of(*context);
    if (!video) {
        return tl::unexpected(CameraFailure{CameraFailure::Kind::unusable, "there is no video in it"});
    }
    for (unsigned i = 0; i < context->nb_streams; ++i) {
        context->streams[i]->discard = i == *video ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    return Input(std::move(handle), interrupt, *video);
}

CameraResult<void> Input::analyse() {
    const int outcome = avformat_find_stream_info(context_.get(), nullptr);
    if (outcome < 0) {
        return tl::unexpected(failure_from(outcome, "find_stream_info", *interrupt_));
    }
    return {};
}

CameraResult<void> Input::read(AVPacket& packet) {
    for (;;) {
        av_packet_unref(&packet);
        const int outcome = av_read_frame(context_.get(), &packet);
        if (outcome == AVERROR(EAGAIN) && !interrupt_->due()) {
            std::this_thread::sleep_for(kNap);
            continue;
        }
        if (outcome < 0) {
            return tl::unexpected(failure_from(outcome, "read", *interrupt_));
        }
        if (packet.stream_index == static_cast<int>(video_index_)) {
            return {};
        }
    }
}

}  // namespace shipwitness::media
