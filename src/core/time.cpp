#include "core/time.h"

#include <array>
#include <cstdio>

#include "core/scan.h"

namespace shipwitness {

namespace {

bool take_any_case(std::string_view& text, char upper) {
    return take(text, upper) || take(text, static_cast<char>(upper - 'A' + 'a'));
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
    if (take_any_case(text, 'Z')) {
        return std::chrono::minutes{0};
    }
    const bool east = take(text, '+');
    if (!east && !take(text, '-')) {
        return std::nullopt;
    }
    const auto hours = take_digits(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto minutes = take_digits(text, 2);
    if (!minutes || *minutes > 59) {
        return std::nullopt;
    }
    const std::chrono::minutes offset{*hours * 60 + *minutes};
    return east ? offset : -offset;
}

}  // namespace

std::string to_rfc3339(Timestamp at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    std::array<char, 48> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                      static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
    const auto date = take_date(text);
    if (!date || date->year() < std::chrono::year{1970} || !(take_any_case(text, 'T') || take(text, ' '))) {
        return std::nullopt;
    }
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto second = take_digits(text, 2);
    if (!second || *second > 60) {
        return std::nullopt;
    }
    const auto fraction = take_fraction(text);
    if (!fraction) {
        return std::nullopt;
    }
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) {
        return std::nullopt;
    }
    const Timestamp local = std::chrono::sys_days{*date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
                            std::chrono::seconds{*second} + *fraction;
    return local - *offset;
}

}  // namespace shipwitness
