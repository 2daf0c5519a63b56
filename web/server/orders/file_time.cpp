#include <array>
#include <charconv>

#include "core/text.h"
#include "web/server/orders/order_rows.h"

namespace shipwitness::web {

namespace {

/// Reads "22.11.2026 11:36" and the like by a picture: letters stand for digits, anything else for itself.
std::optional<int> digits(std::string_view text, std::string_view picture, char letter) {
    const std::size_t from = picture.find(letter);
    const std::size_t count = picture.find_last_of(letter) - from + 1;
    int value = 0;
    const auto [end, error] = std::from_chars(text.data() + from, text.data() + from + count, value);
    return error == std::errc() && end == text.data() + from + count && text[from] != '-' ? std::optional(value)
                                                                                          : std::nullopt;
}

bool fits(std::string_view text, std::string_view picture) {
    if (text.size() != picture.size()) {
        return false;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool digit = text[at] >= '0' && text[at] <= '9';
        const bool letter = picture[at] >= 'A' && picture[at] <= 'Z';
        if (letter ? !digit : text[at] != picture[at]) {
            return false;
        }
    }
    return true;
}

int part(std::string_view text, std::string_view picture, char letter, int absent) {
    return picture.find(letter) == std::string_view::npos ? absent : digits(text, picture, letter).value_or(-1);
}

std::optional<Timestamp> read_by(std::string_view text, std::string_view picture, std::chrono::minutes utc_offset) {
    if (!fits(text, picture)) {
        return std::nullopt;
    }
    const std::chrono::year_month_day day{std::chrono::year(part(text, picture, 'Y', 0)),
                                          std::chrono::month(static_cast<unsigned>(part(text, picture, 'M', 0))),
                                          std::chrono::day(static_cast<unsigned>(part(text, picture, 'D', 0)))};
    const bool only_date = picture.find('H') == std::string_view::npos;
    const int hour = part(text, picture, 'H', 23);
    const int minute = part(text, picture, 'I', 59);
    const int second = part(text, picture, 'S', only_date ? 59 : 0);
    if (!day.ok() || day.year() < std::chrono::year(1970) || hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    return Timestamp(std::chrono::sys_days(day)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second) - utc_offset;
}

}  // namespace

std::optional<Timestamp> parse_file_time(std::string_view text, std::chrono::minutes utc_offset) {
    static constexpr std::array<std::string_view, 6> kPictures = {"YYYY-MM-DD",          "DD.MM.YYYY",
                                                                  "YYYY-MM-DD HH:II",    "DD.MM.YYYY HH:II",
                                                                  "YYYY-MM-DD HH:II:SS", "DD.MM.YYYY HH:II:SS"};
    text = trim(text);
    for (const std::string_view picture : kPictures) {
        if (const auto at = read_by(text, picture, utc_offset)) {
            return at;
        }
    }
    return parse_rfc3339(text);
}

}  // namespace shipwitness::web
