#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "claims/zone/zone.h"
#include "core/time.h"

namespace shipwitness::claims::deadline {

/// A time as people state it: by a clock on the wall, with or without the hour, with or without its offset.
struct StatedTime {
    LocalDate day;
    std::optional<Microseconds> time;            ///< since 00:00, at most 24:00; none: some time of that day
    std::optional<std::chrono::minutes> offset;  ///< ahead of UTC, when it was stated; none: by the place's zone

    bool operator==(const StatedTime&) const = default;

    /// Requires time and offset.
    [[nodiscard]] Timestamp by_offset() const;
    /// Requires a time; leaves the offset out. None where the clocks of the zone were set forward over it.
    [[nodiscard]] std::optional<Zone::Instants> by_clocks(const Zone& zone) const;
};

/// What the clocks of a zone show at a moment.
[[nodiscard]] StatedTime shown(const Zone& zone, Timestamp at);

/// Reads "2025-03-03", "2025-03-03T14:30", "2025-03-03 14:30:05.25", each with "Z" or an offset such as "+03:00" when
/// it has a time. "T24:00" is the end of the day. Years 1900 to 2199. nullopt for anything else.
[[nodiscard]] std::optional<StatedTime> parse_stated_time(std::string_view text);

using claims::to_text;
/// "2025-03-03 14:30", with seconds and their parts only where there are some.
[[nodiscard]] std::string to_text(const StatedTime& at);

}  // namespace shipwitness::claims::deadline
