#include <array>
#include <string>

#include "web/server/letters/letters.h"

namespace shipwitness::web {

namespace {

constexpr std::array<std::string_view, 12> kRussianMonths = {"января",   "февраля", "марта",  "апреля",
                                                             "мая",      "июня",    "июля",   "августа",
                                                             "сентября", "октября", "ноября", "декабря"};
constexpr std::array<std::string_view, 12> kEnglishMonths = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};

std::string two_digits(long value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

/// "UTC", "UTC+3", "UTC+5:30", "UTC−4".
std::string distance_text(std::chrono::seconds offset) {
    if (offset == std::chrono::seconds{0}) {
        return "UTC";
    }
    const auto minutes = std::chrono::abs(std::chrono::round<std::chrono::minutes>(offset)).count();
    return (offset < std::chrono::seconds{0} ? "UTC−" : "UTC+") + std::to_string(minutes / 60) +
           (minutes % 60 == 0 ? "" : ":" + two_digits(minutes % 60));
}

std::chrono::seconds offset_of(const ZoneSettings& zone, Timestamp at) {
    return zone.zone ? zone.zone->offset_at(at) : std::chrono::seconds{0};
}

std::string zone_text(const ZoneSettings& zone, Timestamp at, Language language) {
    const auto& words = language == Language::ru ? zone.russian_words : zone.english_words;
    return zone.zone && !words.empty() ? words : "(" + distance_text(offset_of(zone, at)) + ")";
}

}  // namespace

std::string moment_text(Timestamp moment, Language language, const ZoneSettings& zone) {
    const auto at = moment + offset_of(zone, moment);
    const auto day_start = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day day(day_start);
    const std::chrono::hh_mm_ss time(at - day_start);
    const std::size_t month = static_cast<unsigned>(day.month()) - 1;
    const std::string date = std::to_string(static_cast<unsigned>(day.day()));
    const std::string year = std::to_string(static_cast<int>(day.year()));
    const std::string clock = two_digits(time.hours().count()) + ":" + two_digits(time.minutes().count());
    const std::string named = zone_text(zone, moment, language);
    return language == Language::ru
               ? date + " " + std::string(kRussianMonths.at(month)) + " " + year + " года, " + clock + " " + named
               : date + " " + std::string(kEnglishMonths.at(month)) + " " + year + ", " + clock + " " + named;
}

}  // namespace shipwitness::web
