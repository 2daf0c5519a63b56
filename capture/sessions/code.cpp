#include "capture/sessions/code.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace shipwitness::capture {
namespace {

constexpr std::string_view kControlPrefix = "SW:";
constexpr std::size_t kMaxOrderLength = 64;
constexpr std::array<std::pair<std::string_view, Control>, 4> kControls{{
    {"START", Control::start},
    {"END", Control::end},
    {"CANCEL", Control::cancel},
    {"NOTE", Control::note},
}};

// ASCII only, whatever the locale says: codes are no words of a language.
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) { return upper(c); });
    return result;
}

bool printable(char c) {
    return c >= ' ' && c <= '~';
}

std::optional<Control> control_named(std::string_view name) {
    const auto* const found =
        std::find_if(kControls.begin(), kControls.end(), [&](const auto& entry) { return entry.first == name; });
    return found == kControls.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::string_view trimmed(std::string_view read) {
    constexpr std::string_view kWhite = " \t\r\n\v\f";
    const std::size_t first = read.find_first_not_of(kWhite);
    if (first == std::string_view::npos) {
        return {};
    }
    return read.substr(first, read.find_last_not_of(kWhite) - first + 1);
}

Code parse_code(std::string_view code) {
    if (code.empty()) {
        return BadCode::empty;
    }
    if (!std::all_of(code.begin(), code.end(), printable)) {
        return BadCode::not_printable;
    }
    if (code.size() > kMaxOrderLength) {
        return BadCode::too_long;
    }
    const std::string name = upper(code);
    const bool prefixed = name.starts_with(kControlPrefix);
    const auto control = control_named(prefixed ? std::string_view(name).substr(kControlPrefix.size()) : name);
    if (control) {
        return *control;
    }
    if (prefixed) {
        return BadCode::control_unknown;
    }
    return OrderNumber(std::string(code));
}

std::string canonical(std::string_view code) {
    const Code parsed = parse_code(code);
    if (!std::holds_alternative<Control>(parsed)) {
        return std::string(code);
    }
    const std::string name = upper(code);
    return name.starts_with(kControlPrefix) ? name : std::string(kControlPrefix) + name;
}

}  // namespace shipwitness::capture
