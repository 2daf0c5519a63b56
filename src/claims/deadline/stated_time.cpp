#include "claims/deadline/local_time.h"

#include <fmt/format.h>

namespace shipwitness::claims::deadline {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;

/// Takes exactly `count` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
    if (text.size() < count) {
        return std::nullopt;
    }
    int value = 0;
    for (const char digit : text.substr(0, count)) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        value = value * 10 + (digit - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

std::optional<Day> take_day(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || *year < kFirstYear || *year > kLastYear || !take(text, '-')) {
        return std::nullopt;
    }
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) {
        return std::nullopt;
    }
    const auto day = take_number(text, 2);
    if (!day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

/// Digits after the point, as microseconds; those past the sixth are cut off.
std::optional<Microseconds> take_fraction(std::string_view& text) {
    if (!take(text, '.')) {
        return Microseconds{0};
    }
    constexpr int kKept = 6;
    int value = 0;
    int digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9' && digits < 9; text.remove_prefix(1)) {
        value = digits < kKept ? value * 10 + (text.front() - '0') : value;
        ++digits;
    }
    if (digits == 0) {
        return std::nullopt;
    }
    for (; digits < kKept; ++digits) {
        value *= 10;
    }
    return Microseconds{value};
}

std::optional<Microseconds> take_time(std::string_view& text) {
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 24 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    Microseconds time = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
    if (take(text, ':')) {
        const auto second = take_number(text, 2);
        const auto fraction = second && *second <= 59 ? take_fraction(text) : std::nullopt;
        if (!fraction) {
            return std::nullopt;
        }
        time += std::chrono::seconds{*second} + *fraction;
    }
    return time <= std::chrono::hours{24} ? std::optional(time) : std::nullopt;
}

/// "Z", "+03:00", "-0330"; the text must be used up.
std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) {
        return std::chrono::minutes{0};
    }
    const bool east = take(text, '+');
    if (!east && !take(text, '-')) {
        return std::nullopt;
    }
    const auto hours = take_number(text, 2);
    take(text, ':');
    const auto minutes = take_number(text, 2);
    if (!hours || !minutes || *hours > 15 || *minutes > 59) {
        return std::nullopt;
    }
    const std::chrono::minutes offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return east ? offset : -offset;
}

}  // namespace

std::optional<LocalTime> parse_local_time(std::string_view text) {
    const auto day = take_day(text);
    if (!day) {
        return std::nullopt;
    }
    LocalTime at{*day, {}, {}};
    if (text.empty()) {
        return at;
    }
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) {
        return std::nullopt;
    }
    at.time = take_time(text);
    if (!at.time) {
        return std::nullopt;
    }
    if (!text.empty()) {
        at.offset = take_offset(text);
        if (!at.offset || !text.empty()) {
            return std::nullopt;
        }
    }
    return at;
}

std::optional<Day> parse_day(std::string_view text) {
    const auto day = take_day(text);
    return text.empty() ? day : std::nullopt;
}

std::string to_text(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string to_text(const LocalTime& at) {
    std::string text = to_text(at.day);
    if (!at.time) {
        return text;
    }
    const std::chrono::hh_mm_ss time{*at.time};
    text += fmt::format(" {:02}:{:02}", time.hours().count(), time.minutes().count());
    if (time.seconds().count() != 0 || time.subseconds().count() != 0) {
        text += fmt::format(":{:02}", time.seconds().count());
    }
    if (time.subseconds().count() != 0) {
        text += fmt::format(".{:06}", time.subseconds().count());
    }
    if (at.offset) {
        const auto minutes = at.offset->count();
        text += fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
    }
    return text;
}

}  // namespace shipwitness::claims::deadline
