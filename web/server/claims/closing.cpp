#include "web/server/claims/closing.h"

#include <algorithm>

#include "claims/life_cycle.h"
#include "core/log.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/claims/events.h"

namespace shipwitness::web {

namespace {

bool by_buyer(const Event& event) {
    return event.author.kind == Author::Kind::buyer &&
           (event.kind == EventKind::buyer_message || event.kind == EventKind::not_solved);
}

/// The letter closes the claim: it carries the last closing words, and nothing of the buyer's came after them.
bool closes(const std::vector<Event>& events, const Letter& letter) {
    const auto closing = std::find_if(events.rbegin(), events.rend(),
                                      [](const Event& event) { return event.kind == EventKind::closing_written; });
    return closing != events.rend() && closing->data.value("letter", "") == letter.id &&
           std::none_of(events.rbegin(), closing, by_buyer);
}

void close_claim(storage::Connection& connection, const ClaimId& claim, const Letter& letter, Standing standing,
                 Timestamp now) {
    const auto next = claims::after(standing.state, claims::Step::close,
                                    {.every_line_decided = true,
                                     .closing_letter_accepted = true,
                                     .answered_by_person = letter.automation == Automation::person});
    if (!next) {
        log_warning("claim " + claim.text() + " stays open: " + next.error().code);
        return;
    }
    standing.state = *next;
    standing.closed = now;
    standing.next_answer_by = std::nullopt;
    standing.waiting_buyer_since = std::nullopt;
    standing.waiting_carrier_since = std::nullopt;
    standing.escalated = std::nullopt;
    append_event(connection, claim, now, EventKind::claim_closed, Author::system(), Visibility::shared,
                 {{"letter", letter.id}}, standing);
}

}  // namespace

void note_letter_sent(storage::Connection& connection, const Letter& letter, Timestamp now) {
    const auto standing = letter.claim ? find_standing(connection, *letter.claim) : std::nullopt;
    if (!standing) {
        return;
    }
    append_event(connection, *letter.claim, now, EventKind::letter_sent, Author::system(), Visibility::internal,
                 {{"letter", letter.id}, {"kind", to_text(letter.kind)}}, *standing);
    if (letter.kind == LetterKind::claim_closed && closes(events_of(connection, *letter.claim), letter)) {
        close_claim(connection, *letter.claim, letter, *standing, now);
    }
}

void note_letter_failed(storage::Connection& connection, const Letter& letter, const std::string& why, Timestamp now) {
    const auto standing = letter.claim ? find_standing(connection, *letter.claim) : std::nullopt;
    if (standing) {
        append_event(connection, *letter.claim, now, EventKind::letter_failed, Author::system(), Visibility::internal,
                     {{"letter", letter.id}, {"kind", to_text(letter.kind)}, {"error", why}}, *standing);
    }
}

}  // namespace shipwitness::web
