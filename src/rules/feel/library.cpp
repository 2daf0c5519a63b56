#include "rules/feel/library.h"

#include <algorithm>
#include <map>
#include <optional>

#include "rules/feel/function.h"
#include "rules/feel/library_parts.h"

namespace shipwitness::rules::feel {
namespace {

using Registry = std::map<std::string_view, std::vector<LibraryFunction>>;

Registry make_registry() {
    Registry registry;
    for (const auto part : {conversion_functions(), text_functions(), number_functions(), list_functions(),
                            context_functions(), time_functions(), range_functions()}) {
        for (const LibraryFunction& function : part) {
            registry[function.name].push_back(function);
        }
    }
    return registry;
}

const Registry& registry() {
    static const Registry instance = make_registry();
    return instance;
}

bool takes_any_number(const LibraryFunction& function) {
    return !function.parameters.empty() && function.parameters.back() == "…";
}

/// The arguments as the function wants them; what may be left out is null. nullopt when they do not fit.
std::optional<List> fitting(const LibraryFunction& function, std::span<const Value> given,
                            std::span<const std::string> names) {
    if (takes_any_number(function)) {
        return names.empty() ? std::optional(List(given.begin(), given.end())) : std::nullopt;
    }
    if (given.size() > function.parameters.size() || given.size() < function.required) {
        return std::nullopt;
    }
    List arguments(function.parameters.size());
    if (names.empty()) {
        std::copy(given.begin(), given.end(), arguments.begin());
        return arguments;
    }
    std::size_t required_given = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto found = std::find(function.parameters.begin(), function.parameters.end(), names[i]);
        if (found == function.parameters.end()) {
            return std::nullopt;
        }
        const auto at = static_cast<std::size_t>(found - function.parameters.begin());
        required_given += at < function.required ? 1 : 0;
        arguments[at] = given[i];
    }
    return required_given == function.required ? std::optional(arguments) : std::nullopt;
}

}  // namespace

std::span<const LibraryFunction> library(std::string_view name) {
    const auto found = registry().find(name);
    return found == registry().end() ? std::span<const LibraryFunction>() : found->second;
}

Value call_library(std::string_view name, std::span<const Value> arguments, std::span<const std::string> names,
                   Budget& budget) {
    for (const LibraryFunction& function : library(name)) {
        if (const auto fit = fitting(function, arguments, names)) {
            if (Value result = function.body(*fit, budget); !result.is_null()) {
                return result;
            }
        }
    }
    return {};
}

}  // namespace shipwitness::rules::feel
