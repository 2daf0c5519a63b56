#include "claims/deadline/correction.h"

#include <utility>

namespace shipwitness::claims::deadline {

Result<Correction> correct(const Table& table, const FixedDeadline& before, const Case& corrected, Timestamp at,
                           rules::Language language) {
    if (table.version() != before.deadline.table_version) {
        return fail(ErrorKind::conflict, "other_table",
                    "This deadline was fixed by the table " + before.deadline.table_version +
                        ", and is computed anew by that one only, not by " + table.version() + ".");
    }
    auto deadline = find_deadline(table, corrected, language);
    if (!deadline) {
        return tl::unexpected(deadline.error());
    }
    const bool day_changed = deadline->last_day != before.deadline.last_day;
    const bool verdict_changed = deadline->verdict != before.deadline.verdict;
    return Correction{before, {corrected, *std::move(deadline), at}, day_changed, verdict_changed};
}

}  // namespace shipwitness::claims::deadline
