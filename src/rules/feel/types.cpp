#include "rules/feel/types.h"

#include <algorithm>
#include <optional>

namespace shipwitness::rules::feel {
namespace {

struct Named {
    std::string_view name;
    bool (*holds)(const Value&);
};

template <class T>
bool is(const Value& value) {
    return value.as<T>() != nullptr;
}

constexpr Named kTypes[] = {
    {"Any", [](const Value&) { return true; }},
    {"any", [](const Value&) { return true; }},
    {"number", is<Decimal>},
    {"string", is<std::string>},
    {"boolean", is<bool>},
    {"date", is<Date>},
    {"time", is<Time>},
    {"date and time", is<DateTime>},
    {"dateTime", is<DateTime>},
    {"days and time duration", is<DaysTime>},
    {"dayTimeDuration", is<DaysTime>},
    {"years and months duration", is<YearsMonths>},
    {"yearMonthDuration", is<YearsMonths>},
    {"list", [](const Value& value) { return value.list() != nullptr; }},
    {"context", [](const Value& value) { return value.context() != nullptr; }},
    {"function", [](const Value& value) { return value.function() != nullptr; }},
    {"range", [](const Value& value) { return value.range() != nullptr; }},
};

}  // namespace

Value instance_of(const Value& value, std::string_view type) {
    if (type == "Null") {
        return Value(value.is_null());
    }
    if (type.starts_with("list<") && type.ends_with(">")) {
        if (value.list() == nullptr) {
            return Value(false);
        }
        const std::string_view inner = type.substr(5, type.size() - 6);
        return Value(std::all_of(value.list()->begin(), value.list()->end(),
                                 [inner](const Value& item) { return instance_of(item, inner) == Value(true); }));
    }
    for (const Named& each : kTypes) {
        if (each.name == type) {
            return Value(!value.is_null() && each.holds(value));
        }
    }
    return {};
}

}  // namespace shipwitness::rules::feel
