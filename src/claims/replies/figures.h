#pragma once

#include <string_view>

namespace shipwitness::claims::replies {

/// What a number of a text means, told from its form (letter.h): digits with the signs between them.

/// "12.11.2026", "2026-11-12". "12.11" and "12/11" are dates only after a word that dates follow, as in "by 12.11".
[[nodiscard]] bool is_date(std::string_view form, bool after_date_word);
/// "18:00", "9:30-17:00".
[[nodiscard]] bool is_clock(std::string_view form);
/// "16.30", which only a word before it, as in "at 16.30", tells from an amount.
[[nodiscard]] bool is_dotted_clock(std::string_view form);

}  // namespace shipwitness::claims::replies
