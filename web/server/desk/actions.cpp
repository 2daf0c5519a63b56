#include "web/server/desk/actions.h"

#include <optional>

#include "web/server/app/json.h"
#include "web/server/desk/answer.h"
#include "web/server/desk/promise.h"
#include "web/server/desk/refusal.h"
#include "web/server/desk/second_look.h"

namespace shipwitness::web {
namespace {

bool is_held(storage::Connection& connection, ReplyStage stage, const ClaimCase& found, const Staff& staff) {
    return waits_for_second_person(stage, {found, events_of(connection, found.claim.number), staff.role});
}

}  // namespace

Result<void> answer_buyer(const App& app, storage::Connection& connection, ClaimCase& found, const Staff& staff,
                          const ReplyInput& input) {
    const auto now = app.clock.now();
    if (input.promised && *input.promised <= now) {
        return invalid_field("promised_at", "out_of_range", "must lie in the future");
    }
    const auto& claim = found.claim;
    if (is_held(connection, input.stage, found, staff)) {
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
    send_answer(app, connection, claim, author, {input.stage, input.words, std::nullopt, staff.role}, *after);
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
    if (is_held(connection, ReplyStage::closing, found, staff)) {
        // Who would have to look at a letter that cannot go out would look in vain.
        if (const auto after = may_close(connection, found); !after) {
            return tl::unexpected(after.error());
        }
        return propose_refusal(app, connection, found.claim, staff, {ReplyStage::closing, words, std::nullopt});
    }
    return send_closing(app, connection, found, Author::of(staff.id, staff.name),
                        {ReplyStage::closing, words, std::nullopt, staff.role});
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
