#include "web/server/desk/actions.h"

#include <algorithm>
#include <vector>

#include "web/server/app/json.h"
#include "web/server/desk/answer.h"
#include "web/server/desk/promise.h"
#include "web/server/desk/refusal.h"

namespace shipwitness::web {
namespace {

using http::Json;

/// Tells which waits began or ended between two standings.
void tell_waits(storage::Connection& connection, const ClaimId& claim, const Author& author, const Standing& before,
                const Standing& after, Timestamp now) {
    const auto tell = [&](const char* whom, bool was, bool is) {
        if (was != is) {
            append_event(connection, claim, now, is ? EventKind::waiting_started : EventKind::waiting_ended, author,
                         Visibility::shared, {{"for", whom}}, after);
        }
    };
    tell("buyer", before.waiting_buyer_since.has_value(), after.waiting_buyer_since.has_value());
    tell("carrier", before.waiting_carrier_since.has_value(), after.waiting_carrier_since.has_value());
}

/// An earlier closing letter is still on its way: it is queued, and nobody has reopened or written since.
bool closing_is_under_way(storage::Connection& connection, const ClaimId& claim) {
    const auto events = events_of(connection, claim);
    const auto last = std::find_if(events.rbegin(), events.rend(),
                                   [](const Event& event) { return event.kind == EventKind::closing_written; });
    if (last == events.rend()) {
        return false;
    }
    const auto letter = last->data.value("letter", "");
    return std::none_of(events.rbegin(), last, [&](const Event& event) {
        const bool settled = event.kind == EventKind::letter_failed || event.kind == EventKind::letter_sent ||
                             event.kind == EventKind::claim_closed;
        return event.author.kind == Author::Kind::buyer || (settled && event.data.value("letter", "") == letter);
    });
}

}  // namespace

Result<void> answer_buyer(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                          const ReplyInput& input) {
    const auto now = app.clock.now();
    if (input.promised && *input.promised <= now) {
        return invalid_field("promised_at", "out_of_range", "must lie in the future");
    }
    const auto& claim = found.claim;
    if (input.stage == ReplyStage::refusal && staff.role == Role::agent) {
        return propose_refusal(app, connection, claim, staff, input);
    }
    if (input.stage == ReplyStage::refusal && claim.standing.refusal_proposed) {
        return fail(ErrorKind::conflict, "refusal_waits", "A refusal waits for a second person; settle that first.");
    }
    auto after = after_message(claim.standing, input.stage, now, input.promised.value_or(next_promise(app)));
    if (!after) {
        return tl::unexpected(after.error());
    }
    if (staff.role == Role::manager) {
        after->escalated.reset();
    }
    const auto author = Author::of(staff.id, staff.name);
    send_answer(app, connection, claim, author, {input.stage, input.words}, *after);
    tell_waits(connection, claim.number, author, claim.standing, *after, now);
    return {};
}

Result<void> add_note(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                      const std::string& words) {
    append_event(connection, found.claim.number, app.clock.now(), EventKind::note_added,
                 Author::of(staff.id, staff.name), Visibility::internal, {{"words", words}}, found.claim.standing);
    return {};
}

Result<void> set_waiting(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                         WaitFor whom) {
    const auto now = app.clock.now();
    const auto& before = found.claim.standing;
    const auto after = after_waiting(before, whom, found.every_line_decided(), now, next_promise(app));
    if (!after) {
        return tl::unexpected(after.error());
    }
    tell_waits(connection, found.claim.number, Author::of(staff.id, staff.name), before, *after, now);
    return {};
}

Result<void> write_closing(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                           const std::string& words) {
    const auto now = app.clock.now();
    const auto& claim = found.claim;
    const auto after = after_closing_words(claim.standing, found.every_line_decided());
    if (!after) {
        return tl::unexpected(after.error());
    }
    if (closing_is_under_way(connection, claim.number)) {
        return fail(ErrorKind::conflict, "closing_under_way", "The closing letter is already on its way.");
    }
    const auto letter = write_letter(app, connection, draft_for(claim, LetterKind::claim_closed, staff.name, words));
    const auto author = Author::of(staff.id, staff.name);
    append_event(connection, claim.number, now, EventKind::closing_written, author, Visibility::shared,
                 {{"words", words}, {"letter", letter}}, *after);
    tell_waits(connection, claim.number, author, claim.standing, *after, now);
    return {};
}

Result<void> reopen(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                    const std::optional<std::string>& words) {
    if (found.claim.standing.state != claims::ClaimState::closed) {
        return fail(ErrorKind::conflict, "claim_not_closed", "The claim is open.");
    }
    const auto after = after_reopening(found.claim.standing, next_promise(app));
    if (!after) {
        return tl::unexpected(after.error());
    }
    append_event(connection, found.claim.number, app.clock.now(), EventKind::claim_reopened,
                 Author::of(staff.id, staff.name), Visibility::shared, {{"words", to_json(words)}}, *after);
    return {};
}

}  // namespace shipwitness::web
