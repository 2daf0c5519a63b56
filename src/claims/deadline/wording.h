#pragma once

#include <string>

#include "claims/deadline/deadline.h"

namespace shipwitness::claims::deadline {

/// How the verdict came about, in sentences that a person can follow: the days counted and left out, the end, the
/// notice, what is missing. `deadline` is complete but for `why`.
[[nodiscard]] std::string why(const Table& table, const Case& given, const Deadline& deadline,
                              rules::Language language);

/// The sources of the rows that may apply; their number, when there are too many to tell.
[[nodiscard]] std::string sources_in_words(const Table& table, const Deadline& deadline, rules::Language language);

/// The days of every limit, a line each, for reading on a terminal. Empty when no days were counted.
[[nodiscard]] std::string day_table(const Deadline& deadline, rules::Language language);

/// "in time", "в срок"
[[nodiscard]] std::string in_words(Verdict verdict, rules::Language language);
/// What being late means, in words for reading.
[[nodiscard]] std::string effect_in_words(const Deadline& deadline, rules::Language language);
/// What stands in place of a last day or instant that there is not.
[[nodiscard]] std::string none_in_words(const Deadline& deadline, rules::Language language);
/// "2025-03-11T21:00:00Z", with parts of a second only where there are some.
[[nodiscard]] std::string to_utc_text(Timestamp at);

}  // namespace shipwitness::claims::deadline
