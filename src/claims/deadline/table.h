#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "claims/deadline/case.h"
#include "claims/deadline/term.h"
#include "core/result.h"
#include "rules/language.h"
#include "rules/model.h"
#include "rules/prepared.h"
#include "rules/problem.h"

namespace shipwitness::claims::deadline {

/// A row of the table of deadlines.
struct Row {
    int number = 0;  ///< from 1
    Term term;
};

/// The terms of notice of every regime, as config/rules/deadline.dmn says them. Never changes; any thread may use it.
class Table {
  public:
    /// Reads a table and makes sure that it is one: a decision `deadline` with the inputs regime, kind, distance and
    /// perishable, whose outputs are words of term.h that fit together, without gaps, overlaps or unreachable rows.
    /// `version` names these bytes (their hash) for the record of decisions. Fails with every problem.
    [[nodiscard]] static tl::expected<Table, std::vector<rules::Problem>> load(std::string_view xml, std::string file,
                                                                               std::string version = "");

    /// The names of the regimes, in the file's order.
    [[nodiscard]] const std::vector<std::string>& regimes() const { return regimes_; }
    [[nodiscard]] const std::string& version() const { return version_; }

    /// The rows that may apply, ascending; what is not given is tried with every value. Fails (invalid) when the regime
    /// is none of regimes().
    struct Selector {
        std::optional<std::string> regime;
        Kind kind = Kind::hidden;
        std::optional<Distance> distance;
        std::optional<bool> perishable;
    };
    [[nodiscard]] Result<std::vector<int>> rows_for(const Selector& selector) const;

    /// By number, from 1.
    [[nodiscard]] const Row& row(int number) const { return rows_.at(static_cast<std::size_t>(number) - 1); }
    /// What the row asks for, in words.
    [[nodiscard]] std::string note(int number, rules::Language language) const;
    /// What being late means, in words.
    [[nodiscard]] std::string late_note(int number, rules::Language language) const;
    /// The law or contract, from when until when it holds as the row says it, and who is to confirm it.
    [[nodiscard]] std::string source(int number, rules::Language language) const;

  private:
    Table(rules::Model model, rules::PreparedTable prepared)
        : model_(std::move(model)), prepared_(std::move(prepared)) {}
    [[nodiscard]] std::optional<int> row_for(const Selector& complete) const;

    rules::Model model_;
    rules::PreparedTable prepared_;  ///< thousands of look-ups for one case of which little is known
    std::string version_;
    std::vector<std::string> regimes_;
    std::vector<Row> rows_;
};

constexpr std::string_view kDecision = "deadline";

}  // namespace shipwitness::claims::deadline
