#pragma once

#include <optional>
#include <string>

#include "claims/deadline/case.h"

namespace shipwitness::claims::deadline::test {

/// A case in which everything is known to the minute.
struct Plain {
    std::string regime;
    std::string kind;
    std::string zone;
    Timestamp delivered;
    Timestamp opened;
    Timestamp discovered;
    Timestamp notified;
    Timestamp received;
    bool local = false;
    bool perishable = false;
    DayCalendar calendar;
};

struct PlainAnswer {
    std::optional<std::string> last_day;
    std::optional<Timestamp> last_instant;
    std::string verdict;
};

/// The readings of the law, written down a second time: no table, no completions, days walked one by one and ends of
/// days found minute by minute. Shares nothing with the engine but the zone data and DayCalendar's sets.
[[nodiscard]] PlainAnswer slow_answer(const Plain& plain);

/// The same case as the command takes it.
[[nodiscard]] std::string to_json(const Plain& plain);

}  // namespace shipwitness::claims::deadline::test
