#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace shipwitness {

/// For texts of a fixed form, read from the front: what is found is taken off `text`. Where it is not there, take and
/// take_digits leave `text` as it was; the others may have taken some of it.

[[nodiscard]] bool is_ascii_digit(char c);
bool take(std::string_view& text, char expected);
/// Exactly `count` digits, at most 9.
[[nodiscard]] std::optional<int> take_digits(std::string_view& text, std::size_t count);
/// "2025-11-04", a date of the calendar; years 0000 to 9999.
[[nodiscard]] std::optional<std::chrono::year_month_day> take_date(std::string_view& text);
/// ".25" of a second: 1 to 9 digits, of which those past the sixth are cut off; 0 where there is no point.
[[nodiscard]] std::optional<std::chrono::microseconds> take_fraction(std::string_view& text);

/// The whole of `text`, digits of `base` and nothing else, no sign; nothing is taken off.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text, int base = 10);

}  // namespace shipwitness
