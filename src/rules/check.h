#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rules/model.h"

namespace shipwitness::rules {

/// One case, column by column: the fact's name and a legal value of it, to be fed to evaluate() as it stands. A column
/// that asks for more than a fact goes by its heading.
using Witness = std::vector<std::pair<std::string, Value>>;

/// A case to which no row applies.
struct Gap {
    std::string decision;
    Witness witness;
    std::string text;  ///< in plain words
    std::string file;  ///< as the caller named it
};

/// A case to which several rows apply though the hit policy allows one only (U), or the same result only (A).
struct Overlap {
    std::string decision;
    std::vector<int> rows;
    Witness witness;
    std::string text;
    std::string file;
};

/// A row that never decides anything.
struct Unreachable {
    std::string decision;
    int row = 0;
    std::string text;
    std::string file;
};

/// What the checks found in a model that could be read.
struct Report {
    std::vector<Gap> gaps;  ///< at most kMaxListed for each table
    std::vector<Overlap> overlaps;
    std::vector<Unreachable> unreachable;
    std::vector<Problem> errors;
    std::uint64_t cells = 0;          ///< combinations of the tables' columns that were told apart
    std::uint64_t gap_cells = 0;      ///< how many of them no row covers (the list is cut, this is not)
    std::uint64_t overlap_cells = 0;  ///< how many of them too many rows cover
    std::uint64_t examples = 0;       ///< worked examples that were run

    [[nodiscard]] bool clean() const {
        return gaps.empty() && overlaps.empty() && unreachable.empty() && errors.empty();
    }
};

constexpr std::size_t kMaxListed = 1'000;

/// Checks every decision table of the model: gaps and overlaps with a case for each, rows that can never apply, values
/// outside of the allowed ones; and runs the examples that the file carries. Each column is split at its boundaries
/// into atoms; up to 10^7 combinations are enumerated; beyond that rows are compared two by two, and boxes of cases
/// counted.
[[nodiscard]] Report check(const Model& model, Language language);

}  // namespace shipwitness::rules
