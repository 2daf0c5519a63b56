#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/calendar/calendar.h"
#include "claims/clock/policy.h"
#include "claims/clock/readings.h"
#include "core/time.h"

namespace shipwitness::claims {

enum class ClockKind { first_response, next_response, resolution };
[[nodiscard]] std::string_view to_text(ClockKind kind);

/// One clock of a claim against its target. What was due does not change any more once the clock has ended.
struct TargetReading {
    ClockKind clock = ClockKind::first_response;
    int ordinal = 1;  ///< which one of its kind: of next responses 1, 2, …
    Timestamp from;
    std::optional<Timestamp> ended;  ///< none: it runs or is paused
    Microseconds target{0};
    /// When the target is used up, as far as known waits tell. None: we wait for the buyer, and nobody knows how long;
    /// or the calendar does not reach there.
    std::optional<Timestamp> due;

    /// Ended in time; exactly at the due moment is in time.
    [[nodiscard]] bool met() const { return ended && (!due || *ended <= *due); }
    /// Used up before its end, or, while it runs, before `now`.
    [[nodiscard]] bool breached(Timestamp now) const { return due && *due < ended.value_or(now); }
};

/// A warning about a clock; sent once, by its id.
struct Warning {
    std::string id;  ///< "first_response/1/80": the same however often it is computed
    ClockKind clock = ClockKind::first_response;
    int share_percent = 100;
    std::vector<Recipient> to;
    Timestamp at;  ///< when to send it: the share is used up, moved out of the night
};

/// The clocks that the policy has targets for, in the order of their starts.
[[nodiscard]] std::vector<TargetReading> target_readings(const Calendar& calendar, const Readings& readings,
                                                         const Policy& policy);

/// The warnings that were to be sent or will be, if nothing else happens, by time. A clock that has ended before a
/// warning's time gives none.
[[nodiscard]] std::vector<Warning> warnings(const Calendar& calendar, const Readings& readings, const Policy& policy);

}  // namespace shipwitness::claims
