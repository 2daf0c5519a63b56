#include "rules/example.h"

#include <algorithm>

#include "rules/dmn/definitions.h"
#include "rules/dmn/types.h"
#include "rules/wording.h"

namespace shipwitness::rules {
namespace {

using Outputs = std::vector<std::pair<std::string, Value>>;

/// A date written as text in an example means the date that the fact's type asks for.
Facts with_types(const Example& example, const std::vector<detail::Leaf>& leaves) {
    Facts facts = example.facts;
    for (auto& [name, value] : facts.known) {
        const auto leaf = std::find_if(leaves.begin(), leaves.end(),
                                       [&, &wanted = name](const auto& each) { return each.name == wanted; });
        if (leaf != leaves.end()) {
            value = dmn::from_text(value, *leaf->type);
        }
    }
    return facts;
}

bool has_output(const Outputs& outputs, const std::pair<std::string, Value>& wanted) {
    return std::any_of(outputs.begin(), outputs.end(), [&](const auto& output) {
        return output.first == wanted.first &&
               (output.second == wanted.second || to_plain(output.second) == to_plain(wanted.second));
    });
}

bool holds(const Example& example, const Evaluation& evaluation) {
    const std::string asked = evaluation.question ? evaluation.question->fact : "";
    return evaluation.outcome == example.outcome && (!example.rows || *example.rows == evaluation.matched) &&
           (!example.asks || *example.asks == asked) &&
           std::all_of(example.outputs.begin(), example.outputs.end(),
                       [&](const auto& wanted) { return has_output(evaluation.outputs, wanted); });
}

Course expected_course(const Example& example) {
    return {example.outcome, example.outputs, example.rows.value_or(std::vector<int>()), example.asks.value_or("")};
}

Course real_course(const Evaluation& evaluation) {
    return {evaluation.outcome, evaluation.outputs, evaluation.matched,
            evaluation.question ? evaluation.question->fact : ""};
}

std::string error_text(const Error& error) {
    std::string text = error.detail;
    for (const FieldError& field : error.fields) {
        text += " " + field.field + ": " + field.detail + ".";
    }
    return text;
}

}  // namespace

std::vector<Problem> failed_examples(const Model& model, Language language) {
    const detail::Definitions& definitions = model.definitions();
    std::vector<Problem> problems;
    if (!definitions.suspicions.empty()) {
        return problems;
    }
    for (const detail::Decision& decision : definitions.decisions) {
        const auto leaves =
            decision.examples.empty() ? std::vector<detail::Leaf>() : detail::leaves(definitions, decision);
        for (const Example& example : decision.examples) {
            const auto evaluation = evaluate(model, decision.name, with_types(example, leaves), language);
            if (evaluation && holds(example, *evaluation)) {
                continue;
            }
            std::string reason = evaluation ? example_text(expected_course(example), real_course(*evaluation), language)
                                            : error_text(evaluation.error());
            problems.push_back({definitions.file,
                                decision.name,
                                {},
                                "example " + example.name,
                                std::move(reason),
                                example.line > 0 ? std::optional(example.line) : std::nullopt});
        }
    }
    return problems;
}

}  // namespace shipwitness::rules
