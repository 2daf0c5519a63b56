#pragma once

#include <string>
#include <vector>

#include "claims/clock/claim_clock.h"
#include "tests/unit/claims/calendar_samples.h"

namespace shipwitness::claims::test {

using Type = ClockEventType;

inline ClockEvent event(const std::string& time, Type type, Author by = Author::person) {
    return {at(time), type, by, {}};
}

/// The readings of a history by the clock of the Moscow office.
inline Readings readings(const std::vector<ClockEvent>& events, const Calendar& calendar = moscow_office()) {
    const auto clock = rebuild(calendar, events);
    if (!clock) {
        throw std::runtime_error(clock.error().error.detail);
    }
    return clock->readings();
}

/// Why a history is refused.
inline std::string refusal_of(const std::vector<ClockEvent>& events) {
    const auto clock = rebuild(moscow_office(), events);
    return clock ? "taken" : clock.error().error.code;
}

}  // namespace shipwitness::claims::test
