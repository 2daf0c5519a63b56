#include "web/server/responsibility/decision.h"

#include <array>
#include <stdexcept>

namespace shipwitness::web {
namespace {

using claims::Party;

constexpr std::array<std::pair<Party, std::string_view>, 6> kWords{{{Party::supplier, "supplier"},
                                                                    {Party::carrier, "carrier"},
                                                                    {Party::buyer, "buyer"},
                                                                    {Party::supplier_and_carrier, "supplier_carrier"},
                                                                    {Party::carrier_and_buyer, "carrier_buyer"},
                                                                    {Party::ask, "ask"}}};

bool fits(const Shares& shares, Party party) {
    const bool counted = shares.supplier >= 0 && shares.carrier >= 0 && shares.buyer >= 0 &&
                         shares.supplier + shares.carrier + shares.buyer == 100;
    const bool of_others = party == Party::supplier_and_carrier ? shares.buyer > 0 : shares.supplier > 0;
    return counted && !of_others;
}

Result<Shares> shares_for(const DecisionInput& input) {
    if (!input.shares) {
        return default_shares(input.party);
    }
    if (claims::is_shared(input.party) ? !fits(*input.shares, input.party)
                                       : *input.shares != default_shares(input.party)) {
        return fail(ErrorKind::invalid, "shares_wrong",
                    "Shares are whole per cents of the two parties that answer together, and make 100.",
                    {{"shares", "unknown_value", "must make 100 between the parties decided on"}});
    }
    return *input.shares;
}

}  // namespace

Shares default_shares(Party party) {
    switch (party) {
        case Party::supplier:
            return {.supplier = 100};
        case Party::carrier:
            return {.carrier = 100};
        case Party::buyer:
            return {.buyer = 100};
        case Party::supplier_and_carrier:
            return {.supplier = 50, .carrier = 50};
        case Party::carrier_and_buyer:
            return {.carrier = 50, .buyer = 50};
        case Party::ask:
            break;
    }
    throw std::logic_error("ask is never decided");
}

Result<Decision> decide(const DecisionInput& input, const claims::Proposal& proposal) {
    const auto proposed = proposal.party == Party::ask ? std::nullopt : proposal.party;
    if (proposed != input.party && !input.override_reason) {
        return fail(ErrorKind::invalid, "override_reason_missing",
                    "The decision differs from what the table proposes: say why.",
                    {{"override_reason", "required", "is needed when the decision differs from the proposal"}});
    }
    const auto shares = shares_for(input);
    if (!shares) {
        return tl::unexpected(shares.error());
    }
    Decision decision;
    decision.party = input.party;
    decision.shares = *shares;
    decision.proposed = proposed;
    decision.override_reason = input.override_reason;
    decision.rows = proposal.rows;
    return decision;
}

std::string_view api_word(Party party) {
    for (const auto& [known, word] : kWords) {
        if (known == party) {
            return word;
        }
    }
    throw std::logic_error("no such party");
}

std::optional<Party> party_of_api_word(std::string_view word) {
    for (const auto& [party, known] : kWords) {
        if (known == word) {
            return party;
        }
    }
    return std::nullopt;
}

}  // namespace shipwitness::web
