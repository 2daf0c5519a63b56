#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rules/evaluate.h"
#include "rules/language.h"
#include "rules/table/columns.h"

namespace shipwitness::rules {

/// What the checks say to people. One column of a case: its heading and the atom of it that is meant.
struct Aspect {
    std::string heading;
    const table::Atom* atom = nullptr;
};

[[nodiscard]] std::string gap_text(const std::vector<Aspect>& at, Language language);
[[nodiscard]] std::string overlap_text(const std::vector<int>& rows, const std::vector<Aspect>& at, Language language);
/// `by`: the rows that always come before it; empty when its conditions contradict each other or the allowed values.
[[nodiscard]] std::string unreachable_text(int row, const std::vector<int>& by, Language language);

/// What an example comes to, or is meant to: what is empty was not said.
struct Course {
    Outcome outcome = Outcome::decided;
    std::vector<std::pair<std::string, Value>> outputs;
    std::vector<int> rows;
    std::string asks;
};
[[nodiscard]] std::string example_text(const Course& expected, const Course& real, Language language);
[[nodiscard]] std::string no_logic_text(Language language);

[[nodiscard]] std::string unsplit_text(Language language);
[[nodiscard]] std::string too_entangled_text(Language language);

}  // namespace shipwitness::rules
