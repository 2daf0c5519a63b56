#pragma once

#include <map>
#include <string>
#include <string_view>

#include "rules/dmn/definitions.h"

namespace shipwitness::rules::dmn {

/// FEEL's own name of a type ("date and time" for "dateTime", "feel:date and time"); empty when FEEL has no such type.
/// Editors' `integer`, `long` and `double` are numbers.
[[nodiscard]] std::string_view feel_type(std::string_view name);

/// A type reference without the prefix of its namespace.
[[nodiscard]] std::string without_prefix(std::string_view reference);

/// The value as the type wants it: a list of one for one and the reverse where that is what the type asks for
/// (OMG DMN 1.3, 10.3.2.9.4), null when the value is not of the type. A function stays one; under a function type its
/// arguments and its result are made to fit, too.
[[nodiscard]] Value coerced(const Value& value, const detail::Type& type);

/// Whether the value is of the type, allowed values included. null is of every type.
[[nodiscard]] bool conforms(const Value& value, const detail::Type& type);

/// The value with texts made dates, times and durations where the type says so: "2026-01-31".
[[nodiscard]] Value from_text(const Value& value, const detail::Type& type);

/// A type of FEEL by its name in FEEL; never null.
[[nodiscard]] detail::TypePtr basic_type(std::string_view feel_name);

}  // namespace shipwitness::rules::dmn
