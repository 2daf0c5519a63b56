#pragma once

#include <string>

#include "claims/deadline/deadline.h"
#include "core/time.h"

namespace shipwitness::claims::deadline {

/// A deadline as it stands on record since the claim opened: with the case that it was computed from, and the version
/// of the table. A later change of the table does not move it.
struct FixedDeadline {
    Case given;
    Deadline deadline;
    Timestamp fixed_at;
};

/// What a corrected fact does to a deadline: both values, for the record.
struct Correction {
    FixedDeadline before;
    FixedDeadline after;
    bool last_day_changed = false;
    bool verdict_changed = false;
};

/// Computes the deadline anew when a fact turns out to be otherwise, such as the date of delivery, by the table that it
/// was fixed with. Fails (conflict `other_table`) when `table` is another version than the deadline's, and as
/// find_deadline() does.
[[nodiscard]] Result<Correction> correct(const Table& table, const FixedDeadline& before, const Case& corrected,
                                         Timestamp at, rules::Language language);

}  // namespace shipwitness::claims::deadline
