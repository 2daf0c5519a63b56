#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "capture/outbox/delivery.h"
#include "capture/outbox/outbox_queries.h"
#include "core/clock.h"
#include "storage/database.h"

namespace shipwitness::capture {

struct OutboxConfig {
    std::string site;
    std::string url;    ///< of web, without a slash at the end
    std::string token;  ///< that capture shows to web
    std::chrono::milliseconds first_retry{1'000};
    std::chrono::milliseconds longest_retry{60'000};
    std::chrono::milliseconds refused_retry{600'000};  ///< until a refused session is told anew
    std::chrono::milliseconds look_every{15'000};      ///< with nothing to deliver, is web there?
    std::chrono::milliseconds timeout{5'000};          ///< of one request
};

struct OutboxStatus {
    OutboxCounts counts;
    bool web_reachable = false;
    std::uint64_t delivered = 0;  ///< events, since the start
    std::uint64_t failures = 0;   ///< attempts that failed, since the start
};

/// Delivers the rows of the outbox to web, in order of sequence, at least once; web applies each sequence once. Rows
/// outlive both sides' restarts. One worker thread. Thread-safe.
class Outbox {
  public:
    struct Ports {
        std::function<void(Timestamp refused_before)> tell_refused_anew;
        std::function<void()> reachability_changed = [] {};
    };

    Outbox(OutboxConfig config, storage::Database& database, const Clock& clock, Ports ports);
    ~Outbox();
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    void start();
    /// Waits for the request under way, at most its timeout. Calling it again does nothing.
    void stop();
    /// There is something new to deliver. Quick.
    void notify();

    [[nodiscard]] bool web_reachable() const;
    [[nodiscard]] OutboxStatus status() const;

  private:
    enum class Step { delivered, nothing, failed };
    void run(const std::stop_token& stop);
    Step step();
    Step deliver(const std::vector<OutboxEvent>& events);
    Step deliver_singly(const std::vector<OutboxEvent>& events);
    Step accept(const std::vector<OutboxEvent>& events, std::int64_t through);
    void set_aside(const std::vector<OutboxEvent>& events, const std::string& why);
    Step look_for_web();
    Step later(const std::string& why);
    void reached();
    void set_reachable(bool reachable, const std::string& why);
    Verdict send(const std::vector<OutboxEvent>& events);

    const OutboxConfig config_;
    storage::Database& database_;
    const Clock& clock_;
    const Ports ports_;

    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    bool notified_ = false;
    std::optional<bool> reachable_;  ///< none: nobody has tried yet
    std::uint64_t delivered_ = 0;
    std::uint64_t failures_ = 0;
    std::chrono::steady_clock::time_point last_contact_;  ///< worker's own

    std::jthread worker_;  ///< last: it uses all of the above
};

}  // namespace shipwitness::capture
