#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/deadline/case.h"
#include "claims/deadline/counting.h"
#include "claims/deadline/table.h"
#include "core/result.h"
#include "rules/language.h"

namespace shipwitness::claims::deadline {

enum class Verdict {
    in_time,  ///< also when there is no term to keep
    late,
    unknown,  ///< what is not known decides, or the notice is not given yet
};
[[nodiscard]] std::string_view to_text(Verdict verdict);

/// Where a term ends.
struct End {
    LocalDate day;      ///< at the place of delivery
    Timestamp instant;  ///< the last that is in time: 24:00 of the day, or the very hour

    bool operator==(const End&) const = default;
};

/// One limit of a term in one completion of what is unknown.
struct CountedLimit {
    Limit limit;
    std::optional<StatedTime> event;  ///< what it runs from; none: not known
    std::optional<End> earliest;      ///< none: no bound from below is known
    std::optional<End> latest;        ///< none: it may be as late as one likes
    std::optional<Count> count;       ///< terms in days and months, when the event's day is known
};

/// What comes out under one row of the table.
struct Possibility {
    int row = 0;
    Term term;          ///< the row's, or the contract's where the row leaves it to the contract
    std::string place;  ///< the zone
    std::vector<CountedLimit> limits;
    std::optional<End> earliest;
    std::optional<End> latest;
    Verdict verdict = Verdict::unknown;
    bool told_before_discovery = false;  ///< the row counts from the discovery, and the notice is certainly older
};

struct Deadline {
    std::optional<LocalDate> last_day;      ///< none: no term, or it is not determined
    std::optional<Timestamp> last_instant;  ///< none: no term, or it is not determined
    Verdict verdict = Verdict::unknown;
    std::string effect;  ///< what being late means: the table's word; `depends` when rows differ
    std::string why;     ///< sentences in the language asked for
    std::string source;
    std::string table_version;
    std::vector<Possibility> possibilities;  ///< never empty
};

/// The deadline of a case: every completion of what is unknown is tried, and what all agree on stands. Fails (invalid,
/// a field each) when the case contradicts itself: opened before it was delivered, told before it was discovered
/// where every possible row counts from the discovery, a local time that a clock change left out, a contract's term
/// where the law has its own. Pure; any thread.
[[nodiscard]] Result<Deadline> find_deadline(const Table& table, const Case& given, rules::Language language);

}  // namespace shipwitness::claims::deadline
