#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipwitness {

using Microseconds = std::chrono::microseconds;

/// A moment in UTC, to the microsecond. Zones belong to calendars and pages only.
using Timestamp = std::chrono::sys_time<Microseconds>;

/// Microseconds since 1970-01-01T00:00:00Z, as stored in columns named `…_us`.
[[nodiscard]] constexpr std::int64_t to_us(Timestamp at) {
    return at.time_since_epoch().count();
}
[[nodiscard]] constexpr Timestamp from_us(std::int64_t us) {
    return Timestamp{Microseconds{us}};
}

/// RFC 3339 in UTC: "2026-11-22T08:36:56.060000Z", always with six digits, so that texts sort like times.
[[nodiscard]] std::string to_rfc3339(Timestamp at);

/// Reads RFC 3339 with any offset and 0 to 9 digits of a second (digits past the sixth are cut off). Years 1970 to
/// 9999. A leap second (":60") is taken as the first moment of the next minute. nullopt for anything else.
[[nodiscard]] std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// A half-open stretch of time [from, to). `from <= to` is the maker's duty; an empty one is allowed.
struct Interval {
    Timestamp from;
    Timestamp to;

    auto operator<=>(const Interval&) const = default;
    [[nodiscard]] Microseconds length() const { return to - from; }
    [[nodiscard]] bool contains(Timestamp at) const { return from <= at && at < to; }
    [[nodiscard]] bool overlaps(const Interval& other) const { return from < other.to && other.from < to; }
};

}  // namespace shipwitness
