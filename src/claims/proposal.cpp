#include "claims/proposal.h"

#include <algorithm>
#include <stdexcept>

#include "rules/check.h"

namespace shipwitness::claims {
namespace {

using rules::Problem;

Problem problem(const rules::Model& model, std::optional<int> row, std::string reason) {
    return {model.file(), std::string(kCauseDecision), row, row ? "party" : "", std::move(reason), {}};
}

/// Words that the rest of the product does not know.
std::vector<Problem> foreign_words(const rules::Model& model) {
    std::vector<Problem> problems;
    if (!model.has_decision(kCauseDecision)) {
        return {problem(model, {}, "the file has no decision `cause`")};
    }
    const auto facts = model.facts(kCauseDecision);
    const auto kind =
        std::find_if(facts.begin(), facts.end(), [](const auto& each) { return each.name == fact::kKind; });
    if (kind == facts.end()) {
        problems.push_back(problem(model, {}, "the table has no column `kind`"));
    } else {
        for (const rules::Value& value : kind->allowed) {
            if (!parse_line_kind(rules::to_plain(value))) {
                problems.push_back(problem(model, {}, "claims know no kind `" + rules::to_plain(value) + "`"));
            }
        }
    }
    for (int row = 1; row <= model.row_count(kCauseDecision); ++row) {
        const std::string party = model.output_text(kCauseDecision, row, "party");
        if (!parse_party(party)) {
            problems.push_back(problem(model, row, "claims know no party `" + party + "`"));
        }
    }
    return problems;
}

/// What the check found, as problems.
std::vector<Problem> unsound(const rules::Model& model) {
    const rules::Report report = rules::check(model, rules::Language::english);
    std::vector<Problem> problems = report.errors;
    for (const auto& gap : report.gaps) {
        problems.push_back(problem(model, {}, gap.text));
    }
    for (const auto& overlap : report.overlaps) {
        problems.push_back(problem(model, {}, overlap.text));
    }
    for (const auto& row : report.unreachable) {
        problems.push_back(problem(model, row.row, row.text));
    }
    return problems;
}

}  // namespace

tl::expected<rules::Model, std::vector<Problem>> load_cause_table(std::string_view xml, std::string file) {
    auto model = rules::load(xml, std::move(file));
    if (!model) {
        return model;
    }
    std::vector<Problem> problems = foreign_words(*model);
    const std::vector<Problem> found = unsound(*model);
    problems.insert(problems.end(), found.begin(), found.end());
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return model;
}

Result<Proposal> propose(const rules::Model& cause, const rules::Facts& facts, rules::Language language) {
    const auto evaluation = rules::evaluate(cause, kCauseDecision, facts, language);
    if (!evaluation) {
        return tl::unexpected(evaluation.error());
    }
    Proposal proposal;
    proposal.outcome = evaluation->outcome;
    proposal.rows = evaluation->matched;
    proposal.unknown = evaluation->unknown;
    if (const auto party = evaluation->text_output("party")) {
        proposal.party = parse_party(*party);
    }
    if (proposal.rows.size() == 1) {
        proposal.row = proposal.rows.front();
        proposal.reason = cause.annotation(kCauseDecision, *proposal.row, "reason", language);
        proposal.next_question = cause.annotation(kCauseDecision, *proposal.row, "question", language);
    }
    if (evaluation->question) {
        proposal.next_question = evaluation->question->text;
        if (!evaluation->question->fact.empty()) {
            proposal.asks_for = evaluation->question->fact;
        }
    }
    return proposal;
}

Party party_of_row(const rules::Model& cause, int row) {
    const auto party = parse_party(cause.output_text(kCauseDecision, row, "party"));
    if (!party) {
        throw std::out_of_range("the cause table has no row " + std::to_string(row));
    }
    return *party;
}

}  // namespace shipwitness::claims
