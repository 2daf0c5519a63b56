#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "rules/evaluate.h"

namespace shipwitness::cli {

/// The file of facts, as it was read, and what it was read for.
struct FactsFile {
    std::string name;
    std::string_view bytes;
    std::string decision;
    rules::Language language = rules::Language::english;
};

/// What is wrong with the facts, for a person: a line for each fault, with file, line, fact and what would be right.
/// `error` is of read_facts() or evaluate().
[[nodiscard]] std::vector<std::string> fact_faults(const Error& error, const rules::Model& model,
                                                   const rules::Facts& facts, const FactsFile& file);

}  // namespace shipwitness::cli
