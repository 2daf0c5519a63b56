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

}  // namespace

std::string moment_text(Timestamp at, Language language) {
    const auto day_start = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day day(day_start);
    const std::chrono::hh_mm_ss time(at - day_start);
    const std::size_t month = static_cast<unsigned>(day.month()) - 1;
    const std::string date = std::to_string(static_cast<unsigned>(day.day()));
    const std::string year = std::to_string(static_cast<int>(day.year()));
    const std::string clock = two_digits(time.hours().count()) + ":" + two_digits(time.minutes().count());
    return language == Language::ru
               ? date + " " + std::string(kRussianMonths.at(month)) + " " + year + " года, " + clock + " (UTC)"
               : date + " " + std::string(kEnglishMonths.at(month)) + " " + year + ", " + clock + " (UTC)";
}

}  // namespace shipwitness::web
