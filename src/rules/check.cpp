#include "rules/check.h"

#include <algorithm>

#include "rules/dmn/definitions.h"
#include "rules/dmn/evaluator.h"
#include "rules/dmn/some_value.h"
#include "rules/dmn/types.h"
#include "rules/example.h"
#include "rules/table/cover.h"
#include "rules/table/survey.h"
#include "rules/wording.h"

namespace shipwitness::rules {
namespace {

using detail::DecisionTable;
using detail::HitPolicy;

constexpr std::uint64_t kMaxEnumerated = 10'000'000;

/// Columns that ask for the same thing are one: a case cannot be two things at once.
struct Subject {
    const detail::InputClause* input;  ///< the first of them
    table::Column column;
};

std::vector<Subject> subjects_of(const DecisionTable& table) {
    std::vector<Subject> subjects;
    std::vector<std::string> facts;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        const detail::InputClause& input = table.inputs[i];
        const auto twin = input.fact.empty() ? facts.end() : std::find(facts.begin(), facts.end(), input.fact);
        if (twin == facts.end()) {
            facts.push_back(input.fact);
            subjects.push_back({&input, table.matcher.columns[i]});
            continue;
        }
        // Split at the boundaries of both, and let a row hold where both of its cells do.
        const std::string& fact = *twin;
        table::ColumnSource both{input.type->base, input.allowed, input.listed, {}};
        std::vector<std::size_t> columns;
        for (std::size_t k = 0; k <= i; ++k) {
            if (table.inputs[k].fact == fact) {
                columns.push_back(k);
                for (const detail::Row& row : table.rows) {
                    both.cells.push_back(row.tests[k]);
                }
            }
        }
        table::Column merged = table::compile_column(both);
        for (table::Atom& atom : merged.atoms) {
            table::RowSet rows(table.rows.size());
            for (std::size_t r = 0; r < table.rows.size(); ++r) {
                bool all = true;
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    all = all && atom.rows.contains(c * table.rows.size() + r);
                }
                if (all) {
                    rows.insert(r);
                }
            }
            atom.rows = std::move(rows);
        }
        subjects[static_cast<std::size_t>(twin - facts.begin())].column = std::move(merged);
    }
    return subjects;
}

bool has_default(const DecisionTable& table) {
    return std::any_of(table.outputs.begin(), table.outputs.end(),
                       [](const detail::OutputClause& output) { return output.otherwise != nullptr; });
}

Value result_of(const DecisionTable& table, const std::vector<int>& rows) {
    feel::Budget budget;
    return dmn::by_policy(table, rows, feel::Scope(), budget);
}

bool constant_results(const DecisionTable& table) {
    return std::all_of(table.constants.begin(), table.constants.end(),
                       [](const auto& constant) { return constant.has_value(); });
}

/// The row whose result a table by priority gives, of those that apply.
std::optional<std::size_t> most_important(const DecisionTable& table, const table::RowSet& rows) {
    std::vector<int> numbers;
    for (auto row = rows.next(); row; row = rows.next(*row + 1)) {
        numbers.push_back(static_cast<int>(*row) + 1);
    }
    const Value result = result_of(table, numbers);
    for (const int number : numbers) {
        if (table.constants[static_cast<std::size_t>(number - 1)] == result) {
            return static_cast<std::size_t>(number - 1);
        }
    }
    return rows.next();
}

table::Judgement judgement_of(const DecisionTable& table) {
    table::Judgement judgement;
    judgement.max_listed = kMaxListed;
    // An empty list and a count of nothing are answers.
    judgement.gaps = !has_default(table) && table.policy != HitPolicy::collect && table.policy != HitPolicy::count;
    judgement.is_overlap = [](const table::RowSet& /*rows*/) { return false; };
    judgement.wins = [](const table::RowSet& /*rows*/) { return std::nullopt; };
    if (table.policy == HitPolicy::unique) {
        judgement.is_overlap = [](const table::RowSet& rows) { return rows.count() > 1; };
    } else if (table.policy == HitPolicy::any) {
        judgement.is_overlap = [&table](const table::RowSet& rows) {
            const auto first = rows.next();
            for (auto row = first; row; row = rows.next(*row + 1)) {
                if (!table.constants[*row] || table.constants[*row] != table.constants[*first]) {
                    return rows.count() > 1;
                }
            }
            return false;
        };
    } else if (table.policy == HitPolicy::first) {
        judgement.wins = [](const table::RowSet& rows) { return rows.next(); };
    } else if (table.policy == HitPolicy::priority && constant_results(table)) {
        judgement.wins = [&table](const table::RowSet& rows) { return most_important(table, rows); };
    }
    return judgement;
}

/// Turns the findings about one table into words.
class TableReport {
  public:
    TableReport(std::string decision, const DecisionTable& table, const detail::Definitions& definitions,
                Language language, Report& report)
        : decision_(std::move(decision)),
          table_(table),
          definitions_(definitions),
          file_(definitions.file),
          language_(language),
          report_(report),
          subjects_(subjects_of(table)) {}

    void write() {
        if (!every_column_split()) {
            return;
        }
        std::vector<table::Column> columns;
        columns.reserve(subjects_.size());
        for (const Subject& subject : subjects_) {
            columns.push_back(subject.column);
        }
        const std::uint64_t cells = table::cell_count(columns);
        const table::Judgement judgement = judgement_of(table_);
        const table::Survey survey = cells <= kMaxEnumerated ? table::enumerate(columns, table_.rows.size(), judgement)
                                                             : table::cover(columns, table_.rows.size(), judgement);
        report_.cells += std::min(cells, ~std::uint64_t{0} - report_.cells);
        report_.gap_cells += survey.gap_cells;
        report_.overlap_cells += survey.overlap_cells;
        for (const auto& gap : survey.gaps) {
            report_.gaps.push_back({decision_, witness(gap.box), gap_text(aspects(gap.box), language_), file_});
        }
        for (const auto& overlap : survey.overlaps) {
            const std::vector<int> rows = numbers(overlap.rows);
            report_.overlaps.push_back(
                {decision_, rows, witness(overlap.box), overlap_text(rows, aspects(overlap.box), language_), file_});
        }
        if (!survey.whole) {
            report_.errors.push_back({file_, decision_, {}, "", too_entangled_text(language_), {}});
            return;
        }
        unreachable(survey, judgement);
    }

  private:
    bool every_column_split() {
        bool all = true;
        for (const Subject& subject : subjects_) {
            // A column with a cell that cannot be meant has been told of already.
            const auto known = [&](const Problem& problem) {
                return problem.decision == decision_ && problem.column == subject.input->heading;
            };
            if (!subject.column.split && std::none_of(report_.errors.begin(), report_.errors.end(), known)) {
                report_.errors.push_back({file_, decision_, {}, subject.input->heading, unsplit_text(language_), {}});
            }
            all = all && subject.column.split;
        }
        return all;
    }

    void unreachable(const table::Survey& survey, const table::Judgement& judgement) {
        const bool by_order =
            table_.policy == HitPolicy::first || (table_.policy == HitPolicy::priority && constant_results(table_));
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            const int number = static_cast<int>(row) + 1;
            if (!survey.seen.contains(row)) {
                report_.unreachable.push_back({decision_, number, unreachable_text(number, {}, language_), file_});
            } else if (by_order && !survey.decisive.contains(row) && !same_result_wins(row, survey)) {
                report_.unreachable.push_back(
                    {decision_, number, unreachable_text(number, winners_over(row, judgement), language_), file_});
            }
        }
    }

    /// By priority, rows of one result stand for each other: the first of them is named as the one that decides.
    bool same_result_wins(std::size_t row, const table::Survey& survey) const {
        if (table_.policy != HitPolicy::priority) {
            return false;
        }
        for (std::size_t other = 0; other < table_.rows.size(); ++other) {
            if (survey.decisive.contains(other) && table_.constants[other] == table_.constants[row]) {
                return true;
            }
        }
        return false;
    }

    /// The rows that win where this one applies, as far as pairs of rows tell.
    std::vector<int> winners_over(std::size_t row, const table::Judgement& judgement) const {
        std::vector<int> rows;
        for (std::size_t other = 0; other < table_.rows.size(); ++other) {
            if (other == row || !meet(row, other)) {
                continue;
            }
            table::RowSet pair(table_.rows.size());
            pair.insert(row);
            pair.insert(other);
            if (judgement.wins(pair) == other) {
                rows.push_back(static_cast<int>(other) + 1);
            }
        }
        return rows;
    }

    [[nodiscard]] bool meet(std::size_t row, std::size_t other) const {
        return std::all_of(subjects_.begin(), subjects_.end(), [&](const Subject& subject) {
            return std::any_of(subject.column.atoms.begin(), subject.column.atoms.end(), [&](const table::Atom& atom) {
                return atom.rows.contains(row) && atom.rows.contains(other);
            });
        });
    }

    [[nodiscard]] const table::Atom& atom_of(const table::Box& box, std::size_t subject) const {
        return subjects_[subject].column.atoms[box[subject].value_or(0)];
    }

    /// Nobody could ask about a case whose columns without conditions were left out, or that no fact may have.
    static Value legal(const Value& example, const detail::Type& type) {
        if (example.is_null()) {
            return dmn::some_value(type);
        }
        const Value fitted = dmn::coerced(example, type);
        return fitted.is_null() ? example : fitted;
    }

    [[nodiscard]] Witness witness(const table::Box& box) const {
        Witness values;
        values.reserve(subjects_.size());
        for (std::size_t i = 0; i < subjects_.size(); ++i) {
            const detail::InputClause& input = *subjects_[i].input;
            values.emplace_back(input.fact.empty() ? input.heading : detail::written_name(definitions_, input.fact),
                                legal(atom_of(box, i).example, *input.type));
        }
        return values;
    }

    [[nodiscard]] std::vector<Aspect> aspects(const table::Box& box) const {
        std::vector<Aspect> all;
        for (std::size_t i = 0; i < subjects_.size(); ++i) {
            if (box[i]) {
                all.push_back({subjects_[i].input->heading, &atom_of(box, i)});
            }
        }
        return all;
    }

    static std::vector<int> numbers(const std::vector<std::size_t>& rows) {
        std::vector<int> result;
        result.reserve(rows.size());
        for (const std::size_t row : rows) {
            result.push_back(static_cast<int>(row) + 1);
        }
        return result;
    }

    std::string decision_;
    const DecisionTable& table_;
    const detail::Definitions& definitions_;
    const std::string& file_;
    Language language_;
    Report& report_;
    std::vector<Subject> subjects_;
};

}  // namespace

Report check(const Model& model, Language language) {
    const detail::Definitions& definitions = model.definitions();
    Report report;
    report.errors = definitions.suspicions;
    for (const detail::Decision& decision : definitions.decisions) {
        if (decision.logic == nullptr) {
            report.errors.push_back({definitions.file, decision.name, {}, "", no_logic_text(language), {}});
        }
        if (decision.table() != nullptr) {
            TableReport(decision.name, *decision.table(), definitions, language, report).write();
        }
    }
    for (const detail::BusinessKnowledge& function : definitions.functions) {
        const detail::LogicPtr& logic = function.function.body;
        if (const auto* table = logic == nullptr ? nullptr : std::get_if<DecisionTable>(&logic->form)) {
            TableReport(function.name, *table, definitions, language, report).write();
        }
    }
    for (const detail::Decision& decision : definitions.decisions) {
        report.examples += decision.examples.size();
    }
    for (Problem& problem : failed_examples(model, language)) {
        report.errors.push_back(std::move(problem));
    }
    return report;
}

}  // namespace shipwitness::rules
