#pragma once

#include <string>
#include <string_view>

#include "media/camera.h"
#include "media/handles.h"

namespace shipwitness::media {

/// An open libavformat input of which one video stream is read.
class Input {
  public:
    struct Source {
        std::string url;
        const char* input_format = nullptr;  ///< forced; null: libavformat finds out
        int flags = 0;                       ///< AVFMT_FLAG_…
    };
    /// Fails as a camera does; `interrupt` must outlive it and ends every blocking call.
    [[nodiscard]] static CameraResult<Input> open(const Source& source, Options& options, const Interrupt& interrupt);

    /// Reads ahead to learn what the container does not tell.
    [[nodiscard]] CameraResult<void> analyse();
    [[nodiscard]] AVStream& video() const { return *context_->streams[video_index_]; }
    /// Next packet of the video stream.
    [[nodiscard]] CameraResult<void> read(AVPacket& packet);

  private:
    Input(InputHandle context, const Interrupt& interrupt, unsigned video_index)
        : context_(std::move(context)), interrupt_(&interrupt), video_index_(video_index) {}

    InputHandle context_;
    const Interrupt* interrupt_;
    unsigned video_index_;
};

/// What AVERROR `code` of `call` means for a camera.
[[nodiscard]] CameraFailure failure_from(int code, std::string_view call, const Interrupt& interrupt);

}  // namespace shipwitness::media
