#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace shipwitness::claims {

/// A stretch of time in which local time is UTC plus one offset.
struct OffsetPeriod {
    Interval utc;
    std::chrono::seconds offset;
};

/// Local time as a number without a zone, to the microsecond.
using LocalTime = std::chrono::local_time<Microseconds>;

/// A time zone, as far as the time zone data of the system tell: from 1970 to the end of 2099, or, where clocks are
/// changed every summer, to the end of 2037. Immutable.
class Zone {
  public:
    /// `name` as in the IANA database: "Europe/Moscow". Fails (invalid, `zone_unknown`) for any other.
    [[nodiscard]] static Result<Zone> find(const std::string& name);

    [[nodiscard]] Interval span() const;
    [[nodiscard]] const std::vector<OffsetPeriod>& periods() const { return periods_; }
    /// The offset at a moment within the span.
    [[nodiscard]] std::chrono::seconds offset_at(Timestamp at) const;
    [[nodiscard]] LocalTime local(Timestamp at) const;
    /// The first moment at which a local clock shows that time or, where it is skipped, a later one.
    [[nodiscard]] Timestamp first_moment(LocalTime at) const;

  private:
    std::vector<OffsetPeriod> periods_;
};

}  // namespace shipwitness::claims
