#pragma once

#include <string_view>

namespace shipwitness::claims::replies {

/// Closed lists of words, in plain forms (characters.h) of either language: letters of both are found in one text.

/// What stands beside an amount of money: "€", "pounds", «руб».
[[nodiscard]] bool is_currency(std::string_view word);
/// What stands between a number and its currency: "thousand", «тыс».
[[nodiscard]] bool is_scale(std::string_view word);
[[nodiscard]] bool is_percent(std::string_view word);
/// Words that English writes with a capital letter and that name nobody: days, months, "I".
[[nodiscard]] bool is_calendar_word(std::string_view word);
/// What stands before the name of a street or a town, and never before a person's.
[[nodiscard]] bool is_place_word(std::string_view word);
/// What makes the number that follows soon a telephone's: "call", «тел».
[[nodiscard]] bool announces_phone(std::string_view word);

}  // namespace shipwitness::claims::replies
