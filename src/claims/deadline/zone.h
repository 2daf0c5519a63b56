#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "claims/deadline/local_time.h"
#include "core/result.h"

namespace shipwitness::claims::deadline {

/// The clocks of a place, by the system's IANA zones. Cheap to copy, never changes, may be used from any thread.
class Zone {
  public:
    /// By name, such as "Europe/Moscow". Fails (invalid `unknown_zone`) naming the nearest.
    [[nodiscard]] static Result<Zone> find(std::string_view name);

    [[nodiscard]] const std::string& name() const;
    /// The first instant of the day. Where a clock change leaves out midnight: the change itself; where midnight comes
    /// twice: the first.
    [[nodiscard]] Timestamp start_of(Day day) const;
    /// 24:00, which is the next day's first instant.
    [[nodiscard]] Timestamp end_of(Day day) const { return start_of(day + std::chrono::days{1}); }
    [[nodiscard]] Day day_of(Timestamp at) const;
    /// What the clock on the wall shows.
    [[nodiscard]] LocalTime local(Timestamp at) const;

    /// The instants at which the clock on the wall showed this; two where it was set back.
    struct Instants {
        Timestamp earliest;
        Timestamp latest;
    };
    /// `at` with a time and without an offset. None where the clock was set forward over it.
    [[nodiscard]] std::optional<Instants> instants(const LocalTime& at) const;

  private:
    struct Rules;
    explicit Zone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}
    std::shared_ptr<const Rules> rules_;
};

}  // namespace shipwitness::claims::deadline
