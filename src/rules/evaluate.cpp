#include "rules/evaluate.h"

#include <algorithm>

#include "core/text.h"
#include "rules/completion.h"
#include "rules/dmn/types.h"
#include "rules/feel/interpreter.h"

namespace shipwitness::rules {
namespace {

using detail::Decision;
using detail::Definitions;
using detail::Leaf;

std::string listing(const std::vector<Value>& values) {
    std::string text;
    for (const Value& value : values) {
        text += (text.empty() ? "" : ", ") + to_plain(value);
    }
    return text;
}

std::string or_nearest(const std::string& word, const std::vector<std::string>& words) {
    const auto near = nearest(word, words);
    return near ? "; is \"" + *near + "\" meant?" : "";
}

void judge_value(const Leaf& leaf, const Value& value, std::vector<FieldError>& faults) {
    detail::Type type = *leaf.type;
    type.allowed = nullptr;
    if (!dmn::conforms(dmn::coerced(value, type), type) || (dmn::coerced(value, type).is_null() && !value.is_null())) {
        faults.push_back(
            {leaf.name, "wrong_type", to_feel(value) + " is no " + (type.collection ? "list of " : "") + type.base});
        return;
    }
    std::vector<std::string> words;
    words.reserve(leaf.listed.size());
    for (const Value& each : leaf.listed) {
        words.push_back(to_plain(each));
    }
    type.allowed = leaf.allowed;
    if (dmn::conforms(dmn::coerced(value, type), type) && !dmn::coerced(value, type).is_null()) {
        return;
    }
    const std::string allowed = leaf.listed.empty() ? "" : ": " + listing(leaf.listed);
    faults.push_back(
        {leaf.name, "unknown_value",
         "\"" + to_plain(value) + "\" is none of the allowed values" + allowed + or_nearest(to_plain(value), words)});
}

/// Names and values that the decision does not know.
std::vector<FieldError> faults_in(const Facts& facts, const std::vector<Leaf>& leaves) {
    std::vector<std::string> names;
    names.reserve(leaves.size());
    for (const Leaf& leaf : leaves) {
        names.push_back(leaf.name);
    }
    std::vector<FieldError> faults;
    const auto leaf_of = [&](const std::string& name) {
        const auto found =
            std::find_if(leaves.begin(), leaves.end(), [&](const Leaf& leaf) { return leaf.name == name; });
        if (found == leaves.end()) {
            faults.push_back(
                {name, "unknown_fact", "the decision knows no fact of this name" + or_nearest(name, names)});
        }
        return found;
    };
    for (const auto& [name, value] : facts.known) {
        if (const auto leaf = leaf_of(name); leaf != leaves.end() && !value.is_null()) {
            judge_value(*leaf, value, faults);
        }
    }
    for (const std::string& name : facts.unobtainable) {
        leaf_of(name);
        if (facts.known.contains(name)) {
            faults.push_back({name, "known_and_unobtainable", "a fact is either known or unobtainable"});
        }
    }
    return faults;
}

bool is_ask(const Value& result) {
    const auto asks = [](const Value& value) {
        const auto* text = value.as<std::string>();
        return text != nullptr && *text == kAsk;
    };
    return result.context() == nullptr ? asks(result)
                                       : !result.context()->empty() && asks(result.context()->front().second);
}

std::vector<std::pair<std::string, Value>> outputs_of(const Decision& decision, const Value& result) {
    const detail::DecisionTable* table = decision.table();
    if (table == nullptr || (table->outputs.size() > 1 && result.context() == nullptr)) {
        return {{decision.name, result}};
    }
    std::vector<std::pair<std::string, Value>> outputs;
    for (std::size_t i = 0; i < table->outputs.size(); ++i) {
        const std::string& name = table->outputs[i].name;
        outputs.emplace_back(name.empty() ? decision.name : name,
                             table->outputs.size() == 1 ? result : (*result.context())[i].second);
    }
    return outputs;
}

/// The question of the row that most completions end in.
Question inquiry_question(const Model& model, const Decision& decision, const Completions& completions,
                          Language language) {
    const auto most = std::max_element(completions.row_counts.begin(), completions.row_counts.end());
    if (most == completions.row_counts.end()) {
        return {};
    }
    const int row = completions.rows[static_cast<std::size_t>(most - completions.row_counts.begin())];
    return {"", model.annotation(decision.name, row, "question", language)};
}

/// What the completions agree on, output by output.
std::vector<std::pair<std::string, Value>> agreed(const Decision& decision, const Completions& completions) {
    auto common = outputs_of(decision, completions.results.front());
    for (const Value& result : completions.results) {
        const auto others = outputs_of(decision, result);
        std::erase_if(common, [&](const auto& output) {
            return std::find(others.begin(), others.end(), output) == others.end();
        });
    }
    return common;
}

}  // namespace

std::optional<std::string> Evaluation::text_output(std::string_view name) const {
    for (const auto& [output, value] : outputs) {
        if (output == name && value.as<std::string>() != nullptr) {
            return *value.as<std::string>();
        }
    }
    return std::nullopt;
}

namespace {

/// The decision of that name, when tables and expressions alone can take it.
Result<const Decision*> sound_decision(const Model& model, std::string_view decision_name) {
    const Definitions& definitions = model.definitions();
    const Decision* decision = definitions.find(decision_name);
    if (decision == nullptr) {
        return fail(ErrorKind::not_found, "decision_unknown",
                    "The file " + model.file() + " has no decision \"" + std::string(decision_name) + "\"" +
                        or_nearest(std::string(decision_name), model.decisions()));
    }
    if (!definitions.suspicions.empty()) {
        return fail(ErrorKind::invalid, "rules_unsound", to_text(definitions.suspicions.front()));
    }
    for (const std::size_t below :
         detail::in_order(definitions, static_cast<std::size_t>(decision - definitions.decisions.data()))) {
        if (definitions.decisions[below].logic == nullptr) {
            return fail(ErrorKind::invalid, "decision_without_logic",
                        "The decision " + definitions.decisions[below].name + " has no logic in " + model.file() +
                            ": people take it, not a table.");
        }
    }
    return decision;
}

}  // namespace

Result<Evaluation> evaluate(const Model& model, std::string_view decision_name, const Facts& facts, Language language) {
    const auto sound = sound_decision(model, decision_name);
    if (!sound) {
        return tl::unexpected(sound.error());
    }
    const Decision& decision = **sound;
    const std::vector<Leaf> leaves = detail::leaves(model.definitions(), decision);
    if (auto faults = faults_in(facts, leaves); !faults.empty()) {
        return fail(ErrorKind::invalid, "facts_invalid", "Facts do not fit the decision.", std::move(faults));
    }
    std::vector<Leaf> unknown;
    std::vector<bool> askable;
    Evaluation evaluation;
    for (const Leaf& leaf : leaves) {
        const auto known = facts.known.find(leaf.name);
        if (known == facts.known.end() || known->second.is_null()) {
            unknown.push_back(leaf);
            askable.push_back(!facts.unobtainable.contains(leaf.name));
            evaluation.unknown.push_back(leaf.name);
        }
    }
    const auto completions = complete(model, decision, facts, unknown);
    if (!completions) {
        return tl::unexpected(completions.error());
    }
    evaluation.matched = completions->rows;
    evaluation.outputs = agreed(decision, *completions);
    if (std::all_of(completions->results.begin(), completions->results.end(), is_ask)) {
        evaluation.outcome = Outcome::inquiry;
        evaluation.question = inquiry_question(model, decision, *completions, language);
    } else if (completions->results.size() == 1) {
        // A case that the table does not cover is for a person.
        const bool covered = !completions->results.front().is_null();
        evaluation.outcome = covered ? Outcome::decided : Outcome::open;
        evaluation.outputs = covered ? std::move(evaluation.outputs) : decltype(evaluation.outputs)();
    } else if (const auto best = best_question(*completions, askable)) {
        evaluation.question = Question{unknown[*best].name, model.question_for(unknown[*best].name, language)};
    }
    return evaluation;
}

}  // namespace shipwitness::rules
