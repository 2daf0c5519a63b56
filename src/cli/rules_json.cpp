#include "cli/rules_json.h"

#include <string>

namespace shipwitness::cli {
namespace {

OrderedJson object_of(const std::vector<std::pair<std::string, rules::Value>>& members) {
    OrderedJson json = OrderedJson::object();
    for (const auto& [name, value] : members) {
        json[name] = to_json(value);
    }
    return json;
}

std::string_view word_for(rules::Outcome outcome) {
    switch (outcome) {
        case rules::Outcome::decided:
            return "decided";
        case rules::Outcome::inquiry:
            return "inquiry";
        case rules::Outcome::open:
            return "open";
    }
    return {};
}

}  // namespace

OrderedJson to_json(const rules::Value& value) {
    if (value.is_null()) {
        return nullptr;
    }
    if (const auto* truth = value.as<bool>()) {
        return *truth;
    }
    if (const auto* number = value.as<rules::Decimal>()) {
        // JSON's readers take numbers for binary fractions: what such a fraction cannot hold goes as a text.
        if (const auto whole = number->to_integer()) {
            return *whole;
        }
        const double nearest = number->to_double();
        const auto back = rules::Decimal::parse(OrderedJson(nearest).dump());
        return back && *back == *number ? OrderedJson(nearest) : OrderedJson(number->to_text());
    }
    if (value.list() != nullptr) {
        OrderedJson json = OrderedJson::array();
        for (const rules::Value& item : *value.list()) {
            json.push_back(to_json(item));
        }
        return json;
    }
    if (value.context() != nullptr) {
        return object_of(*value.context());
    }
    return rules::to_plain(value);
}

OrderedJson to_json(const rules::Problem& problem) {
    OrderedJson json{{"file", problem.file},
                     {"decision", problem.decision.empty() ? OrderedJson() : OrderedJson(problem.decision)},
                     {"row", problem.row ? OrderedJson(*problem.row) : OrderedJson()},
                     {"column", problem.column.empty() ? OrderedJson() : OrderedJson(problem.column)},
                     {"reason", problem.reason}};
    if (problem.line) {
        json["line"] = *problem.line;
    }
    return json;
}

OrderedJson to_json(const rules::Report& report) {
    OrderedJson json{{"gaps", OrderedJson::array()},
                     {"overlaps", OrderedJson::array()},
                     {"unreachable", OrderedJson::array()},
                     {"errors", OrderedJson::array()}};
    for (const rules::Gap& gap : report.gaps) {
        json["gaps"].push_back(
            {{"file", gap.file}, {"decision", gap.decision}, {"witness", object_of(gap.witness)}, {"text", gap.text}});
    }
    for (const rules::Overlap& overlap : report.overlaps) {
        json["overlaps"].push_back({{"file", overlap.file},
                                    {"decision", overlap.decision},
                                    {"rows", overlap.rows},
                                    {"witness", object_of(overlap.witness)},
                                    {"text", overlap.text}});
    }
    for (const rules::Unreachable& row : report.unreachable) {
        json["unreachable"].push_back(
            {{"file", row.file}, {"decision", row.decision}, {"row", row.row}, {"text", row.text}});
    }
    for (const rules::Problem& problem : report.errors) {
        json["errors"].push_back(to_json(problem));
    }
    // Lists are cut at rules::kMaxListed; whoever counts them must learn of it.
    if (report.gap_cells > report.gaps.size()) {
        json["gaps_in_all"] = report.gap_cells;
    }
    if (report.overlap_cells > report.overlaps.size()) {
        json["overlaps_in_all"] = report.overlap_cells;
    }
    return json;
}

OrderedJson to_json(const rules::Evaluation& evaluation) {
    OrderedJson json{{"outcome", word_for(evaluation.outcome)},
                     {"outputs", object_of(evaluation.outputs)},
                     {"matched", evaluation.matched},
                     {"unknown", evaluation.unknown},
                     {"question", nullptr}};
    if (evaluation.question) {
        const auto& question = *evaluation.question;
        json["question"] = {{"fact", question.fact.empty() ? OrderedJson() : OrderedJson(question.fact)},
                            {"text", question.text}};
    }
    return json;
}

}  // namespace shipwitness::cli
