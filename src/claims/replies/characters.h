#pragma once

#include <string>
#include <string_view>

namespace shipwitness::claims::replies {

/// What the reader of a letter needs to know of single code points. Latin, Cyrillic and Greek letters are letters.
[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_capital(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);
/// Accents that follow their letter, soft hyphens, joiners: part of a word, and nothing of its own.
[[nodiscard]] bool is_unseen(char32_t c);
/// Blank, but no line break.
[[nodiscard]] bool is_blank(char32_t c);
[[nodiscard]] bool is_line_break(char32_t c);
[[nodiscard]] bool is_apostrophe(char32_t c);

/// Requires valid UTF-8.
[[nodiscard]] std::u32string decoded(std::string_view text);
[[nodiscard]] std::string encoded(std::u32string_view text);

/// Small letters, е for ё, Latin letters without accents, nothing unseen, ' for every apostrophe.
[[nodiscard]] std::string plain_form(std::u32string_view text);

}  // namespace shipwitness::claims::replies
