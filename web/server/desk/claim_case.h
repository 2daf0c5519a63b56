#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "claims/facts.h"
#include "claims/proposal.h"
#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/claims/claim.h"
#include "web/server/orders/order.h"
#include "web/server/packing/session.h"
#include "web/server/responsibility/cause_table.h"
#include "web/server/responsibility/decision.h"
#include "web/server/responsibility/responsibility_queries.h"

namespace shipwitness::web {

/// One line of a claim with all that bears on who answers for it.
struct LineCase {
    ClaimLine line;
    claims::LineFacts facts;
    std::vector<AgentFact> agents;  ///< agents' words, oldest first
    claims::Proposal proposal;
    std::optional<Decision> decision;
};

/// A claim as the desk works on it: read in one snapshot.
struct ClaimCase {
    Claim claim;
    Order order;
    std::vector<PackingSession> sessions;  ///< of the order
    std::shared_ptr<const CauseTable> table;
    std::vector<LineCase> lines;  ///< as the claim's

    [[nodiscard]] LineCase* find(int line);
    [[nodiscard]] bool every_line_decided() const;
};

/// Questions and reasons of the proposals are in `language`. None: no such claim.
[[nodiscard]] std::optional<ClaimCase> find_case(const App& app, storage::Connection& connection, const ClaimId& number,
                                                 Language language);

/// The facts that the table can use: those it has columns for, with words that it knows. A word recorded under an
/// earlier table which this one does not know counts as unknown. Pure.
[[nodiscard]] rules::Facts usable_facts(const claims::LineFacts& facts, const rules::Model& table);

/// What the facts that the table asks for are now: a word, "unobtainable", or none: unknown. Kept with decisions.
[[nodiscard]] std::map<std::string, std::optional<std::string>> facts_as_they_stand(const LineCase& line,
                                                                                    const rules::Model& table);

}  // namespace shipwitness::web
