#pragma once

#include <optional>
#include <vector>

#include "core/time.h"

namespace shipwitness::claims {

/// How long something took, by both clocks.
struct Spent {
    Microseconds business{0};     ///< working time, waits for the buyer left out
    Microseconds wall{0};         ///< all time, waits included
    Microseconds paused_wall{0};  ///< the part of `wall` that was spent waiting for the buyer

    bool operator==(const Spent&) const = default;
};

/// One clock from its start to its end.
struct Reading {
    Timestamp from;
    Timestamp to;
    Spent spent;

    bool operator==(const Reading&) const = default;
};

/// The sum of the periods in which a claim was open, up to its last closing.
struct TotalReading {
    Spent spent;
    std::size_t periods = 0;
    Microseconds closed_between_wall{0};      ///< time between these periods
    Microseconds closed_between_business{0};  ///< working time between them

    bool operator==(const TotalReading&) const = default;
};

/// What the response clocks of one claim show (docs/clocks.md says what starts and ends each).
struct Readings {
    Timestamp created;
    std::optional<Reading> first_response;         ///< none: no person has answered yet
    std::vector<Reading> next_responses;           ///< in the order of their ends
    std::optional<Timestamp> unanswered_since;     ///< the claim, or the oldest message, that waits for an answer
    std::optional<Reading> resolution_first;       ///< none: never closed
    std::optional<TotalReading> resolution_total;  ///< none: open now

    std::vector<Interval> waits;             ///< for the buyer, ended ones
    std::optional<Timestamp> waiting_since;  ///< for the buyer, now
    std::vector<Interval> open_periods;      ///< ended ones
    std::optional<Timestamp> open_since;     ///< none: closed now

    bool operator==(const Readings&) const = default;
};

}  // namespace shipwitness::claims
