#include "web/server/desk/claim_case.h"

#include <algorithm>
#include <utility>

#include "web/server/claims/claim_queries.h"
#include "web/server/orders/order_queries.h"
#include "web/server/packing/session_queries.h"
#include "web/server/responsibility/gathered_facts.h"

namespace shipwitness::web {
namespace {

std::vector<claims::FactEntry> entries_of(const std::vector<AgentFact>& agents) {
    std::vector<claims::FactEntry> entries;
    entries.reserve(agents.size());
    for (const auto& agent : agents) {
        entries.push_back(agent.entry);
    }
    return entries;
}

}  // namespace

LineCase* ClaimCase::find(int line) {
    const auto found = std::ranges::find_if(lines, [line](const LineCase& each) { return each.line.line == line; });
    return found == lines.end() ? nullptr : &*found;
}

bool ClaimCase::every_line_decided() const {
    return std::ranges::all_of(lines, [](const LineCase& line) { return line.decision.has_value(); });
}

std::optional<ClaimCase> find_case(const App& app, storage::Connection& connection, const ClaimId& number,
                                   Language language) {
    auto claim = find_claim(connection, number);
    if (!claim) {
        return std::nullopt;
    }
    ClaimCase found{std::move(*claim), {}, {}, app.causes->current(), {}};
    found.order = find_order(connection, found.claim.order).value();
    found.sessions = sessions_of_order(connection, found.claim.order);
    auto agents = agent_facts_of(connection, number);
    auto decisions = decisions_of(connection, number);
    const CaseRecord record{found.claim,
                            found.order,
                            found.sessions,
                            app.clock.now(),
                            app.settings.orders_utc_offset,
                            app.settings.handovers_recorded};
    const auto words = language == Language::ru ? rules::Language::russian : rules::Language::english;
    for (const auto& line : found.claim.lines) {
        LineCase each{line, {}, std::move(agents[line.line]), {}, std::nullopt};
        each.facts = gather_facts(record, line, entries_of(each.agents));
        each.proposal =
            claims::propose(found.table->model, usable_facts(each.facts, found.table->model), words).value();
        if (const auto decision = decisions.find(line.line); decision != decisions.end()) {
            each.decision = std::move(decision->second);
        }
        found.lines.push_back(std::move(each));
    }
    return found;
}

rules::Facts usable_facts(const claims::LineFacts& facts, const rules::Model& table) {
    const auto all = facts.for_rules();
    rules::Facts usable;
    for (const auto& info : table.facts(claims::kCauseDecision)) {
        if (all.unobtainable.contains(info.name)) {
            usable.unobtainable.insert(info.name);
        }
        const auto known = all.known.find(info.name);
        if (known != all.known.end() &&
            (info.allowed.empty() || std::ranges::find(info.allowed, known->second) != info.allowed.end())) {
            usable.known.insert(*known);
        }
    }
    return usable;
}

std::map<std::string, std::optional<std::string>> facts_as_they_stand(const LineCase& line, const rules::Model& table) {
    const auto usable = usable_facts(line.facts, table);
    std::map<std::string, std::optional<std::string>> facts;
    for (const auto& info : table.facts(claims::kCauseDecision)) {
        const auto known = usable.known.find(info.name);
        if (known != usable.known.end()) {
            facts[info.name] = rules::to_plain(known->second);
        } else if (usable.unobtainable.contains(info.name)) {
            facts[info.name] = "unobtainable";
        } else {
            facts[info.name] = std::nullopt;
        }
    }
    return facts;
}

}  // namespace shipwitness::web
