#include <mutex>

extern "C" {
#include <libavdevice/avdevice.h>
}

#include "media/input.h"
#include "media/live_input.h"

namespace shipwitness::media {

namespace {

class DeviceInput final : public LiveInput {
  public:
    explicit DeviceInput(Input input) : input_(std::move(input)) {}

    [[nodiscard]] const AVStream& video() const override { return input_.video(); }

    [[nodiscard]] CameraResult<std::chrono::steady_clock::time_point> read(AVPacket& packet) override {
        if (auto outcome = input_.read(packet); !outcome) {
            return tl::unexpected(std::move(outcome.error()));
        }
        return std::chrono::steady_clock::now();
    }

  private:
    Input input_;
};

}  // namespace

CameraResult<std::unique_ptr<LiveInput>> open_device(const CameraAddress& address, const Interrupt& interrupt) {
    static std::once_flag registered;
    std::call_once(registered, avdevice_register_all);
    Options options;
    if (const auto size = address.options.find("size"); size != address.options.end()) {
        options.set("video_size", size->second);
    }
    if (const auto rate = address.options.find("rate"); rate != address.options.end()) {
        options.set("framerate", rate->second);
    }
    options.set("format_whitelist", "video4linux2,v4l2");
    // NONBLOCK: the device is asked with EAGAIN, so that the interrupt is looked at between pictures.
    auto input = Input::open({address.target, "video4linux2", AVFMT_FLAG_NONBLOCK}, options, interrupt);
    if (!input) {
        return tl::unexpected(std::move(input.error()));
    }
    return std::make_unique<DeviceInput>(std::move(*input));
}

}  // namespace shipwitness::media
