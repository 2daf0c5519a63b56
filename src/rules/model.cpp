#include "rules/model.h"

#include <algorithm>

#include "rules/dmn/definitions.h"
#include "rules/evaluate.h"
#include "rules/feel/names.h"

namespace shipwitness::rules {

namespace detail {

const Decision* Definitions::find(std::string_view decision) const {
    auto found = std::ranges::find(decisions, decision, &Decision::name);
    // Names are the same however they are spaced; and some editors show a decision's id where others show its name.
    if (found == decisions.end()) {
        found = std::ranges::find(decisions, feel::canonical(decision),
                                  [](const Decision& each) { return feel::canonical(each.name); });
    }
    if (found == decisions.end() && !decision.empty()) {
        found = std::ranges::find(decisions, decision, &Decision::id);
    }
    return found == decisions.end() ? nullptr : &*found;
}

std::vector<std::size_t> in_order(const Definitions& definitions, std::size_t decision) {
    std::vector<std::size_t> order;
    const auto walk = [&](const auto& self, std::size_t at) -> void {
        if (std::find(order.begin(), order.end(), at) != order.end()) {
            return;
        }
        for (const std::size_t needed : definitions.decisions[at].decisions) {
            self(self, needed);
        }
        order.push_back(at);
    };
    walk(walk, decision);
    return order;
}

namespace {

void add_leaf(std::vector<Leaf>& all, Leaf leaf) {
    const auto same = [&](const Leaf& each) { return feel::canonical(each.name) == feel::canonical(leaf.name); };
    const auto known = std::find_if(all.begin(), all.end(), same);
    if (known == all.end()) {
        all.push_back(std::move(leaf));
    } else if (known->allowed == nullptr) {
        known->allowed = std::move(leaf.allowed);
        known->listed = std::move(leaf.listed);
    }
}

bool names_required(const Definitions& definitions, const Decision& decision, const std::string& name) {
    return std::any_of(decision.decisions.begin(), decision.decisions.end(),
                       [&](std::size_t needed) { return feel::canonical(definitions.decisions[needed].name) == name; });
}

}  // namespace

std::string written_name(const Definitions& definitions, const std::string& canonical_name) {
    for (const InputData& input : definitions.inputs) {
        if (feel::canonical(input.name) == canonical_name) {
            return input.name;
        }
    }
    return canonical_name;
}

std::vector<Leaf> leaves(const Definitions& definitions, const Decision& decision) {
    std::vector<Leaf> all;
    const auto start = static_cast<std::size_t>(&decision - definitions.decisions.data());
    auto order = in_order(definitions, start);
    std::reverse(order.begin(), order.end());  // the decision itself first
    for (const std::size_t index : order) {
        const Decision& each = definitions.decisions[index];
        if (const DecisionTable* table = each.table()) {
            for (const InputClause& input : table->inputs) {
                if (!input.fact.empty() && !names_required(definitions, each, input.fact)) {
                    add_leaf(all, {written_name(definitions, input.fact), input.type, input.allowed, input.listed});
                }
            }
        }
        for (const std::size_t input : each.inputs) {
            const InputData& data = definitions.inputs[input];
            add_leaf(all, {data.name, data.type, data.type->allowed, data.type->listed});
        }
    }
    return all;
}

}  // namespace detail

namespace {

const detail::DecisionTable* table_of(const detail::Definitions& definitions, std::string_view decision) {
    const detail::Decision* found = definitions.find(decision);
    return found == nullptr ? nullptr : found->table();
}

}  // namespace

Model::Model(std::shared_ptr<const detail::Definitions> definitions) : definitions_(std::move(definitions)) {}

std::string Model::name() const {
    return definitions_->name;
}

std::string Model::file() const {
    return definitions_->file;
}

std::vector<std::string> Model::decisions() const {
    std::vector<std::string> names;
    names.reserve(definitions_->decisions.size());
    for (const detail::Decision& decision : definitions_->decisions) {
        names.push_back(decision.name);
    }
    return names;
}

bool Model::has_decision(std::string_view decision) const {
    return definitions_->find(decision) != nullptr;
}

std::vector<FactInfo> Model::facts(std::string_view decision) const {
    std::vector<FactInfo> facts;
    if (const detail::Decision* found = definitions_->find(decision)) {
        std::vector<detail::Leaf> leaves = detail::leaves(*definitions_, *found);
        facts.reserve(leaves.size());
        for (detail::Leaf& leaf : leaves) {
            facts.push_back({std::move(leaf.name), leaf.type->base, std::move(leaf.listed)});
        }
    }
    return facts;
}

int Model::row_count(std::string_view decision) const {
    const detail::DecisionTable* table = table_of(*definitions_, decision);
    return table == nullptr ? 0 : static_cast<int>(table->rows.size());
}

std::string Model::annotation(std::string_view decision, int row, std::string_view column, Language language) const {
    const detail::DecisionTable* table = table_of(*definitions_, decision);
    if (table == nullptr || row < 1 || row > static_cast<int>(table->rows.size())) {
        return "";
    }
    const std::string of_language = std::string(column) + " " + std::string(code_of(language));
    for (const std::string_view wanted : {std::string_view(of_language), column}) {
        for (std::size_t i = 0; i < table->annotation_names.size(); ++i) {
            const auto& annotations = table->rows[static_cast<std::size_t>(row - 1)].annotations;
            if (table->annotation_names[i] == wanted && i < annotations.size()) {
                return annotations[i];
            }
        }
    }
    return "";
}

std::vector<std::string> Model::annotation_columns(std::string_view decision) const {
    const detail::DecisionTable* table = table_of(*definitions_, decision);
    std::vector<std::string> columns;
    for (std::size_t i = 0; table != nullptr && i < table->annotation_names.size(); ++i) {
        std::string name = table->annotation_names[i];
        if (name.ends_with(" en") || name.ends_with(" ru")) {
            name.resize(name.size() - 3);
        }
        if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
            columns.push_back(std::move(name));
        }
    }
    return columns;
}

std::string Model::output_text(std::string_view decision, int row, std::string_view output) const {
    const detail::DecisionTable* table = table_of(*definitions_, decision);
    if (table == nullptr || row < 1 || row > static_cast<int>(table->rows.size())) {
        return "";
    }
    const auto& constant = table->constants[static_cast<std::size_t>(row - 1)];
    for (std::size_t i = 0; constant && i < table->outputs.size(); ++i) {
        if (table->outputs[i].name == output) {
            return to_plain(constant->context() == nullptr ? *constant : (*constant->context())[i].second);
        }
    }
    return "";
}

std::string Model::question_for(std::string_view fact, Language language) const {
    for (const detail::InputData& input : definitions_->inputs) {
        if (input.name != fact) {
            continue;
        }
        for (const auto& [of, text] : input.questions) {
            if (of == language) {
                return text;
            }
        }
    }
    return std::string(fact);
}

}  // namespace shipwitness::rules
