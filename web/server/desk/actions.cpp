#include "web/server/desk/actions.h"

#include <algorithm>
#include <vector>

#include "core/random.h"
#include "web/server/app/json.h"
#include "web/server/desk/promise.h"
#include "web/server/letters/letters.h"

namespace shipwitness::web {
namespace {

using http::Json;

/// A letter to whom the claim says, with a person's words.
LetterDraft draft_for(const Claim& claim, LetterKind kind, const Staff& staff, const std::string& words) {
    LetterDraft draft;
    draft.kind = kind;
    // The event needs the letter's id and the letter a cause: a random one, since the transaction writes both or none.
    draft.cause = std::string(to_text(kind)) + ":" + random_hex(16);
    draft.recipient = claim.contact.email;
    draft.language = claim.language;
    draft.order = claim.order;
    draft.claim = claim.number;
    draft.automation = Automation::person;
    draft.values = {{"words", words}, {"author", staff.name}};
    return draft;
}

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
    auto after = after_message(claim.standing, input.stage, now, input.promised.value_or(next_promise(app)));
    if (!after) {
        return tl::unexpected(after.error());
    }
    if (staff.role == Role::manager) {
        after->escalated.reset();
    }
    auto draft = draft_for(claim, LetterKind::claim_answer, staff, input.words);
    if (after->next_answer_by) {
        draft.values["next_answer"] = moment_text(*after->next_answer_by, claim.language, app.settings.company.zone);
    }
    const auto letter = write_letter(app, connection, draft);
    const auto author = Author::of(staff.id, staff.name);
    append_event(connection, claim.number, now, EventKind::answer_sent, author, Visibility::shared,
                 {{"stage", to_text(input.stage)}, {"words", input.words}, {"letter", letter}}, *after);
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
    const auto letter = write_letter(app, connection, draft_for(claim, LetterKind::claim_closed, staff, words));
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
