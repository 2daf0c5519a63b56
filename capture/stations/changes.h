#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace shipwitness::capture {

/// Wakes the streams of station pages when something has changed. Counts instead of queueing: whoever wakes reads the
/// state itself, and many changes are one. Thread-safe.
class Changes {
  public:
    void notify() {
        {
            const std::scoped_lock lock(mutex_);
            ++count_;
        }
        wake_.notify_all();
    }

    /// Lets go of everybody who waits, now and later.
    void stop() {
        {
            const std::scoped_lock lock(mutex_);
            stopped_ = true;
        }
        wake_.notify_all();
    }

    [[nodiscard]] std::uint64_t count() const {
        const std::scoped_lock lock(mutex_);
        return count_;
    }

    /// Blocks until the count is not `seen` any more, or the time is over. False when stopped.
    bool wait(std::uint64_t seen, std::chrono::milliseconds at_most) const {
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, at_most, [&] { return stopped_ || count_ != seen; });
        return !stopped_;
    }

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable wake_;
    std::uint64_t count_ = 0;
    bool stopped_ = false;
};

}  // namespace shipwitness::capture
