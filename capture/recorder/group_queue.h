#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <variant>

#include "capture/recorder/picture_grouper.h"
#include "media/camera.h"

namespace shipwitness::capture {

/// What is taken when memory for a slow disk runs out: nothing more of the group of pictures that does not fit, and the
/// next ones only when half of the room is free again. What was taken stays decodable. Pure.
class OverflowPolicy {
  public:
    explicit OverflowPolicy(std::size_t limit_bytes) : limit_bytes_(limit_bytes) {}

    enum class Answer { take, drop };
    [[nodiscard]] Answer answer(std::size_t queued_bytes, std::size_t size_bytes, bool key) {
        const std::size_t limit = dropping_ ? limit_bytes_ / 2 : limit_bytes_;
        // An empty queue takes anything: a group larger than the limit must not stop recording for ever.
        const bool fits = queued_bytes == 0 || queued_bytes + size_bytes <= limit;
        dropping_ = !fits || (dropping_ && !key);
        return dropping_ ? Answer::drop : Answer::take;
    }

  private:
    std::size_t limit_bytes_;
    bool dropping_ = false;
};

struct Connected {
    media::VideoFormat format;
};
struct Lost {
    media::CameraFailure failure;
};
/// What the reader tells the writer, in order.
using ReaderEvent = std::variant<Connected, PictureGroup, Lost>;

/// Between a camera's reader and its writer. Bounded by bytes; the reader never waits. Thread-safe: one of each.
class GroupQueue {
  public:
    explicit GroupQueue(std::size_t limit_bytes) : policy_(limit_bytes) {}

    /// Groups that do not fit are dropped and counted; other events always fit.
    enum class Pushed { taken, dropped };
    Pushed push(ReaderEvent event);
    /// No more will come. What waits may be taken until `deadline`, and is forgotten then. How many groups wait.
    std::size_t close(std::chrono::steady_clock::time_point deadline);
    /// Blocks until there is an event; none when the queue is closed and empty, or its time is over.
    [[nodiscard]] std::optional<ReaderEvent> pop();
    /// Packets that waited when the time was over.
    [[nodiscard]] std::uint64_t forgotten_packets() const;
    [[nodiscard]] std::uint64_t dropped_packets() const;

  private:
    bool admit(PictureGroup& group);
    void forget();

    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<ReaderEvent> events_;
    OverflowPolicy policy_;
    std::size_t queued_bytes_ = 0;
    std::uint64_t dropped_since_ = 0;  ///< since the last group that was taken
    std::uint64_t dropped_ = 0;
    std::shared_ptr<const media::VideoFormat> dropped_format_;
    std::optional<std::chrono::steady_clock::time_point> closes_;  ///< set: no more will come
    std::uint64_t forgotten_ = 0;
};

}  // namespace shipwitness::capture
