#include "rules/dmn/some_value.h"

#include <algorithm>
#include <string_view>

#include "rules/dmn/types.h"
#include "rules/table/columns.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::Type;

/// Of a type that allows any value of its base.
Value plain_value(std::string_view base) {
    if (base == "number") {
        return Value::number(0);
    }
    if (base == "boolean") {
        return Value(false);
    }
    if (base == "date") {
        return Date{};
    }
    if (base == "time") {
        return Time{};
    }
    if (base == "date and time") {
        return DateTime{};
    }
    if (base == "days and time duration") {
        return DaysTime{};
    }
    if (base == "years and months duration") {
        return YearsMonths{};
    }
    if (base == "list") {
        return Value(List());
    }
    if (base == "context") {
        return Value(Context());
    }
    return base == "string" || base == "Any" ? Value(std::string("other")) : Value();
}

/// Of the type without its being a collection.
Value one_value(const Type& type) {
    if (!type.components.empty()) {
        Context entries;
        for (const auto& [name, component] : type.components) {
            entries.emplace_back(name, some_value(*component));
        }
        return Value(std::move(entries));
    }
    // A column without cells falls into the values that are allowed.
    for (const table::Atom& atom : table::compile_column({type.base, type.allowed, type.listed, {}}).atoms) {
        if (!atom.example.is_null()) {
            return atom.example;
        }
    }
    return plain_value(type.base);
}

}  // namespace

Value some_value(const Type& type) {
    const Value one = type.collection && type.item != nullptr ? some_value(*type.item) : one_value(type);
    std::vector<Value> candidates{one};
    if (type.collection) {
        candidates = {Value(List()), Value(List{one})};
    }
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const Value& candidate) { return conforms(candidate, type); });
    return found == candidates.end() ? Value() : *found;
}

}  // namespace shipwitness::rules::dmn
