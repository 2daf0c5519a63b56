#pragma once

#include <string_view>

namespace shipwitness::claims::replies {

/// All take plain forms (characters.h), of either language: letters of both are found in one text.

/// Given names that claims staff bear ("anna", "пётр" as "петр").
[[nodiscard]] bool is_given_name(std::string_view word);
/// Given names that are words too ("will", "mark", "вера"): names only where a word would have no capital letter.
[[nodiscard]] bool is_doubtful_name(std::string_view word);
/// Russian patronymics and surnames by their endings, in any case ("олеговна", "петрову").
[[nodiscard]] bool has_name_ending(std::string_view word);
/// "mr", "frau", "г" …: a capital letter after it is a name.
[[nodiscard]] bool is_title(std::string_view word);
/// Words that make a line of a signature an office and not a person: "team", "service", «отдел».
[[nodiscard]] bool is_office_word(std::string_view word);

/// A Russian given name in another case than the nominative: Анне, Сергеем.
[[nodiscard]] bool is_declined_given_name(std::string_view word);
/// Ends as Russian surnames do. Other words do so too: only beside a given name, or a second capital letter.
[[nodiscard]] bool has_surname_ending(std::string_view word);
/// «Вы», «Ваш»: a capital letter that names nobody.
[[nodiscard]] bool is_polite_you(std::string_view word);

}  // namespace shipwitness::claims::replies
