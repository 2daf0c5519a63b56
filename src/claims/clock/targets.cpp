#include "claims/clock/targets.h"

#include <algorithm>

namespace shipwitness::claims {
namespace {

/// Time that a clock has used or may use, with its pauses.
class Course {
  public:
    Course(const Calendar& calendar, TargetHours hours, const Readings& readings)
        : calendar_(calendar), hours_(hours), readings_(readings) {}

    /// The first moment at which `amount` has passed since `from` outside waits. None while a wait goes on, or when the
    /// clock ended in one: what came after its end does not matter any more.
    [[nodiscard]] std::optional<Timestamp> used_up(ClockKind clock, Timestamp from, std::optional<Timestamp> ended,
                                                   Microseconds amount) const {
        if (clock == ClockKind::first_response) {
            return after(from, amount);  // never paused
        }
        Timestamp at = from;
        for (const Interval& wait : readings_.waits) {
            if (wait.to <= at || (ended && wait.from >= *ended)) {
                continue;
            }
            const Microseconds part = between(at, wait.from);
            if (part >= amount) {
                return after(at, amount);
            }
            if (ended && wait.to > *ended) {
                return std::nullopt;
            }
            amount -= part;
            at = wait.to;
        }
        const bool waits = readings_.waiting_since && !(ended && *readings_.waiting_since >= *ended);
        if (!waits || between(at, *readings_.waiting_since) >= amount) {
            return after(at, amount);
        }
        return std::nullopt;
    }

  private:
    [[nodiscard]] Microseconds between(Timestamp from, Timestamp to) const {
        return hours_ == TargetHours::working ? calendar_.elapsed(from, to) : std::max(to - from, Microseconds{0});
    }
    [[nodiscard]] std::optional<Timestamp> after(Timestamp from, Microseconds amount) const {
        return hours_ == TargetHours::working ? calendar_.after(from, amount) : std::optional(from + amount);
    }

    const Calendar& calendar_;
    TargetHours hours_;
    const Readings& readings_;
};

/// Moved to working hours. The very end of a working stretch is not night: somebody is still there.
std::optional<Timestamp> by_day(const Calendar& calendar, Timestamp at) {
    return calendar.works_at(at) || calendar.works_at(at - Microseconds{1}) ? at : calendar.next_working(at);
}

std::string warning_id(const TargetReading& reading, int share) {
    return std::string(to_text(reading.clock)) + "/" + std::to_string(reading.ordinal) + "/" + std::to_string(share);
}

}  // namespace

std::string_view to_text(ClockKind kind) {
    switch (kind) {
        case ClockKind::first_response:
            return "first_response";
        case ClockKind::next_response:
            return "next_response";
        case ClockKind::resolution:
            return "resolution";
    }
    return "";
}

std::vector<TargetReading> target_readings(const Calendar& calendar, const Readings& readings, const Policy& policy) {
    const Course course(calendar, policy.hours, readings);
    std::vector<TargetReading> targets;
    const auto add = [&](ClockKind clock, int ordinal, Timestamp from, std::optional<Timestamp> ended,
                         const std::optional<Microseconds>& target) {
        if (target) {
            targets.push_back({clock, ordinal, from, ended, *target, course.used_up(clock, from, ended, *target)});
        }
    };
    const auto end_of = [](const std::optional<Reading>& reading) {
        return reading ? std::optional(reading->to) : std::nullopt;
    };
    add(ClockKind::first_response, 1, readings.created, end_of(readings.first_response), policy.first_response);
    add(ClockKind::resolution, 1, readings.created, end_of(readings.resolution_first), policy.resolution);
    int ordinal = 0;
    for (const Reading& next : readings.next_responses) {
        add(ClockKind::next_response, ++ordinal, next.from, next.to, policy.next_response);
    }
    if (readings.first_response && readings.unanswered_since) {
        add(ClockKind::next_response, ++ordinal, *readings.unanswered_since, std::nullopt, policy.next_response);
    }
    return targets;
}

std::vector<Warning> warnings(const Calendar& calendar, const Readings& readings, const Policy& policy) {
    const Course course(calendar, policy.hours, readings);
    std::vector<Warning> found;
    for (const TargetReading& reading : target_readings(calendar, readings, policy)) {
        for (const WarningRule& rule : policy.warnings) {
            constexpr int kWhole = 100;
            auto at = course.used_up(reading.clock, reading.from, reading.ended,
                                     reading.target * rule.share_percent / kWhole);
            if (at && !policy.at_night) {
                at = by_day(calendar, *at);
            }
            if (at && (!reading.ended || *at < *reading.ended)) {
                found.push_back(
                    {warning_id(reading, rule.share_percent), reading.clock, rule.share_percent, rule.to, *at});
            }
        }
    }
    std::ranges::stable_sort(found, {}, &Warning::at);
    return found;
}

}  // namespace shipwitness::claims
