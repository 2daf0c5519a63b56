#include "rules/completion.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "rules/dmn/evaluator.h"
#include "rules/feel/free_names.h"

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
        for (const table::Atom& atom : table::compile_column(column_of(definitions, order, fact, leaf)).atoms) {
            values.push_back(atom.example);
        }
    }
    return values;
}

/// Goes through the completions like the hands of a clock, the last fact fastest.
class Trial {
  public:
    Trial(const Definitions& definitions, const Decision& decision, const Facts& facts,
          const std::vector<Leaf>& unknown, std::vector<std::vector<Value>> domains)
        : definitions_(definitions),
          decision_(static_cast<std::size_t>(&decision - definitions.decisions.data())),
          domains_(std::move(domains)),
          at_(unknown.size()) {
        for (const auto& [name, value] : facts.known) {
            given_.emplace(feel::canonical(name), &value);
        }
        for (const Leaf& leaf : unknown) {
            tried_.push_back(&given_[feel::canonical(leaf.name)]);
        }
        for (const auto& domain : domains_) {
            found_.by_value.emplace_back(domain.size());
        }
    }

    Result<Completions> run() {
        const dmn::FactValue fact = [this](const std::string& name) {
            const auto found = given_.find(name);
            return found == given_.end() ? nullptr : found->second;
        };
        do {
            for (std::size_t i = 0; i < at_.size(); ++i) {
                *tried_[i] = &domains_[i][at_[i]];
            }
            const dmn::DecisionResult result = dmn::decide(definitions_, decision_, fact);
            if (result.exhausted) {
                return fail(ErrorKind::too_large, "rules_too_costly", "The decision takes more work than is allowed.");
            }
            count(result);
        } while (advance());
        for (const auto& [row, times] : rows_) {
            found_.rows.push_back(row);
            found_.row_counts.push_back(times);
        }
        return std::move(found_);
    }

  private:
    bool advance() {
        for (std::size_t i = at_.size(); i-- > 0;) {
            if (++at_[i] < domains_[i].size()) {
                return true;
            }
            at_[i] = 0;
        }
        return false;
    }

    void count(const dmn::DecisionResult& result) {
        const auto known = std::find(found_.results.begin(), found_.results.end(), result.value);
        const auto index = static_cast<std::size_t>(known - found_.results.begin());
        if (known == found_.results.end()) {
            found_.results.push_back(result.value);
            found_.counts.push_back(0);
        }
        ++found_.counts[index];
        found_.sequence.push_back(static_cast<std::uint32_t>(index));
        for (std::size_t i = 0; i < at_.size(); ++i) {
            auto& counts = found_.by_value[i][at_[i]];
            counts.resize(std::max(counts.size(), index + 1));
            ++counts[index];
        }
        for (const int row : result.rows) {
            ++rows_[row];
        }
    }

    const Definitions& definitions_;
    std::size_t decision_;
    std::vector<std::vector<Value>> domains_;
    std::vector<std::size_t> at_;
    std::map<std::string, const Value*> given_;
    std::vector<const Value**> tried_;
    std::map<int, std::uint64_t> rows_;
    Completions found_;
};

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

Result<Completions> complete(const Definitions& definitions, const Decision& decision, const Facts& facts,
                             const std::vector<Leaf>& unknown) {
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
    return Trial(definitions, decision, facts, unknown, std::move(domains)).run();
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
