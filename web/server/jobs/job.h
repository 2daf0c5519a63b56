#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/time.h"

namespace shipwitness::web {

/// Work that another service or the network may delay. Asked for in the same transaction as the change that needs it,
/// so that neither is without the other; done by JobRunner, again and again until it succeeds or is given up.
struct NewJob {
    std::string kind;     ///< which handler: "tell_capture", "fetch_video"
    std::string subject;  ///< what it is about. Asking twice for the same kind and subject is one job while it waits
    std::optional<Timestamp> not_before{};
};

enum class JobState { waiting, running, done, dead };

struct Job {
    std::int64_t id = 0;
    std::string kind;
    std::string subject;
    int attempts = 0;  ///< this one included
};

/// How a handler's attempt ended.
struct JobOutcome {
    enum class End {
        done,      ///< never again
        again,     ///< failed: later, with growing pauses, and not for ever
        not_yet,   ///< not failed, only too early: after `pause`, as often as it takes
        hopeless,  ///< trying again cannot help: a person must look
    };
    End end = End::done;
    std::string words{};                ///< why not done: English, no secrets; kept with the job
    std::chrono::milliseconds pause{};  ///< with not_yet

    [[nodiscard]] static JobOutcome done() { return {}; }
    [[nodiscard]] static JobOutcome again(std::string why) { return {End::again, std::move(why), {}}; }
    [[nodiscard]] static JobOutcome not_yet(std::string why, std::chrono::milliseconds pause) {
        return {End::not_yet, std::move(why), pause};
    }
    [[nodiscard]] static JobOutcome hopeless(std::string why) { return {End::hopeless, std::move(why), {}}; }
};

/// When a failed job is tried again, and when it is given up.
struct RetryPolicy {
    std::chrono::milliseconds first{1'000};      ///< pause after the first failure; doubles with each further one
    std::chrono::milliseconds longest{300'000};  ///< no pause is longer
    int attempts = 0;                            ///< given up (dead) after so many; 0: never
};

/// The pause after that many failed attempts. Pure.
[[nodiscard]] std::chrono::milliseconds pause_after(const RetryPolicy& policy, int failed_attempts);

}  // namespace shipwitness::web
