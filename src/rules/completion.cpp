#include "rules/completion.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "rules/dmn/evaluator.h"
#include "rules/feel/free_names.h"
#include "rules/prepared.h"

namespace shipwitness::rules {
namespace {

using detail::Decision;
using detail::DecisionTable;
using detail::Definitions;
using detail::Leaf;

constexpr std::uint64_t kMaxCompletions = 1'000'000;

/// All cells of all columns under the decision that are about this fact and nothing else.
table::ColumnSource column_of(const Definitions& definitions, const std::vector<std::size_t>& order,
                              const std::string& fact, const Leaf& leaf) {
    table::ColumnSource source{leaf.type->base, leaf.allowed, leaf.listed, {}};
    for (const std::size_t index : order) {
        const DecisionTable* table = definitions.decisions[index].table();
        for (std::size_t i = 0; table != nullptr && i < table->inputs.size(); ++i) {
            if (table->inputs[i].fact != fact) {
                continue;
            }
            for (const detail::Row& row : table->rows) {
                source.cells.push_back(row.tests[i]);
            }
        }
    }
    return source;
}

bool table_uses(const DecisionTable& table, const std::string& fact) {
    const auto names = [&](const feel::NodePtr& node) {
        return node != nullptr && feel::free_names(*node).contains(fact);
    };
    const bool in_inputs = std::any_of(table.inputs.begin(), table.inputs.end(), [&](const auto& input) {
        return input.fact.empty() && names(input.expression);
    });
    return in_inputs || std::any_of(table.rows.begin(), table.rows.end(), [&](const detail::Row& row) {
               return std::any_of(row.tests.begin(), row.tests.end(), names) ||
                      std::any_of(row.outputs.begin(), row.outputs.end(), names);
           });
}

/// Whether the fact stands anywhere but as a column of a table.
bool used_otherwise(const Definitions& definitions, const std::vector<std::size_t>& order, const std::string& fact) {
    return std::any_of(order.begin(), order.end(), [&](std::size_t index) {
        const Decision& decision = definitions.decisions[index];
        if (const DecisionTable* table = decision.table()) {
            return table_uses(*table, fact);
        }
        return std::any_of(decision.inputs.begin(), decision.inputs.end(),
                           [&](std::size_t input) { return feel::canonical(definitions.inputs[input].name) == fact; });
    });
}

/// Values that stand for all that the fact may be; empty when there are none.
std::vector<Value> domain_of(const Definitions& definitions, const std::vector<std::size_t>& order, const Leaf& leaf) {
    const std::string fact = feel::canonical(leaf.name);
    std::vector<Value> values = leaf.listed;
    if (values.empty() && leaf.type->base == "boolean") {
        values = {Value(true), Value(false)};
    }
    if (values.empty() && !used_otherwise(definitions, order, fact)) {
        const table::Column column = table::compile_column(column_of(definitions, order, fact, leaf));
        values.reserve(column.atoms.size());
        for (const table::Atom& atom : column.atoms) {
            values.push_back(atom.example);
        }
    }
    return values;
}

/// What one completion comes to.
struct Trial {
    Value value;
    std::vector<int> rows;
};
/// `at` has the place of each unknown fact's value in its domain; nullopt: more work than is allowed.
using Try = std::function<std::optional<Trial>(const std::vector<std::size_t>& at)>;

/// Counts results as completions go by.
class Tally {
  public:
    explicit Tally(const std::vector<std::size_t>& sizes) {
        for (const std::size_t size : sizes) {
            found_.by_value.emplace_back(size);
        }
    }

    void count(const std::vector<std::size_t>& at, const Trial& trial) {
        const auto known = std::find(found_.results.begin(), found_.results.end(), trial.value);
        const auto index = static_cast<std::size_t>(known - found_.results.begin());
        if (known == found_.results.end()) {
            found_.results.push_back(trial.value);
            found_.counts.push_back(0);
        }
        ++found_.counts[index];
        found_.sequence.push_back(static_cast<std::uint32_t>(index));
        for (std::size_t i = 0; i < at.size(); ++i) {
            auto& counts = found_.by_value[i][at[i]];
            counts.resize(std::max(counts.size(), index + 1));
            ++counts[index];
        }
        for (const int row : trial.rows) {
            ++rows_[row];
        }
    }

    Completions take() {
        for (const auto& [row, times] : rows_) {
            found_.rows.push_back(row);
            found_.row_counts.push_back(times);
        }
        return std::move(found_);
    }

  private:
    Completions found_;
    std::map<int, std::uint64_t> rows_;
};

/// Goes through the completions like the hands of a clock, the last fact fastest.
Result<Completions> try_all(const std::vector<std::size_t>& sizes, const Try& attempt) {
    std::vector<std::size_t> at(sizes.size());
    Tally tally(sizes);
    while (true) {
        const auto trial = attempt(at);
        if (!trial) {
            return fail(ErrorKind::too_large, "rules_too_costly", "The decision takes more work than is allowed.");
        }
        tally.count(at, *trial);
        std::size_t hand = at.size();
        while (hand > 0 && ++at[hand - 1] == sizes[hand - 1]) {
            at[--hand] = 0;
        }
        if (hand == 0) {
            return tally.take();
        }
    }
}

/// A single table of constants is tried by looking rows up. None when the decision is no such table.
std::optional<Result<Completions>> complete_by_rows(const Model& model, const Decision& decision, const Facts& facts,
                                                    const std::vector<Leaf>& unknown) {
    const auto table = PreparedTable::make(model, decision.name);
    if (!table) {
        return std::nullopt;
    }
    std::vector<std::size_t> atoms(table->facts().size());
    std::vector<bool> known(atoms.size());
    for (const auto& [name, value] : facts.known) {
        const auto fact = std::find(table->facts().begin(), table->facts().end(), feel::canonical(name));
        if (fact == table->facts().end() || value.is_null()) {
            continue;
        }
        const auto index = static_cast<std::size_t>(fact - table->facts().begin());
        const auto atom = table->atom_of(index, value);
        if (!atom) {
            return std::nullopt;
        }
        atoms[index] = *atom;
        known[index] = true;
    }
    std::vector<std::size_t> columns;
    std::vector<std::size_t> sizes;
    for (const Leaf& leaf : unknown) {
        const auto fact = std::find(table->facts().begin(), table->facts().end(), feel::canonical(leaf.name));
        if (fact == table->facts().end()) {
            return std::nullopt;  // required and never looked at
        }
        columns.push_back(static_cast<std::size_t>(fact - table->facts().begin()));
        known[columns.back()] = true;
        sizes.push_back(decision.table()->matcher.columns[columns.back()].atoms.size());
    }
    if (std::find(known.begin(), known.end(), false) != known.end()) {
        return std::nullopt;
    }
    return try_all(sizes, [&](const std::vector<std::size_t>& at) {
        for (std::size_t i = 0; i < at.size(); ++i) {
            atoms[columns[i]] = at[i];
        }
        Trial trial{{}, table->rows_at(atoms)};
        trial.value = table->result_of(trial.rows.size() == 1 ? std::optional(trial.rows.front()) : std::nullopt);
        return std::optional(std::move(trial));
    });
}

/// Anything else is evaluated as a whole.
Result<Completions> complete_by_evaluation(const Definitions& definitions, const Decision& decision, const Facts& facts,
                                           const std::vector<Leaf>& unknown,
                                           const std::vector<std::vector<Value>>& domains) {
    std::map<std::string, const Value*> given;
    for (const auto& [name, value] : facts.known) {
        given.emplace(feel::canonical(name), &value);
    }
    std::vector<const Value**> tried;
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        tried.push_back(&given[feel::canonical(unknown[i].name)]);
        sizes.push_back(domains[i].size());
    }
    const dmn::FactValue fact = [&given](const std::string& name) {
        const auto found = given.find(name);
        return found == given.end() ? nullptr : found->second;
    };
    const auto index = static_cast<std::size_t>(&decision - definitions.decisions.data());
    return try_all(sizes, [&](const std::vector<std::size_t>& at) {
        for (std::size_t i = 0; i < at.size(); ++i) {
            *tried[i] = &domains[i][at[i]];
        }
        dmn::DecisionResult result = dmn::decide(definitions, index, fact);
        return result.exhausted ? std::nullopt : std::optional(Trial{std::move(result.value), std::move(result.rows)});
    });
}

double entropy(const std::vector<std::uint64_t>& counts) {
    double sum = 0;
    for (const std::uint64_t count : counts) {
        sum += static_cast<double>(count);
    }
    double bits = 0;
    for (const std::uint64_t count : counts) {
        if (count > 0) {
            const double share = static_cast<double>(count) / sum;
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

/// Whether the result changes with this fact alone in some completion.
bool matters(const Completions& completions, std::size_t fact) {
    std::size_t stride = 1;
    for (std::size_t i = fact + 1; i < completions.by_value.size(); ++i) {
        stride *= completions.by_value[i].size();
    }
    const std::size_t block = stride * completions.by_value[fact].size();
    const auto& sequence = completions.sequence;
    for (std::size_t at = 0; at < sequence.size(); ++at) {
        const bool first_value = at % block < stride;
        if (!first_value && sequence[at] != sequence[at - stride]) {
            return true;
        }
    }
    return false;
}

}  // namespace

Result<Completions> complete(const Model& model, const Decision& decision, const Facts& facts,
                             const std::vector<Leaf>& unknown) {
    const Definitions& definitions = model.definitions();
    const auto order =
        detail::in_order(definitions, static_cast<std::size_t>(&decision - definitions.decisions.data()));
    std::vector<std::vector<Value>> domains;
    std::vector<FieldError> missing;
    std::uint64_t total = 1;
    for (const Leaf& leaf : unknown) {
        domains.push_back(domain_of(definitions, order, leaf));
        if (domains.back().empty()) {
            missing.push_back({leaf.name, "fact_needed", "this fact has no list of values to try; it must be given"});
            continue;
        }
        total = std::min(total * domains.back().size(), kMaxCompletions + 1);
    }
    if (!missing.empty()) {
        return fail(ErrorKind::invalid, "facts_needed", "Facts are missing that cannot be tried out.",
                    std::move(missing));
    }
    if (total > kMaxCompletions) {
        return fail(ErrorKind::invalid, "too_many_unknown",
                    "More than " + std::to_string(kMaxCompletions) +
                        " combinations of unknown facts are possible; give some of the facts first.");
    }
    if (auto by_rows = complete_by_rows(model, decision, facts, unknown)) {
        return *std::move(by_rows);
    }
    return complete_by_evaluation(definitions, decision, facts, unknown, domains);
}

std::optional<std::size_t> best_question(const Completions& completions, const std::vector<bool>& askable) {
    constexpr double kTie = 1e-9;  // sums of logarithms differ in their last digits
    std::optional<std::size_t> best;
    double least = 0;
    for (std::size_t i = 0; i < completions.by_value.size(); ++i) {
        if (!askable[i]) {
            continue;
        }
        double left = 0;
        for (const auto& counts : completions.by_value[i]) {
            left += entropy(counts) / static_cast<double>(completions.by_value[i].size());
        }
        if ((!best || left < least - kTie) && matters(completions, i)) {
            best = i;
            least = left;
        }
    }
    return best;
}

}  // namespace shipwitness::rules
