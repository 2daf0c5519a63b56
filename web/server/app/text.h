#pragma once

#include <string>
#include <string_view>

namespace shipwitness::web {

/// Lower case of Latin, Greek and Cyrillic letters, for comparing and searching: ASCII, Latin-1, Latin Extended-A,
/// Greek, Cyrillic; «ё» becomes «е», as people type it. Independent of the locale. Bytes that are not UTF-8 stay.
[[nodiscard]] std::string fold_case(std::string_view utf8);

/// `%` around the folded text, with `%`, `_` and `\` escaped for `like … escape '\'`.
[[nodiscard]] std::string like_pattern(std::string_view utf8);

/// A plausible e-mail address: ASCII, one @, a dot in the domain, no spaces or brackets, at most 254 bytes.
/// Whether it works only a letter can tell.
[[nodiscard]] bool is_email(std::string_view text);

}  // namespace shipwitness::web
