#include "web/server/desk/answer.h"

#include <algorithm>
#include <utility>

#include "core/random.h"

namespace shipwitness::web {
namespace {

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

http::Json event_data(const AnswerToBuyer& answer, const std::string& letter) {
    http::Json data{{"words", answer.words}, {"letter", letter}, {"role", to_text(answer.writer)}};
    if (answer.stage != ReplyStage::closing) {
        data["stage"] = to_text(answer.stage);
    }
    if (answer.confirmed_by) {
        data["confirmed_by"] = *answer.confirmed_by;
    }
    return data;
}

}  // namespace

LetterDraft draft_for(const Claim& claim, LetterKind kind, const std::string& writer, const std::string& words) {
    LetterDraft draft;
    draft.kind = kind;
    // The event needs the letter's id and the letter a cause: a random one, since the transaction writes both or none.
    draft.cause = std::string(to_text(kind)) + ":" + random_hex(16);
    draft.recipient = claim.contact.email;
    draft.language = claim.language;
    draft.order = claim.order;
    draft.claim = claim.number;
    draft.automation = Automation::person;
    draft.values = {{"words", words}, {"author", writer}};
    return draft;
}

void send_answer(const App& app, storage::Connection& connection, const Claim& claim, const Author& writer,
                 const AnswerToBuyer& answer, const Standing& after) {
    auto draft = draft_for(claim, LetterKind::claim_answer, writer.name, answer.words);
    if (after.next_answer_by) {
        draft.values["next_answer"] = moment_text(*after.next_answer_by, claim.language, app.settings.company.zone);
    }
    const auto letter = write_letter(app, connection, draft);
    append_event(connection, claim.number, app.clock.now(), EventKind::answer_sent, writer, Visibility::shared,
                 event_data(answer, letter), after);
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

Result<Standing> may_close(storage::Connection& connection, const ClaimCase& found) {
    auto after = after_closing_words(found.claim.standing, found.every_line_decided());
    if (after && closing_is_under_way(connection, found.claim.number)) {
        return fail(ErrorKind::conflict, "closing_under_way", "The closing letter is already on its way.");
    }
    return after;
}

Result<void> send_closing(const App& app, storage::Connection& connection, const ClaimCase& found, const Author& writer,
                          const AnswerToBuyer& answer) {
    const auto& claim = found.claim;
    const auto after = may_close(connection, found);
    if (!after) {
        return tl::unexpected(after.error());
    }
    const auto letter =
        write_letter(app, connection, draft_for(claim, LetterKind::claim_closed, writer.name, answer.words));
    const auto now = app.clock.now();
    append_event(connection, claim.number, now, EventKind::closing_written, writer, Visibility::shared,
                 event_data(answer, letter), *after);
    tell_waits(connection, claim.number, writer, claim.standing, *after, now);
    return {};
}

}  // namespace shipwitness::web
