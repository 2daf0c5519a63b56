#include "claims/vocabulary.h"

#include <algorithm>

namespace shipwitness::claims {
namespace {

template <class T, std::size_t size>
std::optional<T> parse(const std::array<T, size>& all, std::string_view text) {
    const auto found = std::find_if(all.begin(), all.end(), [text](T each) { return to_text(each) == text; });
    return found == all.end() ? std::nullopt : std::optional<T>(*found);
}

}  // namespace

std::string_view to_text(LineKind kind) {
    switch (kind) {
        case LineKind::delay:
            return "delay";
        case LineKind::lost:
            return "lost";
        case LineKind::content:
            return "content";
        case LineKind::visible:
            return "visible";
        case LineKind::hidden:
            return "hidden";
    }
    return {};
}

std::string_view to_text(Party party) {
    switch (party) {
        case Party::supplier:
            return "supplier";
        case Party::carrier:
            return "carrier";
        case Party::buyer:
            return "buyer";
        case Party::supplier_and_carrier:
            return "shared supplier+carrier";
        case Party::carrier_and_buyer:
            return "shared carrier+buyer";
        case Party::ask:
            return "ask";
    }
    return {};
}

std::string_view to_text(ClaimState state) {
    switch (state) {
        case ClaimState::received:
            return "received";
        case ClaimState::asking_buyer:
            return "asking_buyer";
        case ClaimState::investigating:
            return "investigating";
        case ClaimState::waiting_carrier:
            return "waiting_carrier";
        case ClaimState::decided:
            return "decided";
        case ClaimState::closed:
            return "closed";
    }
    return {};
}

std::string_view to_text(FactSource source) {
    switch (source) {
        case FactSource::system:
            return "system";
        case FactSource::buyer:
            return "buyer";
        case FactSource::agent:
            return "agent";
    }
    return {};
}

std::optional<LineKind> parse_line_kind(std::string_view text) {
    return parse(kLineKinds, text);
}

std::optional<Party> parse_party(std::string_view text) {
    return parse(kParties, text);
}

std::optional<ClaimState> parse_claim_state(std::string_view text) {
    return parse(kClaimStates, text);
}

std::optional<FactSource> parse_fact_source(std::string_view text) {
    return parse(kFactSources, text);
}

bool is_shared(Party party) {
    return party == Party::supplier_and_carrier || party == Party::carrier_and_buyer;
}

}  // namespace shipwitness::claims
