#include "claims/deadline/notice_fact.h"

#include <algorithm>

#include "claims/deadline/deadline.h"
#include "claims/deadline/regime_names.h"

namespace shipwitness::claims::deadline {
namespace {

constexpr SystemFinding to_be_checked() {
    return {std::nullopt, "term_to_be_checked"};
}

Kind kind_of(LineKind kind) {
    switch (kind) {
        case LineKind::delay:
            return Kind::delay;
        case LineKind::lost:
            return Kind::lost;
        case LineKind::content:
            return Kind::content;
        case LineKind::visible:
            return Kind::visible;
        case LineKind::hidden:
            return Kind::hidden;
    }
    return Kind::hidden;
}

StatedTime by_utc(Timestamp at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    return {LocalDate{day.time_since_epoch()}, at - day, std::chrono::minutes{0}};
}

/// Neither a holiday nor a missing hour could make the end later.
bool ends_surely(const Possibility& possible) {
    return possible.term.end_on_day_off == EndOnDayOff::stays &&
           std::ranges::any_of(possible.limits, [](const CountedLimit& counted) {
               return counted.limit.unit == Unit::calendar_days || counted.limit.unit == Unit::months;
           });
}

}  // namespace

SystemFinding notice_by_term(const Table& table, const NoticeRecord& record) {
    const auto regimes = regimes_meant(record.regime, table.regimes());
    if (!regimes || record.kind == LineKind::visible) {
        return to_be_checked();
    }
    Case given;
    given.regimes = *regimes;
    given.kinds = {kind_of(record.kind)};
    given.delivered = by_utc(record.delivered);
    given.notified = by_utc(record.notified);
    const auto found = find_deadline(table, given, rules::Language::english);
    if (!found || found->verdict == Verdict::unknown) {
        return to_be_checked();
    }
    if (found->verdict == Verdict::in_time) {
        return {"in_time", found->effect == "no_term" ? "no_term" : "within_term"};
    }
    const bool sure = std::ranges::all_of(found->possibilities, ends_surely);
    return sure ? SystemFinding{"late", "after_term"} : to_be_checked();
}

}  // namespace shipwitness::claims::deadline
