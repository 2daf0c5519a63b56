#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipwitness::rules {

// FEEL's times: OMG DMN 1.3, 10.3.2.3.4 to 10.3.2.3.8; texts as in ISO 8601 and XML Schema part 2.

/// A day of the proleptic Gregorian calendar. Years -999,999,999 to 999,999,999.
struct Date {
    std::int32_t year = 1970;
    std::uint8_t month = 1;
    std::uint8_t day = 1;

    auto operator<=>(const Date&) const = default;
    [[nodiscard]] static std::optional<Date> make(std::int64_t year, std::int64_t month, std::int64_t day);
    [[nodiscard]] static std::optional<Date> parse(std::string_view text);
    [[nodiscard]] static std::optional<Date> from_days(std::int64_t days_since_1970);
    [[nodiscard]] std::int64_t days_since_1970() const;
    [[nodiscard]] std::string to_text() const;
};

/// Where a time stands: nowhere said, a fixed offset, or a named zone (kept, not resolved: no zone data here).
struct Zone {
    std::optional<std::int32_t> offset_s;
    std::string name;  ///< "Europe/Moscow"; empty when there is none

    bool operator==(const Zone&) const = default;
    [[nodiscard]] bool is_local() const { return !offset_s && name.empty(); }
    [[nodiscard]] std::string to_text() const;
};

/// A time of day.
struct Time {
    std::int64_t nanoseconds = 0;  ///< since midnight, 0 to 86,399,999,999,999
    Zone zone{};

    bool operator==(const Time&) const = default;
    [[nodiscard]] static std::optional<Time> parse(std::string_view text);
    [[nodiscard]] std::string to_text() const;
};

/// A day with a time of day.
struct DateTime {
    Date date{};
    Time time{};

    bool operator==(const DateTime&) const = default;
    [[nodiscard]] static std::optional<DateTime> parse(std::string_view text);
    [[nodiscard]] std::string to_text() const;
};

/// A duration in months: P1Y2M.
struct YearsMonths {
    std::int64_t months = 0;

    auto operator<=>(const YearsMonths&) const = default;
    [[nodiscard]] static std::optional<YearsMonths> parse(std::string_view text);
    [[nodiscard]] std::string to_text() const;
};

/// A duration in days and parts of a day: P3DT4H. In seconds and nanoseconds of one sign.
struct DaysTime {
    std::int64_t seconds = 0;
    std::int32_t nanoseconds = 0;  ///< -999,999,999 to 999,999,999, of the sign of `seconds` unless that is 0

    auto operator<=>(const DaysTime&) const = default;
    [[nodiscard]] static std::optional<DaysTime> parse(std::string_view text);
    [[nodiscard]] std::string to_text() const;
};

}  // namespace shipwitness::rules
