#include <algorithm>

#include "rules/dmn/reading.h"
#include "rules/dmn/types.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::Logic;
using detail::LogicPtr;

constexpr std::string_view kBoxes[] = {
    "literalExpression",  "decisionTable", "invocation", "context", "list", "relation",
    "functionDefinition", "conditional",   "filter",     "for",     "some", "every"};

template <class Form>
std::shared_ptr<Logic> logic_of(Form form) {
    auto logic = std::make_shared<Logic>();
    logic->form = std::move(form);
    return logic;
}

bool is_box(pugi::xml_node node) {
    const std::string_view name = local_name(node);
    return is_dmn(node) && std::find(std::begin(kBoxes), std::end(kBoxes), name) != std::end(kBoxes);
}

}  // namespace

LogicPtr Reader::read_logic_in(pugi::xml_node parent, const Place& place) {
    for (const pugi::xml_node node : parent.children()) {
        if (is_box(node)) {
            return read_logic(node, place);
        }
    }
    return nullptr;
}

LogicPtr Reader::read_logic(pugi::xml_node node, const Place& place) {
    const std::string_view name = local_name(node);
    LogicPtr logic;
    if (name == "literalExpression") {
        logic = read_literal(node, place);
    } else if (name == "decisionTable") {
        logic = read_table(node, place);
    } else if (name == "invocation") {
        logic = read_invocation(node, place);
    } else if (name == "context") {
        logic = read_context(node, place);
    } else if (name == "list") {
        logic = read_list(node, place);
    } else if (name == "relation") {
        logic = read_relation(node, place);
    } else if (name == "functionDefinition") {
        if (auto function = read_function(node, place)) {
            logic = logic_of(*std::move(function));
        }
    } else {
        logic = read_form(node, place);
    }
    // A function's own type may be that of its result, in older files; read_function() looks which.
    return name == "functionDefinition" ? logic : with_type(std::move(logic), node, place);
}

LogicPtr Reader::with_type(LogicPtr logic, pugi::xml_node typed, const Place& place) {
    const std::string reference = attribute(typed, "typeRef");
    if (logic == nullptr || reference.empty()) {
        return logic;
    }
    auto result = std::make_shared<Logic>();
    // A second type comes around the first: both must be met.
    if (logic->type == nullptr) {
        *result = *logic;
    } else {
        result->form = detail::BoxedContext{{{"", std::move(logic)}}};
    }
    result->type = type_named(reference, typed, place);
    return result;
}

LogicPtr Reader::read_literal(pugi::xml_node node, const Place& place) {
    refuse_other_language(node, place);
    if (child(node, "importedValues")) {
        refuse(node, place, "imported values are not supported");
        return nullptr;
    }
    return logic_of(detail::LiteralExpression{expression(text_of(node), node, place)});
}

LogicPtr Reader::read_invocation(pugi::xml_node node, const Place& place) {
    detail::Invocation invocation;
    invocation.callee = read_logic_in(node, place);
    if (invocation.callee == nullptr) {
        refuse(node, place, "the invocation does not say what to call");
    }
    for (const pugi::xml_node binding : children(node, "binding")) {
        const std::string parameter = attribute(child(binding, "parameter"), "name");
        LogicPtr argument = with_type(read_logic_in(binding, place), child(binding, "parameter"), place);
        if (argument == nullptr) {
            refuse(binding, place, "the parameter `" + parameter + "` gets no value");
            continue;
        }
        invocation.bindings.emplace_back(feel::canonical(parameter), std::move(argument));
    }
    return logic_of(std::move(invocation));
}

LogicPtr Reader::read_context(pugi::xml_node node, const Place& place) {
    detail::BoxedContext context;
    for (const pugi::xml_node entry : children(node, "contextEntry")) {
        const pugi::xml_node variable = child(entry, "variable");
        const std::string name = attribute(variable, "name");
        LogicPtr value = with_type(read_logic_in(entry, place), variable, place);
        if (value == nullptr) {
            refuse(entry, place, "the context entry `" + name + "` has no expression");
            continue;
        }
        context.entries.emplace_back(feel::canonical(name), std::move(value));
    }
    return logic_of(std::move(context));
}

LogicPtr Reader::read_list(pugi::xml_node node, const Place& place) {
    detail::BoxedList list;
    for (const pugi::xml_node item : node.children()) {
        if (is_box(item)) {
            list.items.push_back(read_logic(item, place));
        }
    }
    return logic_of(std::move(list));
}

LogicPtr Reader::read_relation(pugi::xml_node node, const Place& place) {
    detail::Relation relation;
    const auto columns = children(node, "column");
    for (const pugi::xml_node column : columns) {
        relation.columns.push_back(feel::canonical(attribute(column, "name")));
    }
    for (const pugi::xml_node row : children(node, "row")) {
        std::vector<LogicPtr> cells;
        for (const pugi::xml_node cell : row.children()) {
            if (is_box(cell)) {
                const pugi::xml_node column = cells.size() < columns.size() ? columns[cells.size()] : pugi::xml_node();
                cells.push_back(with_type(read_logic(cell, place), column, place));
            }
        }
        if (cells.size() != relation.columns.size()) {
            refuse(row, place, "a row of the relation has not one cell for each column");
            continue;
        }
        relation.rows.push_back(std::move(cells));
    }
    return logic_of(std::move(relation));
}

LogicPtr Reader::read_form(pugi::xml_node node, const Place& place) {
    using feel::NodeKind;
    const std::string_view name = local_name(node);
    detail::BoxedForm form;
    std::vector<std::string_view> parts{"in", "satisfies"};
    if (name == "conditional") {
        form.kind = NodeKind::condition;
        parts = {"if", "then", "else"};
    } else if (name == "filter") {
        form.kind = NodeKind::filter;
        parts = {"in", "match"};
    } else if (name == "for") {
        form.kind = NodeKind::iteration;
        parts = {"in", "return"};
    } else {
        form.kind = name == "some" ? NodeKind::some : NodeKind::every;
    }
    form.variable = feel::canonical(attribute(node, "iteratorVariable"));
    for (const std::string_view part : parts) {
        LogicPtr logic = read_logic_in(child(node, part), place);
        if (logic == nullptr) {
            refuse(node, place, "`" + std::string(name) + "` has no `" + std::string(part) + "`");
        }
        form.parts.push_back(std::move(logic));
    }
    return logic_of(std::move(form));
}

std::optional<detail::BoxedFunction> Reader::read_function(pugi::xml_node node, const Place& place) {
    if (const std::string kind = attribute(node, "kind"); !kind.empty() && kind != "FEEL") {
        refuse(node, place, "functions of kind " + kind + " are not supported; only FEEL is");
        return std::nullopt;
    }
    detail::BoxedFunction function;
    std::vector<std::string> known_here;
    for (const pugi::xml_node parameter : children(node, "formalParameter")) {
        const std::string name = feel::canonical(attribute(parameter, "name"));
        function.parameters.emplace_back(name, type_named(attribute(parameter, "typeRef"), parameter, place));
        if (!definitions_.known.contains(name)) {
            definitions_.known.add(name);
            known_here.push_back(name);
        }
    }
    if (const detail::TypePtr type = type_named(attribute(node, "typeRef"), node, place); type->base == "function") {
        function.type = type;
    }
    function.body = read_logic_in(node, place);
    for (const std::string& name : known_here) {
        definitions_.known.remove(name);
    }
    if (function.body == nullptr) {
        refuse(node, place, "the function has no body");
        return std::nullopt;
    }
    return function;
}

}  // namespace shipwitness::rules::dmn
