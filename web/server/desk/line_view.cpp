#include "web/server/desk/line_view.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "web/server/app/json.h"

namespace shipwitness::web {
namespace {

using claims::FactEntry;
using claims::FactSource;
using claims::FactState;
using http::Json;

/// The newest word of one source about a fact, whether or not it says a value.
const FactEntry* last_of(const claims::LineFacts& facts, std::string_view name, FactSource source) {
    const FactEntry* last = nullptr;
    for (const auto& entry : facts.history()) {
        if (entry.fact == name && entry.source == source) {
            last = &entry;
        }
    }
    return last;
}

Json value_of(const FactEntry* entry) {
    if (entry == nullptr || entry->state == FactState::unknown) {
        return nullptr;
    }
    return entry->state == FactState::unobtainable ? Json("unobtainable") : Json(entry->value);
}

/// Where the value was learnt; with no value, why the system has none.
Json words_of(const std::optional<FactEntry>& standing, const FactEntry* system) {
    const auto* spoken = standing ? &*standing : system;
    return spoken == nullptr || spoken->why.empty() ? Json(nullptr) : Json(spoken->why);
}

Json set_by(const std::optional<FactEntry>& standing, const std::vector<AgentFact>& agents) {
    if (!standing || standing->source != FactSource::agent) {
        return nullptr;
    }
    const auto agent =
        std::ranges::find_if(agents, [&](const AgentFact& each) { return each.entry.by == standing->by; });
    return {{"id", standing->by->text()}, {"name", agent == agents.end() ? "" : agent->by_name}};
}

Json fact_json(const LineCase& line, const rules::FactInfo& info) {
    const auto standing = line.facts.standing(info.name);
    const auto* system = last_of(line.facts, info.name, FactSource::system);
    Json allowed = Json::array();
    for (const auto& value : info.allowed) {
        allowed.push_back(rules::to_plain(value));
    }
    const bool by_agent = standing && standing->source == FactSource::agent;
    return {{"name", info.name},
            {"value", value_of(standing ? &*standing : nullptr)},
            {"source", standing ? Json(claims::to_text(standing->source)) : Json(nullptr)},
            {"allowed", std::move(allowed)},
            {"system_value", value_of(system)},
            {"buyer_value", value_of(last_of(line.facts, info.name, FactSource::buyer))},
            {"set_by", set_by(standing, line.agents)},
            {"set_at", by_agent ? Json(to_rfc3339(standing->at)) : Json(nullptr)},
            {"words", words_of(standing, system)}};
}

Json question_json(const claims::Proposal& proposal) {
    if (proposal.next_question.empty() || proposal.outcome == rules::Outcome::decided) {
        return nullptr;
    }
    return {{"fact", to_json(proposal.asks_for)}, {"text", proposal.next_question}};
}

std::string_view outcome_word(const claims::Proposal& proposal) {
    switch (proposal.outcome) {
        case rules::Outcome::decided:
            return "decided";
        case rules::Outcome::inquiry:
            return "inquiry";
        case rules::Outcome::open:
            break;
    }
    return proposal.next_question.empty() ? "by_hand" : "open";
}

}  // namespace

Json facts_json(const LineCase& line, const CauseTable& table) {
    Json facts = Json::array();
    for (const auto& info : table.model.facts(claims::kCauseDecision)) {
        facts.push_back(fact_json(line, info));
    }
    return facts;
}

Json proposal_json(const LineCase& line, const CauseTable& table, Language language) {
    const auto& proposal = line.proposal;
    const auto words = language == Language::ru ? rules::Language::russian : rules::Language::english;
    Json rows = Json::array();
    for (const int row : proposal.rows) {
        rows.push_back({{"row", row},
                        {"party", api_word(claims::party_of_row(table.model, row))},
                        {"reason", table.model.annotation(claims::kCauseDecision, row, "reason", words)}});
    }
    Json unknown = Json::array();
    Json unobtainable = Json::array();
    const auto usable = usable_facts(line.facts, table.model);
    for (const auto& fact : proposal.unknown) {
        (usable.unobtainable.contains(fact) ? unobtainable : unknown).push_back(fact);
    }
    const bool has_party = proposal.party && *proposal.party != claims::Party::ask;
    return {{"outcome", outcome_word(proposal)}, {"party", has_party ? Json(api_word(*proposal.party)) : Json(nullptr)},
            {"rows", std::move(rows)},           {"question", question_json(proposal)},
            {"unknown", std::move(unknown)},     {"unobtainable", std::move(unobtainable)}};
}

Json shares_json(const Decision& decision) {
    Json shares = Json::object();
    const auto add = [&](const char* party, int percent) {
        if (percent > 0) {
            shares[party] = percent;
        }
    };
    add("supplier", decision.shares.supplier);
    add("carrier", decision.shares.carrier);
    add("buyer", decision.shares.buyer);
    return shares;
}

Json decision_json(const Decision& decision) {
    Json facts = Json::object();
    for (const auto& [name, value] : decision.facts) {
        facts[name] = to_json(value);
    }
    return {{"party", api_word(decision.party)},
            {"shares", shares_json(decision)},
            {"proposed_party", decision.proposed ? Json(api_word(*decision.proposed)) : Json(nullptr)},
            {"override_reason", to_json(decision.override_reason)},
            {"rows", decision.rows},
            {"facts", std::move(facts)},
            {"table", decision.table},
            {"table_sha256", decision.table_sha256},
            {"by", {{"id", decision.by.text()}, {"name", decision.by_name}}},
            {"at", to_rfc3339(decision.at)}};
}

}  // namespace shipwitness::web
