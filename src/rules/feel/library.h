#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/feel/interpreter.h"
#include "rules/value.h"

namespace shipwitness::rules::feel {

/// One way to call a function of FEEL's library (OMG DMN 1.3, 10.3.4).
struct LibraryFunction {
    std::string_view name;
    std::vector<std::string_view> parameters;  ///< a trailing "…" takes any number of arguments
    std::size_t required = 0;                  ///< how many of them must be given
    Value (*body)(std::span<const Value> arguments, Budget& budget);
};

/// The functions of that name, in the order in which they are tried; empty when the library has none.
[[nodiscard]] std::span<const LibraryFunction> library(std::string_view name);

/// Calls the first of them that takes the arguments. `names` is empty when the arguments are not named. Null when none
/// fits.
[[nodiscard]] Value call_library(std::string_view name, std::span<const Value> arguments,
                                 std::span<const std::string> names, Budget& budget);

/// Calls a function value.
[[nodiscard]] Value call(const Function& function, std::span<const Value> arguments, Budget& budget);

}  // namespace shipwitness::rules::feel
