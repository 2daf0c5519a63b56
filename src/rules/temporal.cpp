#include "rules/temporal.h"

#include <charconv>
#include <cstdlib>

namespace shipwitness::rules {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMaxYear = 999'999'999;
constexpr std::int32_t kMaxOffsetSeconds = 18 * 3600;

/// Reads a text from the left; each call takes what it finds or leaves all as it was.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    bool take(char sign) {
        if (rest_.empty() || rest_.front() != sign) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }
    /// All digits that follow, between `min` and `max` of them.
    std::optional<std::string_view> digits(std::size_t min, std::size_t max) {
        std::size_t count = 0;
        while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
            ++count;
        }
        if (count < min || count > max) {
            return std::nullopt;
        }
        const std::string_view found = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return found;
    }
    std::optional<std::int64_t> number(std::size_t min, std::size_t max) {
        const auto found = digits(min, max);
        if (!found) {
            return std::nullopt;
        }
        std::int64_t value = 0;
        std::from_chars(found->data(), found->data() + found->size(), value);
        return value;
    }

  private:
    std::string_view rest_;
};

/// "5" is 500,000,000: digits after a point, as nanoseconds; digits past the ninth are cut off.
std::int64_t fraction_ns(std::string_view digits) {
    std::string nine(digits.substr(0, 9));
    nine.resize(9, '0');
    return std::stoll(nine);
}

std::string padded(std::int64_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// ".5" for 500,000,000; empty for 0.
std::string fraction_text(std::int64_t nanoseconds) {
    if (nanoseconds == 0) {
        return "";
    }
    std::string text = "." + padded(nanoseconds, 9);
    return text.substr(0, text.find_last_not_of('0') + 1);
}

std::optional<Date> take_date(Cursor& in) {
    const bool negative = in.take('-');
    const auto year = in.digits(4, 9);
    if (!year || (year->size() > 4 && year->front() == '0') || !in.take('-')) {
        return std::nullopt;
    }
    const auto month = in.number(2, 2);
    if (!month || !in.take('-')) {
        return std::nullopt;
    }
    const auto day = in.number(2, 2);
    if (!day) {
        return std::nullopt;
    }
    const std::int64_t value = std::stoll(std::string(*year));
    return Date::make(negative ? -value : value, *month, *day);
}

std::optional<std::int32_t> take_offset(Cursor& in) {
    const int sign = in.take('+') ? 1 : (in.take('-') ? -1 : 0);
    const auto hours = in.number(2, 2);
    if (sign == 0 || !hours || !in.take(':')) {
        return std::nullopt;
    }
    const auto minutes = in.number(2, 2);
    const auto seconds = in.take(':') ? in.number(2, 2) : std::optional<std::int64_t>(0);
    if (!minutes || !seconds || *minutes > 59 || *seconds > 59) {
        return std::nullopt;
    }
    const std::int64_t offset = *hours * 3600 + *minutes * 60 + *seconds;
    return offset > kMaxOffsetSeconds ? std::nullopt : std::optional(static_cast<std::int32_t>(sign * offset));
}

bool is_zone_name(std::string_view name) {
    return !name.empty() && name.size() < 64 &&
           name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") ==
               std::string_view::npos;
}

std::optional<Zone> take_zone(Cursor& in) {
    if (in.at_end()) {
        return Zone{};
    }
    if (in.take('Z') || in.take('z')) {
        return in.at_end() ? std::optional(Zone{0, ""}) : std::nullopt;
    }
    if (in.take('@')) {
        return is_zone_name(in.rest()) ? std::optional(Zone{std::nullopt, std::string(in.rest())}) : std::nullopt;
    }
    const auto offset = take_offset(in);
    return offset && in.at_end() ? std::optional(Zone{offset, ""}) : std::nullopt;
}

std::optional<Time> take_time(Cursor& in) {
    const auto hour = in.number(2, 2);
    if (!hour || !in.take(':')) {
        return std::nullopt;
    }
    const auto minute = in.number(2, 2);
    if (!minute || !in.take(':')) {
        return std::nullopt;
    }
    const auto second = in.number(2, 2);
    if (!second || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    std::int64_t nanoseconds = 0;
    if (in.take('.')) {
        const auto digits = in.digits(1, 40);
        if (!digits) {
            return std::nullopt;
        }
        nanoseconds = fraction_ns(*digits);
    }
    const auto zone = take_zone(in);
    if (!zone) {
        return std::nullopt;
    }
    return Time{(*hour * 3600 + *minute * 60 + *second) * kNanosecondsPerSecond + nanoseconds, *zone};
}

/// "12H" when the next number is followed by `unit`; 0 when it is not there. nullopt: too long, or a broken number.
struct Amounts {
    std::int64_t days = 0, hours = 0, minutes = 0, seconds = 0, nanoseconds = 0;
    bool any = false;
    bool fraction = false;
};

/// Reads number and unit pairs in the order of `units`, each at most once.
bool take_amounts(Cursor& in, std::string_view units, Amounts& into) {
    while (!in.at_end() && in.rest().front() != 'T') {
        const auto value = in.number(1, 15);
        if (!value) {
            return false;
        }
        if (in.take('.')) {
            const auto digits = in.digits(1, 40);
            if (!digits) {
                return false;
            }
            into.nanoseconds = fraction_ns(*digits);
            into.fraction = true;
        }
        const std::size_t unit = in.at_end() ? std::string_view::npos : units.find(in.rest().front());
        if (unit == std::string_view::npos || (into.fraction && units[unit] != 'S')) {
            return false;
        }
        in.take(units[unit]);
        (units[unit] == 'D'   ? into.days
         : units[unit] == 'H' ? into.hours
         : units[unit] == 'M' ? into.minutes
                              : into.seconds) = *value;
        units.remove_prefix(unit + 1);
        into.any = true;
    }
    return true;
}

}  // namespace

std::optional<Date> Date::make(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -kMaxYear || year > kMaxYear || month < 1 || month > 12 || day < 1 || day > 31) {
        return std::nullopt;
    }
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (day > kDays[month - 1] + (month == 2 && leap ? 1 : 0)) {
        return std::nullopt;
    }
    return Date{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<Date> Date::parse(std::string_view text) {
    Cursor in(text);
    const auto date = take_date(in);
    return in.at_end() ? date : std::nullopt;
}

// Days from a civil date and back, in eras of 400 years that begin on 1 March.
std::int64_t Date::days_since_1970() const {
    const std::int64_t y = std::int64_t{year} - (month <= 2 ? 1 : 0);
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

std::optional<Date> Date::from_days(std::int64_t days_since_1970) {
    constexpr std::int64_t kMaxDays = 366 * (kMaxYear + 2'000);
    if (days_since_1970 > kMaxDays || days_since_1970 < -kMaxDays) {
        return std::nullopt;
    }
    const std::int64_t z = days_since_1970 + 719'468;
    const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
    const std::int64_t day_of_era = z - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return make(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
                day_of_year - (153 * month_from_march + 2) / 5 + 1);
}

std::string Date::to_text() const {
    const std::string years = padded(std::abs(std::int64_t{year}), 4);
    return (year < 0 ? "-" : "") + years + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string Zone::to_text() const {
    if (!name.empty()) {
        return "@" + name;
    }
    if (!offset_s) {
        return "";
    }
    if (*offset_s == 0) {
        return "Z";
    }
    const std::int32_t size = std::abs(*offset_s);
    const std::string text = (*offset_s < 0 ? "-" : "+") + padded(size / 3600, 2) + ":" + padded(size / 60 % 60, 2);
    return size % 60 == 0 ? text : text + ":" + padded(size % 60, 2);
}

std::optional<Time> Time::parse(std::string_view text) {
    Cursor in(text);
    return take_time(in);
}

std::string Time::to_text() const {
    const std::int64_t seconds = nanoseconds / kNanosecondsPerSecond;
    return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) +
           fraction_text(nanoseconds % kNanosecondsPerSecond) + zone.to_text();
}

std::optional<DateTime> DateTime::parse(std::string_view text) {
    Cursor in(text);
    const auto date = take_date(in);
    if (!date || !in.take('T')) {
        return std::nullopt;
    }
    auto time = take_time(in);
    return time ? std::optional(DateTime{*date, *std::move(time)}) : std::nullopt;
}

std::string DateTime::to_text() const {
    return date.to_text() + "T" + time.to_text();
}

std::optional<YearsMonths> YearsMonths::parse(std::string_view text) {
    Cursor in(text);
    const bool negative = in.take('-');
    if (!in.take('P') || in.at_end()) {
        return std::nullopt;
    }
    std::int64_t months = 0;
    bool years_seen = false;
    while (!in.at_end()) {
        const auto value = in.number(1, 12);
        if (value && !years_seen && in.take('Y')) {
            months = *value * 12;
            years_seen = true;
        } else if (value && in.take('M') && in.at_end()) {
            months += *value;
        } else {
            return std::nullopt;
        }
    }
    return YearsMonths{negative ? -months : months};
}

std::string YearsMonths::to_text() const {
    const std::int64_t size = std::abs(months);
    std::string text = months < 0 ? "-P" : "P";
    if (size >= 12) {
        text += std::to_string(size / 12) + "Y";
    }
    if (size % 12 != 0 || size == 0) {
        text += std::to_string(size % 12) + "M";
    }
    return text;
}

std::optional<DaysTime> DaysTime::parse(std::string_view text) {
    Cursor in(text);
    const bool negative = in.take('-');
    Amounts amounts;
    if (!in.take('P') || !take_amounts(in, "D", amounts)) {
        return std::nullopt;
    }
    if (in.take('T')) {
        amounts.any = false;
        if (!take_amounts(in, "HMS", amounts)) {
            return std::nullopt;
        }
    }
    constexpr std::int64_t kMaxDays = 1'000'000'000'000;
    constexpr std::int64_t kMaxParts = 1'000'000'000'000'000;
    if (!amounts.any || !in.at_end() || amounts.days > kMaxDays || amounts.hours > kMaxParts / 3600 ||
        amounts.minutes > kMaxParts / 60) {
        return std::nullopt;
    }
    const std::int64_t seconds =
        amounts.days * kSecondsPerDay + amounts.hours * 3600 + amounts.minutes * 60 + amounts.seconds;
    const auto nanoseconds = static_cast<std::int32_t>(amounts.nanoseconds);
    return negative ? DaysTime{-seconds, -nanoseconds} : DaysTime{seconds, nanoseconds};
}

std::string DaysTime::to_text() const {
    const std::int64_t size = std::abs(seconds);
    std::string text = seconds < 0 || nanoseconds < 0 ? "-P" : "P";
    if (size >= kSecondsPerDay) {
        text += std::to_string(size / kSecondsPerDay) + "D";
    }
    std::string clock;
    if (const std::int64_t hours = size % kSecondsPerDay / 3600; hours != 0) {
        clock += std::to_string(hours) + "H";
    }
    if (const std::int64_t minutes = size / 60 % 60; minutes != 0) {
        clock += std::to_string(minutes) + "M";
    }
    if (size % 60 != 0 || nanoseconds != 0 || size == 0) {
        clock += std::to_string(size % 60) + fraction_text(std::abs(nanoseconds)) + "S";
    }
    return clock.empty() ? text : text + "T" + clock;
}

}  // namespace shipwitness::rules
