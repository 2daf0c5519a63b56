#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "claims/calendar/plan.h"
#include "claims/zone/zone.h"
#include "core/result.h"
#include "core/time.h"

namespace shipwitness::claims {

/// When people work: working hours as stretches of UTC, compiled once and shared by all claims. A moment works when
/// the local time that clocks show at it lies in the hours of its local date: hours skipped by a clock change have no
/// moments, repeated ones work twice. Immutable, so safe to use from many threads.
class Calendar {
  public:
    /// Fails (invalid) with `unknown_zone`, or `calendar_without_hours` when a version of the week has no hour in it
    /// and no day of its own gives one: such a clock would never move.
    [[nodiscard]] static Result<Calendar> make(CalendarPlan plan);

    /// What it can count: from 1970 to the end of 2099.
    [[nodiscard]] static Interval span();
    /// Working time in [from, to); 0 when to <= from. Both within span(); what lies outside counts nothing.
    [[nodiscard]] Microseconds elapsed(Timestamp from, Timestamp to) const {
        return to <= from ? Microseconds{0} : worked_until(to) - worked_until(from);
    }
    /// The first moment at which `working` of working time has passed since `from`: elapsed(from, it) == working. None
    /// when it lies beyond the span.
    [[nodiscard]] std::optional<Timestamp> after(Timestamp from, Microseconds working) const;
    [[nodiscard]] bool works_at(Timestamp at) const;
    /// The moment itself when it works, else the beginning of the next stretch; none beyond the span.
    [[nodiscard]] std::optional<Timestamp> next_working(Timestamp at) const;
    /// The working stretches in [from, to), cut to it. None goes on over midnight or a clock change.
    [[nodiscard]] std::vector<Interval> working(const Interval& within) const;

    [[nodiscard]] const Zone& zone() const { return zone_; }
    [[nodiscard]] const CalendarPlan& plan() const { return plan_; }
    [[nodiscard]] LocalDate local_date(Timestamp at) const;

  private:
    explicit Calendar(CalendarPlan plan, Zone zone);
    void compile();
    void index_days();
    /// The stretch that holds `at`, or the next one.
    [[nodiscard]] std::size_t stretch_at_or_after(Timestamp at) const;
    [[nodiscard]] Microseconds worked_until(Timestamp at) const;

    CalendarPlan plan_;
    Zone zone_;
    std::vector<Interval> stretches_;
    std::vector<Microseconds> before_;         ///< working time before each stretch; one more: the whole
    std::vector<std::uint32_t> first_of_day_;  ///< per UTC day of the span: the first stretch that ends after its start
};

}  // namespace shipwitness::claims
