#include "claims/calendar/calendar.h"

#include <algorithm>

namespace shipwitness::claims {
namespace {

using namespace std::chrono;

bool has_hours(const WeeklyHours& weekly) {
    return std::ranges::any_of(weekly, [](const DayHours& hours) { return !hours.empty(); });
}

/// A version of the week without any hour, unless days of their own give hours while it holds.
const HoursVersion* version_without_hours(const CalendarPlan& plan) {
    for (std::size_t i = 0; i < plan.versions.size(); ++i) {
        const HoursVersion& version = plan.versions[i];
        const auto begin = i == 0 ? plan.days.begin() : plan.days.lower_bound(version.from);
        const auto end =
            i + 1 == plan.versions.size() ? plan.days.end() : plan.days.lower_bound(plan.versions[i + 1].from);
        const bool special = std::any_of(begin, end, [](const auto& day) { return !day.second.hours.empty(); });
        if (!special && !has_hours(version.weekly)) {
            return &version;
        }
    }
    return nullptr;
}

}  // namespace

Calendar::Calendar(CalendarPlan plan, Zone zone) : plan_(std::move(plan)), zone_(std::move(zone)) {}

Result<Calendar> Calendar::make(CalendarPlan plan) {
    auto zone = Zone::find(plan.zone);
    if (!zone) {
        return tl::unexpected(zone.error());
    }
    if (plan.versions.empty()) {
        plan.versions.emplace_back();
    }
    if (version_without_hours(plan) != nullptr) {
        return fail(ErrorKind::invalid, "calendar_without_hours",
                    "the calendar has no working hours at all, so no clock would ever move; give at least one day "
                    "hours, such as mon: [[\"09:00\", \"18:00\"]]");
    }
    Calendar calendar(std::move(plan), std::move(*zone));
    calendar.compile();
    calendar.index_days();
    if (calendar.stretches_.empty()) {
        return fail(ErrorKind::invalid, "calendar_without_hours",
                    "none of the calendar's working hours lies in the years that it can count");
    }
    return calendar;
}

Interval Calendar::span() {
    return {sys_days{year{1970} / 1 / 1}, sys_days{year{2100} / 1 / 1}};
}

void Calendar::compile() {
    for (const OffsetPeriod& period : zone_.periods()) {
        const Timestamp first = std::max(period.utc.from, span().from);
        const Timestamp last = std::min(period.utc.to, span().to);
        const LocalTime begin{(first + period.offset).time_since_epoch()};
        const LocalTime end{(last + period.offset).time_since_epoch()};
        for (LocalDate date = floor<days>(begin); date < end; date += days{1}) {
            for (const HoursOfDay& hours : hours_on(plan_, date)) {
                const LocalTime from = std::max<LocalTime>(date + hours.from, begin);
                const LocalTime to = std::min<LocalTime>(date + hours.to, end);
                if (from < to) {
                    stretches_.push_back({Timestamp{from.time_since_epoch()} - period.offset,
                                          Timestamp{to.time_since_epoch()} - period.offset});
                }
            }
        }
    }
    Microseconds sum{0};
    before_.reserve(stretches_.size() + 1);
    for (const Interval& stretch : stretches_) {
        before_.push_back(sum);
        sum += stretch.length();
    }
    before_.push_back(sum);
}

void Calendar::index_days() {
    std::size_t next = 0;
    for (auto day = floor<days>(span().from); day < span().to; day += days{1}) {
        while (next < stretches_.size() && stretches_[next].to <= day) {
            ++next;
        }
        first_of_day_.push_back(static_cast<std::uint32_t>(next));
    }
}

std::size_t Calendar::stretch_at_or_after(Timestamp at) const {
    const auto day = duration_cast<days>(floor<days>(at) - floor<days>(span().from)).count();
    if (day < 0) {
        return 0;
    }
    if (static_cast<std::size_t>(day) >= first_of_day_.size()) {
        return stretches_.size();
    }
    std::size_t index = first_of_day_[static_cast<std::size_t>(day)];
    while (index < stretches_.size() && stretches_[index].to <= at) {
        ++index;
    }
    return index;
}

Microseconds Calendar::worked_until(Timestamp at) const {
    const std::size_t index = stretch_at_or_after(at);
    if (index == stretches_.size()) {
        return before_.back();
    }
    return before_[index] + std::max(at - stretches_[index].from, Microseconds{0});
}

std::optional<Timestamp> Calendar::after(Timestamp from, Microseconds working) const {
    if (working.count() <= 0) {
        return from;
    }
    const Microseconds target = worked_until(from) + working;
    // The first stretch at whose end the target is reached.
    const auto reached = std::lower_bound(before_.begin() + 1, before_.end(), target);
    if (reached == before_.end()) {
        return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(reached - before_.begin()) - 1;
    return stretches_[index].from + (target - before_[index]);
}

bool Calendar::works_at(Timestamp at) const {
    const std::size_t index = stretch_at_or_after(at);
    return index < stretches_.size() && stretches_[index].contains(at);
}

std::optional<Timestamp> Calendar::next_working(Timestamp at) const {
    const std::size_t index = stretch_at_or_after(at);
    return index == stretches_.size() ? std::nullopt : std::optional(std::max(at, stretches_[index].from));
}

std::vector<Interval> Calendar::working(const Interval& within) const {
    std::vector<Interval> found;
    for (std::size_t index = stretch_at_or_after(within.from);
         index < stretches_.size() && stretches_[index].from < within.to; ++index) {
        found.push_back({std::max(stretches_[index].from, within.from), std::min(stretches_[index].to, within.to)});
    }
    return found;
}

LocalDate Calendar::local_date(Timestamp at) const {
    return zone_.date_at(at);
}

}  // namespace shipwitness::claims
