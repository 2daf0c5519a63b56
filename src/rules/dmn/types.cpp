#include "rules/dmn/types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/feel/conversions.h"
#include "rules/feel/function.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/names.h"
#include "rules/feel/types.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::Type;

constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kTypes{{
    {"string", "string"},
    {"number", "number"},
    {"integer", "number"},
    {"long", "number"},
    {"double", "number"},
    {"int", "number"},
    {"short", "number"},
    {"float", "number"},
    {"decimal", "number"},
    {"boolean", "boolean"},
    {"date", "date"},
    {"time", "time"},
    {"date and time", "date and time"},
    {"dateTime", "date and time"},
    {"datetime", "date and time"},
    {"days and time duration", "days and time duration"},
    {"dayTimeDuration", "days and time duration"},
    {"days time duration", "days and time duration"},
    {"years and months duration", "years and months duration"},
    {"yearMonthDuration", "years and months duration"},
    {"years months duration", "years and months duration"},
    {"Any", "Any"},
    {"any", "Any"},
    {"<Undefined>", "Any"},  // one editor's word for no type
    {"list", "list"},
    {"context", "context"},
    {"function", "function"},
    {"range", "range"},
}};

bool has_entries(const Value& value, const Type& type) {
    const Context* context = value.context();
    if (context == nullptr) {
        return false;
    }
    return std::all_of(type.components.begin(), type.components.end(), [&](const auto& component) {
        const auto entry = std::find_if(context->begin(), context->end(),
                                        [&](const auto& each) { return each.first == component.first; });
        return entry != context->end() && conforms(entry->second, *component.second);
    });
}

bool passes(const feel::NodePtr& tests, const Value& value) {
    feel::Budget budget;
    return tests == nullptr || feel::test(*tests, value, feel::Scope(), budget) == Value(true);
}

bool one_conforms(const Value& value, const Type& type) {
    if (value.is_null()) {
        return true;
    }
    if (type.components.empty() ? feel::instance_of(value, type.base) != Value(true) : !has_entries(value, type)) {
        return false;
    }
    return passes(type.allowed, value);
}

/// The function with its arguments and its result made to fit; a call that does not fit is null.
Value fitted_function(const Value& function, const Type& type) {
    const bool says_nothing = type.parameters.empty() && type.result == nullptr;
    if (type.base != "function" || says_nothing) {
        return function;
    }
    auto body = [function, parameters = type.parameters, result = type.result](std::span<const Value> given,
                                                                               feel::Budget& budget) {
        List arguments(given.begin(), given.end());
        for (std::size_t i = 0; i < arguments.size() && i < parameters.size(); ++i) {
            arguments[i] = coerced(given[i], *parameters[i]);
            if (arguments[i].is_null() && !given[i].is_null()) {
                return Value();
            }
        }
        Value value = function.function()->body(arguments, budget);
        return result == nullptr ? value : coerced(value, *result);
    };
    return Value(std::make_shared<const Function>(Function{function.function()->parameters, std::move(body)}));
}

}  // namespace

std::string_view feel_type(std::string_view name) {
    for (const auto& [written, feel] : kTypes) {
        if (written == name) {
            return feel;
        }
    }
    return {};
}

std::string without_prefix(std::string_view reference) {
    if (reference.starts_with('{')) {
        reference.remove_prefix(std::min(reference.find('}') + 1, reference.size()));
    }
    const std::size_t colon = reference.rfind(':');
    return std::string(colon == std::string_view::npos ? reference : reference.substr(colon + 1));
}

bool conforms(const Value& value, const Type& type) {
    if (value.is_null()) {
        return true;
    }
    if (!type.collection) {
        return one_conforms(value, type) && passes(type.constraint, value);
    }
    const auto item_conforms = [&](const Value& item) {
        return type.item == nullptr ? one_conforms(item, type)
                                    : conforms(item, *type.item) && (item.is_null() || passes(type.allowed, item));
    };
    const List* list = value.list();
    return list != nullptr && std::all_of(list->begin(), list->end(), item_conforms) && passes(type.constraint, value);
}

Value coerced(const Value& value, const Type& type) {
    if (value.function() != nullptr) {
        return fitted_function(value, type);
    }
    if (conforms(value, type)) {
        return value;
    }
    if (type.collection) {
        Value wrapped(List{value});
        return value.list() == nullptr && conforms(wrapped, type) ? wrapped : Value();
    }
    if (value.list() != nullptr && value.list()->size() == 1 && conforms(value.list()->front(), type)) {
        return value.list()->front();
    }
    if (const auto* date = value.as<Date>(); date != nullptr && type.base == "date and time") {
        return DateTime{*date, Time{0, Zone{0, ""}}};
    }
    return {};
}

Value from_text(const Value& value, const Type& type) {
    if (value.list() != nullptr) {
        List items;
        items.reserve(value.list()->size());
        for (const Value& item : *value.list()) {
            items.push_back(from_text(item, type));
        }
        return Value(std::move(items));
    }
    if (value.context() != nullptr) {
        Context entries;
        for (const auto& [name, entry] : *value.context()) {
            const std::string canonical = feel::canonical(name);
            const auto component = std::find_if(type.components.begin(), type.components.end(),
                                                [&](const auto& each) { return each.first == canonical; });
            entries.emplace_back(canonical,
                                 component == type.components.end() ? entry : from_text(entry, *component->second));
        }
        return Value(std::move(entries));
    }
    const auto* text = value.as<std::string>();
    const bool temporal =
        type.base == "date" || type.base == "time" || type.base == "date and time" || type.base.ends_with("duration");
    if (text == nullptr || !temporal) {
        return value;
    }
    Value converted = feel::temporal_from_text(*text);
    return converted.is_null() ? value : converted;
}

detail::TypePtr basic_type(std::string_view feel_name) {
    static const auto kBasic = [] {
        std::map<std::string_view, detail::TypePtr> types;
        for (const auto& [written, feel] : kTypes) {
            types.emplace(feel, std::make_shared<const Type>(Type{std::string(feel), std::string(feel)}));
        }
        return types;
    }();
    const auto found = kBasic.find(feel_name);
    return found != kBasic.end() ? found->second : kBasic.at("Any");
}

}  // namespace shipwitness::rules::dmn
