#include <algorithm>
#include <thread>

#include "media/input.h"
#include "media/live_input.h"

namespace shipwitness::media {

namespace {

using namespace std::chrono_literals;

constexpr auto kNap = 50ms;  // how long a stop may wait for a film between pictures

CameraResult<Input> open_film_file(const std::string& path, const Interrupt& interrupt) {
    Options options;
    options.set("format_whitelist", "mov,mp4,matroska,mpegts,yuv4mpegpipe");
    options.set("protocol_whitelist", "file");
    auto input = Input::open({"file:" + path}, options, interrupt);
    if (input) {
        if (auto analysed = input->analyse(); !analysed) {
            return tl::unexpected(std::move(analysed.error()));
        }
    }
    return input;
}

class FilmInput final : public LiveInput {
  public:
    FilmInput(const CameraAddress& address, Input input, const Interrupt& interrupt)
        : path_(address.target), loops_(address.loops()), input_(std::move(input)), interrupt_(&interrupt) {}

    [[nodiscard]] const AVStream& video() const override { return input_.video(); }

    [[nodiscard]] CameraResult<std::chrono::steady_clock::time_point> read(AVPacket& packet) override {
        auto outcome = input_.read(packet);
        if (!outcome && end_ > 0 && !interrupt_->due()) {
            if (!loops_) {
                return tl::unexpected(CameraFailure{CameraFailure::Kind::over, "the film is over"});
            }
            if (auto again = begin_again(); !again) {
                return tl::unexpected(std::move(again.error()));
            }
            outcome = input_.read(packet);
        }
        if (!outcome) {
            return tl::unexpected(std::move(outcome.error()));
        }
        place(packet);
        return wait_for(packet);
    }

  private:
    CameraResult<void> begin_again() {
        auto input = open_film_file(path_, *interrupt_);
        if (!input) {
            return tl::unexpected(std::move(input.error()));
        }
        input_ = std::move(*input);
        offset_ = end_;
        first_ = AV_NOPTS_VALUE;
        return {};
    }

    /// Puts the packet on one time line that goes on from round to round and begins at 0.
    void place(AVPacket& packet) {
        const std::int64_t step = std::max<std::int64_t>(packet.duration, 1);
        if (packet.dts == AV_NOPTS_VALUE) {
            packet.dts = first_ == AV_NOPTS_VALUE ? 0 : end_ - offset_ + first_;
        }
        if (packet.pts == AV_NOPTS_VALUE) {
            packet.pts = packet.dts;
        }
        if (first_ == AV_NOPTS_VALUE) {
            first_ = packet.dts;
        }
        packet.dts += offset_ - first_;
        packet.pts += offset_ - first_;
        end_ = packet.dts + step;
    }

    CameraResult<std::chrono::steady_clock::time_point> wait_for(const AVPacket& packet) {
        const auto now = std::chrono::steady_clock::now();
        if (!began_) {
            began_ = now;
        }
        const auto due = *began_ + to_microseconds(packet.dts, input_.video().time_base);
        for (auto at = now; at < due; at = std::chrono::steady_clock::now()) {
            if (interrupt_->due()) {
                return tl::unexpected(failure_from(AVERROR_EXIT, "read", *interrupt_));
            }
            std::this_thread::sleep_until(std::min<std::chrono::steady_clock::time_point>(due, at + kNap));
        }
        return std::chrono::steady_clock::now();
    }

    std::string path_;
    bool loops_;
    Input input_;
    const Interrupt* interrupt_;
    std::optional<std::chrono::steady_clock::time_point> began_;
    // Ticks of the stream: where this round begins and ends on the whole time line, and its first dts in the file.
    std::int64_t offset_ = 0;
    std::int64_t end_ = 0;
    std::int64_t first_ = AV_NOPTS_VALUE;
};

}  // namespace

CameraResult<std::unique_ptr<LiveInput>> open_film(const CameraAddress& address, const Interrupt& interrupt) {
    auto input = open_film_file(address.target, interrupt);
    if (!input) {
        return tl::unexpected(std::move(input.error()));
    }
    return std::make_unique<FilmInput>(address, std::move(*input), interrupt);
}

}  // namespace shipwitness::media
