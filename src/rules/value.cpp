#include "rules/value.h"

#include "rules/feel/function.h"

namespace shipwitness::rules {
namespace {

template <class T>
const T* inside(const Value::Variant& variant) {
    const auto* shared = std::get_if<std::shared_ptr<const T>>(&variant);
    return shared == nullptr ? nullptr : shared->get();
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char sign : text) {
        const std::string_view escaped = sign == '"' ? "\\\"" : sign == '\\' ? "\\\\" : sign == '\n' ? "\\n" : "";
        result += escaped.empty() ? std::string_view(&sign, 1) : escaped;
    }
    return result + "\"";
}

std::string listed(const List& list) {
    std::string text = "[";
    for (const Value& item : list) {
        text += (text.size() > 1 ? ", " : "") + to_feel(item);
    }
    return text + "]";
}

std::string listed(const Context& context) {
    std::string text = "{";
    for (const auto& [name, value] : context) {
        text += (text.size() > 1 ? ", " : "") + name + ": " + to_feel(value);
    }
    return text + "}";
}

std::string listed(const Range& range) {
    const std::string start = range.start.is_null() ? "" : to_feel(range.start);
    const std::string end = range.end.is_null() ? "" : to_feel(range.end);
    return (range.open_start ? "(" : "[") + start + ".." + end + (range.open_end ? ")" : "]");
}

/// One text per kind of value; `Quote` wraps texts and dates where FEEL needs it.
template <class Text, class Temporal>
std::string printed(const Value& value, Text text, Temporal temporal) {
    if (value.is_null()) {
        return "null";
    }
    if (const auto* truth = value.as<bool>()) {
        return *truth ? "true" : "false";
    }
    if (const auto* number = value.as<Decimal>()) {
        return number->to_text();
    }
    if (const auto* string = value.as<std::string>()) {
        return text(*string);
    }
    if (const auto* date = value.as<Date>()) {
        return temporal("date", date->to_text());
    }
    if (const auto* time = value.as<Time>()) {
        return temporal("time", time->to_text());
    }
    if (const auto* moment = value.as<DateTime>()) {
        return temporal("date and time", moment->to_text());
    }
    if (const auto* months = value.as<YearsMonths>()) {
        return temporal("duration", months->to_text());
    }
    if (const auto* days = value.as<DaysTime>()) {
        return temporal("duration", days->to_text());
    }
    if (value.list() != nullptr) {
        return listed(*value.list());
    }
    if (value.context() != nullptr) {
        return listed(*value.context());
    }
    return value.range() != nullptr ? listed(*value.range()) : "function";
}

}  // namespace

const List* Value::list() const {
    return inside<List>(variant_);
}

const Context* Value::context() const {
    return inside<Context>(variant_);
}

const Range* Value::range() const {
    return inside<Range>(variant_);
}

const Function* Value::function() const {
    return inside<Function>(variant_);
}

bool Value::operator==(const Value& other) const {
    if (list() != nullptr && other.list() != nullptr) {
        return *list() == *other.list();
    }
    if (context() != nullptr && other.context() != nullptr) {
        return *context() == *other.context();
    }
    if (range() != nullptr && other.range() != nullptr) {
        const Range& a = *range();
        const Range& b = *other.range();
        return a.start == b.start && a.end == b.end && a.open_start == b.open_start && a.open_end == b.open_end;
    }
    return variant_ == other.variant_;
}

std::string to_feel(const Value& value) {
    return printed(value, quoted, [](const char* function, const std::string& text) {
        return std::string(function) + "(\"" + text + "\")";
    });
}

std::string to_plain(const Value& value) {
    return printed(
        value, [](const std::string& text) { return text; },
        [](const char* /*function*/, const std::string& text) { return text; });
}

}  // namespace shipwitness::rules
