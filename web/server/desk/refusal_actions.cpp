#include <algorithm>
#include <vector>

#include "web/server/app/json.h"
#include "web/server/auth/people_queries.h"
#include "web/server/desk/actions.h"
#include "web/server/desk/answer.h"
#include "web/server/desk/promise.h"
#include "web/server/desk/refusal.h"

namespace shipwitness::web {
namespace {

using http::Json;

/// The refusal goes back to its writer, with what to think of.
Result<void> give_back(const App& app, storage::Connection& connection, const Claim& claim, const Staff& staff,
                       const Event& proposed, const std::optional<std::string>& words) {
    const bool own = proposed.author.person == staff.id;
    if (!own && !words) {
        return fail(ErrorKind::invalid, "words_missing", "Say what to think of: its writer wants to do better.",
                    {{"words", "required", "is needed when a colleague's refusal is given back"}});
    }
    auto after = claim.standing;
    after.refusal_proposed.reset();
    append_event(connection, claim.number, app.clock.now(), EventKind::refusal_returned,
                 Author::of(staff.id, staff.name), Visibility::internal, {{"words", to_json(words)}}, after);
    return {};
}

Result<void> confirm(const App& app, storage::Connection& connection, ClaimCase found, const Staff& staff,
                     const Event& proposed) {
    if (proposed.author.person == staff.id) {
        return fail(ErrorKind::forbidden, "second_person_needed",
                    "A refusal goes out when somebody else has looked at it too.");
    }
    auto& claim = found.claim;
    claim.standing.refusal_proposed.reset();
    const auto now = app.clock.now();
    const auto refusal = proposed_refusal(proposed);
    const Json confirmed_by{{"id", staff.id.text()}, {"name", staff.name}};
    if (refusal.stage == ReplyStage::closing) {
        return send_closing(app, connection, found, proposed.author, {refusal.stage, refusal.words, confirmed_by});
    }
    // What was promised while it was written may be past by now.
    const auto promise = refusal.promised && *refusal.promised > now ? *refusal.promised : next_promise(app);
    const auto after = after_message(claim.standing, refusal.stage, now, promise);
    if (!after) {
        return tl::unexpected(after.error());
    }
    send_answer(app, connection, claim, proposed.author, {refusal.stage, refusal.words, confirmed_by}, *after);
    return {};
}

}  // namespace

std::optional<Event> waiting_refusal(const Claim& claim, const std::vector<Event>& events) {
    if (!claim.standing.refusal_proposed) {
        return std::nullopt;
    }
    const auto last = std::find_if(events.rbegin(), events.rend(),
                                   [](const Event& event) { return event.kind == EventKind::refusal_proposed; });
    return last == events.rend() ? std::nullopt : std::optional(*last);
}

ProposedRefusal proposed_refusal(const Event& event) {
    const auto promised = event.data.find("promised_at");
    return {reply_stage(event.data.value("stage", to_text(ReplyStage::refusal))), event.data.value("words", ""),
            promised != event.data.end() && promised->is_string() ? parse_rfc3339(promised->get<std::string>())
                                                                  : std::nullopt};
}

Result<void> propose_refusal(const App& app, storage::Connection& connection, const Claim& claim, const Staff& staff,
                             const ReplyInput& input) {
    const auto now = app.clock.now();
    const auto after = after_proposed_refusal(claim.standing, now);
    if (!after) {
        return tl::unexpected(after.error());
    }
    append_event(connection, claim.number, now, EventKind::refusal_proposed, Author::of(staff.id, staff.name),
                 Visibility::internal,
                 {{"stage", to_text(input.stage)}, {"words", input.words}, {"promised_at", to_json(input.promised)}},
                 *after);
    return {};
}

Result<void> settle_refusal(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                            const SecondLook& look) {
    const auto proposed = waiting_refusal(found.claim, events_of(connection, found.claim.number));
    if (!proposed) {
        return fail(ErrorKind::conflict, "no_refusal_waits", "No refusal of this claim waits for a second person.");
    }
    return look.verdict == SecondLook::Verdict::confirm
               ? confirm(app, connection, found, staff, *proposed)
               : give_back(app, connection, found.claim, staff, *proposed, look.words);
}

Result<void> assign(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                    Assignment assignment) {
    const auto& standing = found.claim.standing;
    const bool take = assignment == Assignment::take;
    if (take ? standing.assignee == staff.id : !standing.assignee) {
        return {};
    }
    if (!take && standing.assignee != staff.id && staff.role != Role::manager) {
        return fail(ErrorKind::forbidden, "claim_not_yours",
                    "A colleague has this claim; take it, if it is yours now.");
    }
    const auto after = after_assignment(standing, take ? std::optional(staff.id) : std::nullopt);
    if (!after) {
        return tl::unexpected(after.error());
    }
    const auto before = standing.assignee ? name_of_person(connection, *standing.assignee) : std::nullopt;
    append_event(connection, found.claim.number, app.clock.now(),
                 take ? EventKind::claim_taken : EventKind::claim_given_back, Author::of(staff.id, staff.name),
                 Visibility::internal, take ? Json{{"from", to_json(before)}} : Json::object(), *after);
    return {};
}

}  // namespace shipwitness::web
