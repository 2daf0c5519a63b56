#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/facts.h"
#include "claims/vocabulary.h"
#include "rules/evaluate.h"
#include "rules/model.h"

namespace shipwitness::claims {

constexpr std::string_view kCauseDecision = "cause";

/// Loads the table of causes and makes sure that it is one: a decision `cause` with a column `kind`, whose output
/// `party` names parties that a claim knows, without gaps, overlaps or unreachable rows. Fails with every problem.
[[nodiscard]] tl::expected<rules::Model, std::vector<rules::Problem>> load_cause_table(std::string_view xml,
                                                                                       std::string file);

/// Who answers for one line, as the table sees it. A person decides.
struct Proposal {
    rules::Outcome outcome = rules::Outcome::open;
    std::optional<Party> party;           ///< none when open
    std::vector<int> rows;                ///< rows, from 1, that apply in some completion
    std::optional<int> row;               ///< the row, when only one applies
    std::string reason;                   ///< the row's reason, when only one applies
    std::string next_question;            ///< what would be asked next: of the fact that splits best, or the row's own
    std::optional<std::string> asks_for;  ///< the fact that the question is for, when open
    std::vector<std::string> unknown;     ///< facts that are not known, unobtainable ones included
};

/// The proposal for a line with these facts. Fails (invalid) when a fact's value is none that the table knows, which
/// happens when a table was changed after the fact was recorded.
[[nodiscard]] Result<Proposal> propose(const rules::Model& cause, const rules::Facts& facts, rules::Language language);

/// Whom the row names: to show every row that may still apply, with its party. Rows count from 1; std::out_of_range
/// when the table has no such row. `cause` is what load_cause_table() accepted.
[[nodiscard]] Party party_of_row(const rules::Model& cause, int row);

}  // namespace shipwitness::claims
