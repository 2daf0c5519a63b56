#include <algorithm>
#include <array>
#include <utility>

#include "rules/dmn/reading.h"
#include "rules/dmn/types.h"
#include "rules/feel/free_names.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/parser.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::DecisionTable;
using detail::HitPolicy;

constexpr std::array<std::pair<std::string_view, HitPolicy>, 11> kPolicies{{{"", HitPolicy::unique},
                                                                            {"UNIQUE", HitPolicy::unique},
                                                                            {"ANY", HitPolicy::any},
                                                                            {"PRIORITY", HitPolicy::priority},
                                                                            {"FIRST", HitPolicy::first},
                                                                            {"RULE ORDER", HitPolicy::rule_order},
                                                                            {"OUTPUT ORDER", HitPolicy::output_order},
                                                                            {"COLLECT", HitPolicy::collect},
                                                                            {"COLLECT SUM", HitPolicy::sum},
                                                                            {"COLLECT MIN", HitPolicy::minimum},
                                                                            {"COLLECT MAX", HitPolicy::maximum}}};

/// What stands in a cell, for people: the start of it is enough.
std::string quoted(const std::string& text) {
    constexpr std::size_t kMaxQuoted = 80;
    if (text.size() <= kMaxQuoted) {
        return "`" + text + "`";
    }
    std::size_t end = kMaxQuoted;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return "`" + text.substr(0, end) + "…`";
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The whole result of a row, when all its outputs are constants.
std::optional<Value> constant_result(const DecisionTable& table, const detail::Row& row) {
    Context result;
    for (std::size_t i = 0; i < row.outputs.size(); ++i) {
        Value storage;
        if (row.outputs[i] == nullptr || feel::constant_value(*row.outputs[i], storage) == nullptr) {
            return std::nullopt;
        }
        if (const detail::TypePtr& type = row.output_types[i]; type != nullptr) {
            storage = dmn::coerced(storage, *type);
        }
        result.emplace_back(feel::canonical(table.outputs[i].name), dmn::coerced(storage, *table.outputs[i].type));
    }
    return result.size() == 1 ? result.front().second : Value(std::move(result));
}

}  // namespace

void Reader::refuse_missing_functions(const feel::Node& expression, pugi::xml_node at, const Place& place) {
    constexpr std::string_view kMissing[] = {"now", "today", "matches", "replace", "split"};
    for (const std::string& name : feel::free_names(expression)) {
        const bool missing = std::find(std::begin(kMissing), std::end(kMissing), name) != std::end(kMissing);
        if (!missing || definitions_.known.contains(name)) {
            continue;
        }
        const bool of_time = name == "now" || name == "today";
        refuse(at, place,
               "the function `" + name + "` is not supported" +
                   (of_time ? ": the same facts must give the same answer on every day; make the day a fact" : ""));
    }
}

feel::NodePtr Reader::expression(const std::string& text, pugi::xml_node at, const Place& place) {
    if (trimmed(text).empty()) {
        refuse(at, place, "there is no expression");
        return nullptr;
    }
    auto parsed = feel::parse_expression(text, definitions_.known, types_in(at, place));
    if (!parsed) {
        refuse(at, place, quoted(trimmed(text)) + ": " + parsed.error());
        return nullptr;
    }
    refuse_missing_functions(**parsed, at, place);
    return *parsed;
}

feel::NodePtr Reader::tests(const std::string& text, pugi::xml_node at, const Place& place) {
    auto parsed = feel::parse_unary_tests(text, definitions_.known, types_in(at, place));
    if (!parsed) {
        refuse(at, place, quoted(trimmed(text)) + ": " + parsed.error());
        return nullptr;
    }
    refuse_missing_functions(**parsed, at, place);
    return *parsed;
}

void Reader::refuse_other_language(pugi::xml_node node, const Place& place) {
    const std::string language = attribute(node, "expressionLanguage");
    const bool feel =
        language.empty() || language.find("FEEL") != std::string::npos || language.find("feel") != std::string::npos;
    if (!feel) {
        refuse(node, place, "expressions in `" + language + "` are not supported; only FEEL is");
    }
}

void Reader::read_policy(pugi::xml_node node, const Place& place, DecisionTable& table) {
    std::string name = attribute(node, "hitPolicy");
    std::replace(name.begin(), name.end(), '_', ' ');
    const std::string aggregation = attribute(node, "aggregation");
    if (!aggregation.empty() && name == "COLLECT") {
        name += " " + aggregation;
    }
    if (name == "COLLECT COUNT") {
        table.policy = HitPolicy::count;
        return;
    }
    const auto found = std::find_if(kPolicies.begin(), kPolicies.end(), [&](const auto& p) { return p.first == name; });
    if (found == kPolicies.end()) {
        refuse(node, place,
               "there is no hit policy `" + name +
                   "`; there are UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER and COLLECT with SUM, COUNT, "
                   "MIN or MAX");
        return;
    }
    table.policy = found->second;
}

detail::InputClause Reader::read_input(pugi::xml_node node, int number, const Place& place) {
    detail::InputClause input;
    const pugi::xml_node expression_node = child(node, "inputExpression");
    const std::string text = trimmed(text_of(expression_node));
    const std::string label = attribute(node, "label");
    Place here = place;
    here.column = !label.empty() ? label : (!text.empty() ? text : "input " + std::to_string(number));
    input.heading = here.column;
    refuse_other_language(expression_node, here);
    // A column without an expression is one of the fact that its label names.
    input.expression = expression(text.empty() ? label : text, node, here);
    if (input.expression != nullptr && input.expression->kind == feel::NodeKind::name) {
        input.fact = input.expression->name;
    }
    input.type = type_named(attribute(expression_node, "typeRef"), node, here);
    if (input.type->base == "Any" && !input.fact.empty()) {
        const auto data = std::find_if(definitions_.inputs.begin(), definitions_.inputs.end(),
                                       [&](const auto& each) { return feel::canonical(each.name) == input.fact; });
        input.type = data != definitions_.inputs.end() ? data->type : input.type;
    }
    read_allowed(child(node, "inputValues"), here, input.allowed, input.listed);
    if (input.allowed == nullptr && input.type->allowed != nullptr) {
        input.allowed = input.type->allowed;
        input.listed = input.type->listed;
    }
    return input;
}

detail::OutputClause Reader::read_output(pugi::xml_node node, int number, std::size_t outputs, const Place& place) {
    detail::OutputClause output;
    Place here = place;
    output.name = trimmed(attribute(node, "name"));
    here.column = output.name.empty() ? "output " + std::to_string(number) : output.name;
    if (output.name.empty() && outputs > 1) {
        refuse(node, here, "a table with several outputs must name each of them");
    }
    output.type = type_named(attribute(node, "typeRef"), node, here);
    read_allowed(child(node, "outputValues"), here, output.allowed, output.listed);
    if (output.allowed == nullptr && output.type->allowed != nullptr) {
        output.allowed = output.type->allowed;
        output.listed = output.type->listed;
    }
    if (const pugi::xml_node otherwise = child(node, "defaultOutputEntry")) {
        output.otherwise = expression(text_of(otherwise), otherwise, here);
    }
    return output;
}

detail::Row Reader::read_row(pugi::xml_node node, const DecisionTable& table, const Place& place) {
    detail::Row row;
    Place here = place;
    const auto inputs = children(node, "inputEntry");
    const auto outputs = children(node, "outputEntry");
    if (inputs.size() != table.inputs.size() || outputs.size() != table.outputs.size()) {
        refuse(node, here,
               "the row has " + std::to_string(inputs.size()) + " conditions and " + std::to_string(outputs.size()) +
                   " results; the table has " + std::to_string(table.inputs.size()) + " and " +
                   std::to_string(table.outputs.size()) + " columns for them");
        return row;
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        here.column = table.inputs[i].heading;
        refuse_other_language(inputs[i], here);
        row.tests.push_back(tests(text_of(inputs[i]), inputs[i], here));
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        here.column = table.outputs[i].name.empty() ? "output" : table.outputs[i].name;
        refuse_other_language(outputs[i], here);
        row.outputs.push_back(expression(text_of(outputs[i]), outputs[i], here));
        const std::string type = attribute(outputs[i], "typeRef");
        row.output_types.push_back(type.empty() ? nullptr : type_named(type, outputs[i], here));
    }
    for (const pugi::xml_node annotation : children(node, "annotationEntry")) {
        row.annotations.push_back(trimmed(text_of(annotation)));
    }
    row.annotations.resize(table.annotation_names.size());
    // DMN 1.1 has no annotation columns; editors keep the note in the row's description.
    if (const pugi::xml_node description = child(node, "description"); description && row.annotations.empty()) {
        row.annotations.push_back(trimmed(description.child_value()));
    }
    return row;
}

void Reader::check_table(pugi::xml_node node, const DecisionTable& table, const Place& place) {
    const bool by_priority = table.policy == HitPolicy::priority || table.policy == HitPolicy::output_order;
    const bool any_listed = std::any_of(table.outputs.begin(), table.outputs.end(),
                                        [](const detail::OutputClause& output) { return !output.listed.empty(); });
    if (by_priority && !any_listed) {
        refuse(node, place, "the hit policy goes by the order of the output's values, but no output lists its values");
    }
    const bool aggregates =
        table.policy == HitPolicy::sum || table.policy == HitPolicy::minimum || table.policy == HitPolicy::maximum;
    if (aggregates && table.outputs.size() > 1) {
        refuse(node, place, "COLLECT with SUM, MIN or MAX needs a table of one output");
    }
    // A table without inputs is one whose every row applies.
    if (table.outputs.empty()) {
        refuse(node, place, "the table has no outputs");
    }
}

detail::LogicPtr Reader::read_table(pugi::xml_node node, const Place& place) {
    DecisionTable table;
    read_policy(node, place, table);
    const auto outputs = children(node, "output");
    for (const pugi::xml_node input : children(node, "input")) {
        table.inputs.push_back(read_input(input, static_cast<int>(table.inputs.size()) + 1, place));
    }
    for (const pugi::xml_node output : outputs) {
        table.outputs.push_back(read_output(output, static_cast<int>(table.outputs.size()) + 1, outputs.size(), place));
    }
    for (const pugi::xml_node annotation : children(node, "annotation")) {
        table.annotation_names.push_back(trimmed(attribute(annotation, "name")));
    }
    check_table(node, table, place);
    const std::size_t before = problems_.size();
    for (const pugi::xml_node rule : children(node, "rule")) {
        Place here = place;
        here.row = static_cast<int>(table.rows.size()) + 1;
        table.rows.push_back(read_row(rule, table, here));
    }
    if (table.annotation_names.empty()) {
        table.annotation_names.emplace_back("description");
    }
    if (problems_.size() == before) {
        for (const detail::Row& row : table.rows) {
            table.constants.push_back(constant_result(table, row));
        }
        table.matcher.rows = table.rows.size();
        for (std::size_t i = 0; i < table.inputs.size(); ++i) {
            std::vector<feel::NodePtr> cells;
            cells.reserve(table.rows.size());
            for (const detail::Row& row : table.rows) {
                cells.push_back(row.tests[i]);
            }
            const detail::InputClause& input = table.inputs[i];
            table.matcher.columns.push_back(
                table::compile_column({input.type->base, input.allowed, input.listed, std::move(cells)}));
        }
    }
    auto logic = std::make_shared<detail::Logic>();
    logic->form = std::move(table);
    return logic;
}

}  // namespace shipwitness::rules::dmn
