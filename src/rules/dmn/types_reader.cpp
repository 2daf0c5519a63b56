#include "rules/dmn/reading.h"
#include "rules/dmn/types.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/parser.h"
#include "rules/feel/types.h"

namespace shipwitness::rules::dmn {

using detail::Type;
using detail::TypePtr;

std::vector<Value> listed_values(const feel::Node& tests) {
    std::vector<Value> values;
    if (tests.negated) {
        return {};
    }
    for (const feel::NodePtr& test : tests.children) {
        Value storage;
        const bool constant = test->kind == feel::NodeKind::test_expression &&
                              feel::constant_value(*test->children[0], storage) != nullptr;
        if (!constant || storage.range() != nullptr || storage.list() != nullptr || storage.is_null()) {
            return {};
        }
        values.push_back(storage);
    }
    return values;
}

void Reader::read_allowed(pugi::xml_node node, const Place& place, feel::NodePtr& allowed, std::vector<Value>& listed) {
    const std::string text = text_of(node);
    if (!node || text.empty()) {
        return;
    }
    if (feel::NodePtr parsed = tests(text, node, place); parsed != nullptr && !parsed->children.empty()) {
        listed = listed_values(*parsed);
        allowed = std::move(parsed);
    }
}

void Reader::read_types() {
    for (const auto& [name, item] : items_) {
        types_.emplace(name, read_type(item));
    }
}

TypePtr Reader::read_type(pugi::xml_node item) {
    const std::string name = attribute(item, "name");
    const Place place{"", {}, "item definition " + name};
    Type type{name, "Any"};
    type.collection = attribute(item, "isCollection") == "true";
    const auto components = children(item, "itemComponent");
    if (!components.empty()) {
        type.base = "context";
        for (const pugi::xml_node component : components) {
            type.components.emplace_back(feel::canonical(attribute(component, "name")), read_type(component));
        }
    } else if (const pugi::xml_node reference = child(item, "typeRef")) {
        const TypePtr base = type_named(reference.child_value(), item, place);
        type.base = base->base;
        type.components = base->components;
        if (type.collection && base->collection) {
            type.item = base;
        } else {
            type.allowed = base->allowed;
            type.listed = base->listed;
            type.constraint = base->constraint;
            type.item = base->item;
        }
        type.collection = type.collection || base->collection;
        type.parameters = base->parameters;
        type.result = base->result;
    } else if (const pugi::xml_node function = child(item, "functionItem")) {
        type.base = "function";
        for (const pugi::xml_node parameter : children(function, "parameters")) {
            type.parameters.push_back(type_named(attribute(parameter, "typeRef"), parameter, place));
        }
        if (const std::string result = attribute(function, "outputTypeRef"); !result.empty()) {
            type.result = type_named(result, function, place);
        }
    }
    read_allowed(child(item, "allowedValues"), place, type.allowed, type.listed);
    std::vector<Value> ignored;
    read_allowed(child(item, "typeConstraint"), place, type.constraint, ignored);
    return std::make_shared<const Type>(std::move(type));
}

TypePtr Reader::type_named(const std::string& reference, pugi::xml_node from, const Place& place) {
    const std::string name = without_prefix(reference);
    if (name.empty()) {
        return basic_type("Any");
    }
    // A file's own type may be named as one of FEEL's; the one in the file is meant then.
    if (const auto known = types_.find(name); known != types_.end()) {
        return known->second;
    }
    if (const auto item = items_.find(name); item != items_.end()) {
        constexpr std::size_t kMaxChain = 100;
        if (!open_types_.insert(name).second || open_types_.size() > kMaxChain) {
            refuse(from, place, "the type `" + name + "` is defined by itself, or over too many others");
            return basic_type("Any");
        }
        TypePtr type = read_type(item->second);
        open_types_.erase(name);
        types_.emplace(name, type);
        return type;
    }
    if (const std::string_view basic = feel_type(name); !basic.empty()) {
        return basic_type(basic);
    }
    refuse(from, place, "there is no type `" + name + "`");
    return basic_type("Any");
}

feel::TypeLookup Reader::types_in(pugi::xml_node at, const Place& place) {
    return [this, at, &place](const std::string& name) -> feel::NamedTypePtr {
        if (name == "Null" || name.find('<') != std::string::npos) {
            return nullptr;
        }
        if (!items_.contains(name) && feel_type(name).empty()) {
            throw feel::UnknownType{name};
        }
        const TypePtr type = type_named(name, at, place);
        return std::make_shared<const feel::NamedType>(
            feel::NamedType{[type](const Value& value) { return !value.is_null() && conforms(value, *type); },
                            [type](const Value& value) { return coerced(value, *type); }});
    };
}

TypePtr Reader::type_of_knowledge(pugi::xml_node element, const Place& place) {
    TypePtr type = type_of_variable(element, place);
    // DMN 1.1 does not say what the type of a function's variable is the type of, and its editors wrote anything:
    // `string` over a table of numbers.
    const bool means_something = !namespace_of(element).starts_with("http://www.omg.org/spec/DMN/20151101/");
    return means_something || type->base == "function" ? type : basic_type("Any");
}

TypePtr Reader::type_of_variable(pugi::xml_node element, const Place& place) {
    const pugi::xml_node variable = child(element, "variable");
    return type_named(attribute(variable, "typeRef"), variable ? variable : element, place);
}

}  // namespace shipwitness::rules::dmn
