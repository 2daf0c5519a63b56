#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "web/server/app/json.h"
#include "web/server/desk/actions.h"
#include "web/server/desk/line_view.h"
#include "web/server/desk/promise.h"

namespace shipwitness::web {
namespace {

using claims::FactEntry;
using claims::FactSource;
using claims::FactState;
using http::Json;

tl::unexpected<Error> unknown_line(int line) {
    return fail(ErrorKind::not_found, "line_unknown", fmt::format("The claim has no line {}.", line));
}

/// The entry that the input means. Fails when the table has no such fact, or no such word for it.
Result<FactEntry> entry_of(const FactInput& input, const rules::Model& table, const Staff& staff, Timestamp now) {
    const auto infos = table.facts(claims::kCauseDecision);
    const auto info = std::ranges::find(infos, input.fact, &rules::FactInfo::name);
    if (info == infos.end()) {
        return fail(ErrorKind::not_found, "fact_unknown",
                    fmt::format("The table of causes knows no fact {}.", input.fact));
    }
    FactEntry entry{input.fact, FactState::unknown, "", FactSource::agent, staff.id, now, input.words.value_or("")};
    if (input.value == "unobtainable") {
        entry.state = FactState::unobtainable;
    } else if (input.value) {
        const bool allowed = info->allowed.empty() || std::ranges::any_of(info->allowed, [&](const auto& value) {
                                 return rules::to_plain(value) == *input.value;
                             });
        if (!allowed) {
            return invalid_field("value", "unknown_value",
                                 fmt::format("is no word that the table has for {}", input.fact));
        }
        entry.state = FactState::known;
        entry.value = *input.value;
    }
    return entry;
}

Json value_json(const std::optional<FactEntry>& entry) {
    if (!entry || entry->state == FactState::unknown) {
        return nullptr;
    }
    return entry->state == FactState::unobtainable ? Json("unobtainable") : Json(entry->value);
}

Json decided_json(int line, const Decision& decision, Role decider) {
    auto data = decision_json(decision);
    data.erase("by");
    data.erase("at");
    data["line"] = line;
    data["role"] = to_text(decider);
    return data;
}

}  // namespace

Result<void> set_fact(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                      const FactInput& input) {
    auto* line = found.find(input.line);
    if (line == nullptr) {
        return unknown_line(input.line);
    }
    const auto now = app.clock.now();
    const auto entry = entry_of(input, found.table->model, staff, now);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    const auto standing = after_work(found.claim.standing);
    if (!standing) {
        return tl::unexpected(standing.error());
    }
    const auto previous = line->facts.standing(input.fact);
    add_agent_fact(connection, found.claim.number, input.line, *entry);
    append_event(connection, found.claim.number, now, EventKind::fact_set, Author::of(staff.id, staff.name),
                 Visibility::internal,
                 {{"line", input.line},
                  {"fact", input.fact},
                  {"value", value_json(*entry)},
                  {"previous", value_json(previous)},
                  {"words", to_json(input.words)}},
                 *standing);
    return {};
}

Result<void> decide_line(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                         int number, const DecisionInput& input) {
    auto* line = found.find(number);
    if (line == nullptr) {
        return unknown_line(number);
    }
    auto decision = decide(input, line->proposal);
    if (!decision) {
        return tl::unexpected(decision.error());
    }
    const auto now = app.clock.now();
    decision->facts = facts_as_they_stand(*line, found.table->model);
    decision->table = found.table->file;
    decision->table_sha256 = found.table->sha256;
    decision->by = staff.id;
    decision->by_name = staff.name;
    decision->at = now;
    line->decision = *decision;
    const auto& before = found.claim.standing;
    const auto standing = after_decision(before, found.every_line_decided(), next_promise(app));
    if (!standing) {
        return tl::unexpected(standing.error());
    }
    add_decision(connection, found.claim.number, number, *decision, *found.table);
    append_event(connection, found.claim.number, now, EventKind::line_decided, Author::of(staff.id, staff.name),
                 Visibility::internal, decided_json(number, *decision, staff.role), *standing);
    if (before.waiting_buyer_since && !standing->waiting_buyer_since) {
        append_event(connection, found.claim.number, now, EventKind::waiting_ended, Author::system(),
                     Visibility::internal, {{"for", "buyer"}}, *standing);
    }
    return {};
}

}  // namespace shipwitness::web
