#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/zone/local_date.h"
#include "core/result.h"
#include "core/time.h"

namespace shipwitness::claims {

/// A stretch of time in which local time is UTC plus one offset.
struct OffsetPeriod {
    Interval utc;
    std::chrono::seconds offset;
};

/// What a clock on the wall shows, to the microsecond.
using LocalTime = std::chrono::local_time<Microseconds>;

/// The clocks of a place, by the IANA zones of the system: from 1900 to the end of 2299, by the rule of today's law for
/// the years that the data do not list. Before and after them the nearest offset holds. Immutable, cheap to copy, may
/// be used from any thread.
class Zone {
  public:
    /// By name, such as "Europe/Moscow". Fails (invalid, `unknown_zone`) with the nearest name. Throws
    /// std::runtime_error when the system's data of a zone cannot be read.
    [[nodiscard]] static Result<Zone> find(std::string_view name);

    [[nodiscard]] const std::string& name() const;
    /// In order, without a gap.
    [[nodiscard]] const std::vector<OffsetPeriod>& periods() const;
    [[nodiscard]] std::chrono::seconds offset_at(Timestamp at) const;
    [[nodiscard]] LocalTime local(Timestamp at) const;
    [[nodiscard]] LocalDate date_at(Timestamp at) const;

    /// The instants at which the clocks showed one time: the same twice, except where they were set back over it.
    struct Instants {
        Timestamp earliest;
        Timestamp latest;
    };
    /// None where the clocks were set forward over the time.
    [[nodiscard]] std::optional<Instants> instants(LocalTime at) const;

    /// The first instant of the date. Where a clock change leaves out midnight: the change itself; where midnight comes
    /// twice: the first.
    [[nodiscard]] Timestamp start_of(LocalDate date) const;
    /// 24:00, which is the next date's first instant.
    [[nodiscard]] Timestamp end_of(LocalDate date) const { return start_of(date + std::chrono::days{1}); }

  private:
    struct Data;
    explicit Zone(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

    /// Shared by the copies: some hundred periods, which never change.
    std::shared_ptr<const Data> data_;
};

}  // namespace shipwitness::claims
