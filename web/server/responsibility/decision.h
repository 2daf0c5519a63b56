#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/proposal.h"
#include "claims/vocabulary.h"
#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"

namespace shipwitness::web {

/// Per cent of each party; together 100.
struct Shares {
    int supplier = 0;
    int carrier = 0;
    int buyer = 0;

    bool operator==(const Shares&) const = default;
};

/// What a person wants to decide about a line.
struct DecisionInput {
    claims::Party party = claims::Party::supplier;  ///< never ask
    std::optional<Shares> shares{};                 ///< none: all of it, or equal parts
    std::optional<std::string> override_reason{};
};

/// What was decided, with all that it was decided on.
struct Decision {
    claims::Party party = claims::Party::supplier;
    Shares shares;
    std::optional<claims::Party> proposed;  ///< none: the table asked for more
    std::optional<std::string> override_reason;
    std::vector<int> rows;                                    ///< that applied
    std::map<std::string, std::optional<std::string>> facts;  ///< as they stood; "unobtainable", or none: unknown
    std::string table;                                        ///< its file's name
    std::string table_sha256;
    PersonId by;
    std::string by_name;
    Timestamp at;
};

/// Equal parts for a shared party, everything for a single one.
[[nodiscard]] Shares default_shares(claims::Party party);

/// Fills in the shares and what was proposed. Fails (invalid) with `override_reason_missing` when it differs from the
/// proposal, or there is none, and no reason is given; with `shares_wrong` when shares are given for a single party,
/// for others than the party's two, or do not make 100. Pure.
[[nodiscard]] Result<Decision> decide(const DecisionInput& input, const claims::Proposal& proposal);

/// The party's word in the API and the database: "supplier_carrier" where the table says "shared supplier+carrier".
[[nodiscard]] std::string_view api_word(claims::Party party);
[[nodiscard]] std::optional<claims::Party> party_of_api_word(std::string_view word);

}  // namespace shipwitness::web
