#include "web/server/responsibility/responsibility_queries.h"

#include <stdexcept>
#include <string_view>
#include <utility>

#include "http/json.h"

namespace shipwitness::web {
namespace {

using claims::FactState;
using http::Json;

std::string_view word_of(FactState state) {
    switch (state) {
        case FactState::known:
            return "known";
        case FactState::unknown:
            return "unknown";
        case FactState::unobtainable:
            return "unobtainable";
    }
    throw std::logic_error("no such state of a fact");
}

FactState state_of(std::string_view word) {
    for (const auto state : {FactState::known, FactState::unknown, FactState::unobtainable}) {
        if (word_of(state) == word) {
            return state;
        }
    }
    throw std::logic_error("claim_facts.state holds an unknown word");
}

Json json_of(const std::map<std::string, std::optional<std::string>>& facts) {
    Json object = Json::object();
    for (const auto& [name, value] : facts) {
        object[name] = value ? Json(*value) : Json(nullptr);
    }
    return object;
}

std::map<std::string, std::optional<std::string>> facts_of(const std::string& text) {
    std::map<std::string, std::optional<std::string>> facts;
    const auto object = Json::parse(text);
    for (const auto& [name, value] : object.items()) {
        facts[name] = value.is_null() ? std::nullopt : std::optional(value.get<std::string>());
    }
    return facts;
}

std::optional<std::string> word_of(const std::optional<claims::Party>& party) {
    return party ? std::optional(std::string(api_word(*party))) : std::nullopt;
}

}  // namespace

std::map<int, std::vector<AgentFact>> agent_facts_of(storage::Connection& connection, const ClaimId& claim) {
    std::map<int, std::vector<AgentFact>> facts;
    for (const auto& row :
         connection.query("select f.line, f.fact, f.state, f.value, f.person, f.at_us, f.words, p.name "
                          "from claim_facts f join people p on p.id = f.person where f.claim = $1 order by f.id",
                          claim)) {
        facts[static_cast<int>(row.integer(0))].push_back(
            {{row.text(1), state_of(row.text(2)), row.text(3), claims::FactSource::agent, PersonId(row.text(4)),
              row.timestamp(5), row.maybe_text(6).value_or("")},
             row.text(7)});
    }
    return facts;
}

void add_agent_fact(storage::Connection& connection, const ClaimId& claim, int line, const claims::FactEntry& entry) {
    const auto words = entry.why.empty() ? std::nullopt : std::optional(entry.why);
    connection.execute(
        "insert into claim_facts (claim, line, fact, state, value, person, at_us, words) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8)",
        claim, line, entry.fact, word_of(entry.state), entry.value, entry.by, entry.at, words);
}

std::map<int, Decision> decisions_of(storage::Connection& connection, const ClaimId& claim) {
    std::map<int, Decision> decisions;
    for (const auto& row : connection.query(
             "select d.line, d.party, d.supplier_percent, d.carrier_percent, d.buyer_percent, d.proposed_party, "
             "d.override_reason, d.rows, d.facts, t.file, d.table_sha256, d.person, p.name, d.at_us "
             "from claim_decisions d join cause_tables t on t.sha256 = d.table_sha256 "
             "join people p on p.id = d.person "
             "where d.claim = $1 and d.id = (select max(id) from claim_decisions where claim = d.claim and line = "
             "d.line)",
             claim)) {
        Decision decision;
        decision.party = party_of_api_word(row.text(1)).value();
        decision.shares = {static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3)),
                           static_cast<int>(row.integer(4))};
        const auto proposed = row.maybe_text(5);
        decision.proposed = proposed ? party_of_api_word(*proposed) : std::nullopt;
        decision.override_reason = row.maybe_text(6);
        decision.rows = Json::parse(row.text(7)).get<std::vector<int>>();
        decision.facts = facts_of(row.text(8));
        decision.table = row.text(9);
        decision.table_sha256 = row.text(10);
        decision.by = PersonId(row.text(11));
        decision.by_name = row.text(12);
        decision.at = row.timestamp(13);
        decisions.emplace(static_cast<int>(row.integer(0)), std::move(decision));
    }
    return decisions;
}

void add_decision(storage::Connection& connection, const ClaimId& claim, int line, const Decision& decision,
                  const CauseTable& table) {
    connection.execute(
        "insert into cause_tables (sha256, file, xml, first_us) values ($1, $2, $3, $4) on conflict do nothing",
        table.sha256, table.file, table.xml, decision.at);
    connection.execute(
        "insert into claim_decisions (claim, line, party, supplier_percent, carrier_percent, buyer_percent, "
        "proposed_party, override_reason, rows, facts, table_sha256, person, at_us) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        claim, line, api_word(decision.party), decision.shares.supplier, decision.shares.carrier, decision.shares.buyer,
        word_of(decision.proposed), decision.override_reason, Json(decision.rows).dump(),
        json_of(decision.facts).dump(), table.sha256, decision.by, decision.at);
}

}  // namespace shipwitness::web
