#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace shipwitness::capture {

/// Calls `work` about once a second on a thread of its own, and at once after wake(). What it throws is logged, once
/// per run of failures, and it is called again. Thread-safe.
class Housekeeping {
  public:
    explicit Housekeeping(std::function<void()> work) : work_(std::move(work)) {}
    ~Housekeeping() { stop(); }
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;

    void start();
    /// Waits for the work under way. Calling it again does nothing.
    void stop();
    void wake();

  private:
    void run(const std::stop_token& stop);
    bool attempt();

    const std::function<void()> work_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool woken_ = false;
    bool failing_ = false;  ///< the thread's own
    std::jthread thread_;   ///< last: it uses all of the above
};

}  // namespace shipwitness::capture
