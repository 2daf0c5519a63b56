#include "rules/tck.h"

#include <algorithm>
#include <map>

#include <pugixml.hpp>

#include "core/text.h"
#include "rules/dmn/evaluator.h"
#include "rules/dmn/types.h"
#include "rules/dmn/xml.h"
#include "rules/feel/conversions.h"
#include "rules/model.h"

namespace shipwitness::rules {
namespace {

using dmn::attribute;
using dmn::local_name;

/// Children with this local name, whatever their namespace.
std::vector<pugi::xml_node> all(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node each : parent.children()) {
        if (each.type() == pugi::node_element && local_name(each) == name) {
            found.push_back(each);
        }
    }
    return found;
}

pugi::xml_node one(pugi::xml_node parent, std::string_view name) {
    const auto found = all(parent, name);
    return found.empty() ? pugi::xml_node() : found.front();
}

std::string schema_attribute(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_attribute each : node.attributes()) {
        const std::string_view whole = each.name();
        if (whole.ends_with(name) && whole.size() > name.size() && whole[whole.size() - name.size() - 1] == ':') {
            return each.value();
        }
    }
    return "";
}

Value number_of(const std::string& text) {
    const auto number = Decimal::parse(trim(text));
    return number ? Value(*number) : Value();
}

/// XML Schema's dates may name a zone, FEEL's have none.
std::string_view without_zone(std::string_view date) {
    constexpr std::size_t kDate = 10;  // a year of four digits; longer ones have no zone in the suite
    const bool zoned = date.size() > kDate && (date[kDate] == 'Z' || date[kDate] == '+' || date[kDate] == '-');
    return zoned ? date.substr(0, kDate) : date;
}

/// A value without a type of its own takes that of the variable.
Value simple_value(pugi::xml_node node, const std::string& variable_type) {
    std::string type = dmn::without_prefix(schema_attribute(node, "type"));
    const std::string text = node.child_value();
    if (type.empty()) {
        type = variable_type;
    }
    if (type == "string") {
        return text;
    }
    // `<value/>` is the suite's older way to write a null.
    if (trim(text).empty()) {
        return {};
    }
    if (type == "boolean") {
        return Value(trim(text) == "true" || trim(text) == "1");
    }
    if (type == "date") {
        return feel::temporal_from_text(without_zone(trim(text)));
    }
    if (type == "decimal" || type == "double" || type == "integer" || type == "float" || type == "int" ||
        type == "long" || type == "number") {
        return number_of(text);
    }
    const Value temporal = feel::temporal_from_text(trim(text));
    if (!temporal.is_null()) {
        return temporal;
    }
    const Value number = number_of(text);
    return number.is_null() && !text.empty() ? Value(text) : number;
}

Value value_of(pugi::xml_node node, const detail::Type* type);

Value context_of(const std::vector<pugi::xml_node>& components, const detail::Type* type) {
    Context entries;
    for (const pugi::xml_node component : components) {
        const std::string name = feel::canonical(attribute(component, "name"));
        const detail::Type* of_entry = nullptr;
        for (std::size_t i = 0; type != nullptr && i < type->components.size(); ++i) {
            of_entry = type->components[i].first == name ? type->components[i].second.get() : of_entry;
        }
        entries.emplace_back(name, value_of(component, of_entry));
    }
    return Value(std::move(entries));
}

/// What an element holds: a list, components, or a value.
Value value_of(pugi::xml_node node, const detail::Type* type) {
    if (schema_attribute(node, "nil") == "true") {
        return {};
    }
    if (const pugi::xml_node list = one(node, "list")) {
        if (schema_attribute(list, "nil") == "true") {
            return {};
        }
        List items;
        const auto nodes = all(list, "item");
        items.reserve(nodes.size());
        for (const pugi::xml_node item : nodes) {
            items.push_back(value_of(item, type));
        }
        return Value(std::move(items));
    }
    if (const auto components = all(node, "component"); !components.empty()) {
        return context_of(components, type);
    }
    const pugi::xml_node value = one(node, "value");
    if (!value || schema_attribute(value, "nil") == "true") {
        return {};
    }
    return simple_value(value, type == nullptr ? "" : type->base);
}

bool near_enough(const Decimal& left, const Decimal& right) {
    static const Decimal kPrecision = Decimal::parse("0.00000001").value_or(Decimal());
    const auto away = Decimal::subtract(left, right);
    return away && away->magnitude() < kPrecision;
}

bool same(const Value& expected, const Value& actual) {
    const auto* a = expected.as<Decimal>();
    const auto* b = actual.as<Decimal>();
    if (a != nullptr && b != nullptr) {
        return near_enough(*a, *b);
    }
    if (expected.list() != nullptr && actual.list() != nullptr) {
        return std::equal(expected.list()->begin(), expected.list()->end(), actual.list()->begin(),
                          actual.list()->end(), same);
    }
    if (expected.context() != nullptr && actual.context() != nullptr) {
        const Context& wanted = *expected.context();
        const Context& given = *actual.context();
        return wanted.size() == given.size() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& entry) {
                   const auto found = std::find_if(given.begin(), given.end(),
                                                   [&](const auto& each) { return each.first == entry.first; });
                   return found != given.end() && same(entry.second, found->second);
               });
    }
    return expected == actual;
}

/// What is expected has the type of what came, where the file says none: a date without xsi:type is a text otherwise.
bool meets(pugi::xml_node expected, const Value& actual, const detail::Type* type) {
    const Value value = value_of(expected, type);
    const pugi::xml_node plain = one(expected, "value");
    const bool empty = plain && !plain.first_child() && schema_attribute(plain, "type").empty();
    if (same(value, actual) || (empty && actual.is_null())) {
        return true;
    }
    return plain && schema_attribute(plain, "type").empty() && actual.as<std::string>() != nullptr &&
           *actual.as<std::string>() == plain.child_value();
}

using Inputs = std::map<std::string, Value>;

/// What a case names as its input: input data, or a parameter of what it calls.
const detail::Type* input_type(const detail::Definitions& definitions, const detail::BusinessKnowledge* called,
                               const std::string& name) {
    for (std::size_t i = 0; called != nullptr && i < called->function.parameters.size(); ++i) {
        if (called->function.parameters[i].first == name) {
            return called->function.parameters[i].second.get();
        }
    }
    const auto data = std::find_if(definitions.inputs.begin(), definitions.inputs.end(),
                                   [&](const auto& each) { return feel::canonical(each.name) == name; });
    return data == definitions.inputs.end() ? nullptr : data->type.get();
}

Inputs inputs_of(pugi::xml_node test_case, const detail::Definitions& definitions,
                 const detail::BusinessKnowledge* called) {
    Inputs inputs;
    for (const pugi::xml_node node : all(test_case, "inputNode")) {
        const std::string name = feel::canonical(attribute(node, "name"));
        inputs[name] = value_of(node, input_type(definitions, called, name));
    }
    return inputs;
}

/// The business knowledge or decision service of this name; nullptr when there is none.
const detail::BusinessKnowledge* callable(const detail::Definitions& definitions, const std::string& name) {
    const auto found = std::find_if(definitions.functions.begin(), definitions.functions.end(),
                                    [&](const auto& each) { return each.name == name; });
    return found == definitions.functions.end() ? nullptr : &*found;
}

/// What came, and its type; nullopt when the model has nothing of the result's name.
struct Came {
    Value value;
    const detail::Type* type = nullptr;
};
std::optional<Came> outcome_of(const std::string& name, const detail::Definitions& definitions,
                               const detail::BusinessKnowledge* called, const Inputs& inputs) {
    const dmn::FactValue fact = [&](const std::string& wanted) {
        const auto found = inputs.find(wanted);
        return found == inputs.end() ? nullptr : &found->second;
    };
    const detail::Decision* decision = definitions.find(name);
    if (called == nullptr && decision == nullptr) {
        return std::nullopt;
    }
    const detail::Type* type = decision == nullptr ? nullptr : decision->type.get();
    if (called == nullptr) {
        const auto index = static_cast<std::size_t>(decision - definitions.decisions.data());
        return Came{dmn::decide(definitions, index, fact).value, type};
    }
    const auto index = static_cast<std::size_t>(called - definitions.functions.data());
    Value value = dmn::invoke(definitions, index, fact);
    // A service of several decisions gives them all; the case may ask for one of them.
    if (called->service && called->service->outputs.size() > 1 && decision != nullptr && value.context() != nullptr) {
        for (const auto& [output, of_output] : *value.context()) {
            if (output == feel::canonical(name)) {
                return Came{of_output, type};
            }
        }
    }
    return Came{std::move(value), type};
}

/// Empty when the result is the one that is expected.
std::string judge(pugi::xml_node result, const detail::Definitions& definitions,
                  const detail::BusinessKnowledge* called, const Inputs& inputs) {
    const std::string name = attribute(result, "name");
    const auto outcome = outcome_of(name, definitions, called, inputs);
    if (!outcome) {
        return "the model has no decision " + name;
    }
    const Value& actual = outcome->value;
    // Older files of the suite call it `computed`.
    const pugi::xml_node expected = one(result, "expected") ? one(result, "expected") : one(result, "computed");
    const std::string wants_error = attribute(result, "errorResult");
    // What an error leaves behind is mostly null, but may be a value that has a null inside: it stands there then.
    const bool error = wants_error == "true" || wants_error == "1";
    if (error && actual.is_null()) {
        return "";
    }
    if (meets(expected, actual, outcome->type)) {
        return "";
    }
    return name + ": expected " + to_feel(value_of(expected, outcome->type)) + ", came " + to_feel(actual);
}

/// What a case calls instead of a decision: the newer files say so at the case, the older ones at the result.
std::string called_by(pugi::xml_node test_case, pugi::xml_node result) {
    const auto calls = [](pugi::xml_node node) {
        const std::string type = attribute(node, "type");
        return type == "bkm" || type == "decisionService";
    };
    if (calls(test_case)) {
        return attribute(test_case, "invocableName");
    }
    return calls(result) ? attribute(result, "name") : "";
}

TckResult run_case(pugi::xml_node test_case, const tl::expected<Model, std::vector<Problem>>& model) {
    TckResult result{attribute(test_case, "id"), false, ""};
    if (!model) {
        result.detail = to_text(model.error().front());
        return result;
    }
    const detail::Definitions& definitions = model->definitions();
    for (const pugi::xml_node node : all(test_case, "resultNode")) {
        const std::string name = called_by(test_case, node);
        const detail::BusinessKnowledge* called = name.empty() ? nullptr : callable(definitions, name);
        const std::string detail = !name.empty() && called == nullptr
                                       ? "the model has nothing to call by the name " + name
                                       : judge(node, definitions, called, inputs_of(test_case, definitions, called));
        if (!detail.empty()) {
            result.detail += (result.detail.empty() ? "" : "; ") + detail;
        }
    }
    result.success = result.detail.empty();
    return result;
}

}  // namespace

tl::expected<std::vector<TckResult>, std::string> run_tck(std::string_view test_cases, const TckFileReader& read) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(test_cases.data(), test_cases.size());
    const pugi::xml_node root = document.document_element();
    if (!parsed || local_name(root) != "testCases") {
        return tl::unexpected(std::string("this is no file of test cases"));
    }
    if (dmn::is_too_deep(document)) {
        return tl::unexpected(std::string("its elements are nested too deep"));
    }
    const std::string name(trim(one(root, "modelName").child_value()));
    const auto bytes = read(name);
    const auto model = bytes ? load(*bytes, name)
                             : tl::expected<Model, std::vector<Problem>>(tl::unexpected(
                                   std::vector{Problem{name, "", {}, "", "the model is not there", {}}}));
    std::vector<TckResult> results;
    const auto test_cases_found = all(root, "testCase");
    results.reserve(test_cases_found.size());
    for (const pugi::xml_node test_case : test_cases_found) {
        results.push_back(run_case(test_case, model));
    }
    return results;
}

}  // namespace shipwitness::rules
