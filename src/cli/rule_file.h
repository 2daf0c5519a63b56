#pragma once

#include <filesystem>
#include <optional>

#include "claims/replies/rule_book.h"
#include "core/result.h"

namespace shipwitness::cli {

/// The rules of a file, their patterns alone. Fails when they are for another language than `wanted`, if given.
[[nodiscard]] Result<claims::replies::RuleBook> read_patterns(const std::filesystem::path& file,
                                                              std::optional<claims::replies::Language> wanted);

/// The same, with the second reader that the file names, if any: a file beside it.
[[nodiscard]] Result<claims::replies::RuleBook> read_rule_file(const std::filesystem::path& file,
                                                               std::optional<claims::replies::Language> wanted);

}  // namespace shipwitness::cli
