#pragma once

#include <string_view>

namespace shipwitness::rules {

/// The languages in which the product speaks to people.
enum class Language { english, russian };

/// "en" or "ru", as in attributes, columns and options.
[[nodiscard]] constexpr std::string_view code_of(Language language) {
    return language == Language::russian ? "ru" : "en";
}

}  // namespace shipwitness::rules
