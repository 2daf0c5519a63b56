#include "claims/deadline/case.h"

#include <algorithm>

namespace shipwitness::claims::deadline {

std::string_view to_text(Kind kind) {
    switch (kind) {
        case Kind::delay:
            return "delay";
        case Kind::lost:
            return "lost";
        case Kind::content:
            return "content";
        case Kind::visible:
            return "visible";
        case Kind::hidden:
            return "hidden";
        case Kind::latent:
            return "latent";
    }
    return "";
}

std::optional<Kind> parse_kind(std::string_view text) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](Kind kind) { return to_text(kind) == text; });
    return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

std::vector<Kind> kinds_meant(const Case& given) {
    if (given.kinds.empty()) {
        return {kKinds.begin(), kKinds.end()};
    }
    const bool latent = given.terms.latent.value_or(given.discovered.has_value());
    std::vector<Kind> kinds = given.kinds;
    for (Kind& kind : kinds) {
        if (kind == Kind::hidden && latent) {
            kind = Kind::latent;
        } else if (kind == Kind::content && given.terms.apparent.value_or(false)) {
            kind = Kind::visible;
        }
    }
    return kinds;
}

}  // namespace shipwitness::claims::deadline
