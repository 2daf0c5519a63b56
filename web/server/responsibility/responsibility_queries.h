#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claims/facts.h"
#include "storage/database.h"
#include "web/server/responsibility/cause_table.h"
#include "web/server/responsibility/decision.h"

namespace shipwitness::web {

/// An agent's word about a fact, with the agent's name.
struct AgentFact {
    claims::FactEntry entry;
    std::string by_name;
};

/// All that agents said about the lines of a claim, by line, oldest first.
[[nodiscard]] std::map<int, std::vector<AgentFact>> agent_facts_of(storage::Connection& connection,
                                                                   const ClaimId& claim);
void add_agent_fact(storage::Connection& connection, const ClaimId& claim, int line, const claims::FactEntry& entry);

/// The decisions that stand, by line.
[[nodiscard]] std::map<int, Decision> decisions_of(storage::Connection& connection, const ClaimId& claim);
/// Keeps the decision, and the table it was made by when it is the first of that version.
void add_decision(storage::Connection& connection, const ClaimId& claim, int line, const Decision& decision,
                  const CauseTable& table);

}  // namespace shipwitness::web
