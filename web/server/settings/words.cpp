#include "web/server/settings/settings.h"

namespace shipwitness::web {

std::string_view to_text(Language language) {
    return language == Language::ru ? "ru" : "en";
}

std::optional<Language> parse_language(std::string_view text) {
    if (text == "ru") {
        return Language::ru;
    }
    return text == "en" ? std::optional(Language::en) : std::nullopt;
}

std::string_view to_text(Role role) {
    return role == Role::agent ? "agent" : "manager";
}

std::optional<Role> parse_role(std::string_view text) {
    if (text == "agent") {
        return Role::agent;
    }
    return text == "manager" ? std::optional(Role::manager) : std::nullopt;
}

}  // namespace shipwitness::web
