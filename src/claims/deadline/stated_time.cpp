#include "claims/deadline/stated_time.h"

#include <fmt/format.h>

#include "core/scan.h"

namespace shipwitness::claims::deadline {
namespace {

/// Years further off are slips of the finger.
std::optional<LocalDate> take_plausible_date(std::string_view& text) {
    constexpr std::chrono::year kFirst{1900};
    constexpr std::chrono::year kLast{2199};
    const auto date = take_date(text);
    return date && date->year() >= kFirst && date->year() <= kLast ? std::optional(LocalDate{*date}) : std::nullopt;
}

std::optional<Microseconds> take_time(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 24 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    Microseconds time = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
    if (take(text, ':')) {
        const auto second = take_digits(text, 2);
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
    const auto hours = take_digits(text, 2);
    take(text, ':');
    const auto minutes = take_digits(text, 2);
    if (!hours || !minutes || *hours > 15 || *minutes > 59) {
        return std::nullopt;
    }
    const std::chrono::minutes offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return east ? offset : -offset;
}

}  // namespace

std::optional<StatedTime> parse_stated_time(std::string_view text) {
    const auto day = take_plausible_date(text);
    if (!day) {
        return std::nullopt;
    }
    StatedTime at{*day, {}, {}};
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

Timestamp StatedTime::by_offset() const {
    return Timestamp{day.time_since_epoch() + time.value() - offset.value()};
}

std::optional<Zone::Instants> StatedTime::by_clocks(const Zone& zone) const {
    if (time.value() == std::chrono::hours{24}) {
        return Zone::Instants{zone.end_of(day), zone.end_of(day)};
    }
    return zone.instants(day + *time);
}

StatedTime shown(const Zone& zone, Timestamp at) {
    const LocalTime local = zone.local(at);
    const LocalDate day = std::chrono::floor<std::chrono::days>(local);
    return {day, local - day, {}};
}

std::string to_text(const StatedTime& at) {
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
