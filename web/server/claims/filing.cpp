#include "web/server/claims/filing.h"

#include <algorithm>
#include <utility>

#include "claims/life_cycle.h"
#include "core/random.h"
#include "web/server/claims/claim_input.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/claims/claim_words.h"
#include "web/server/letters/letters.h"
#include "web/server/pictures/picture_queries.h"

namespace shipwitness::web {

namespace {

using claims::ClaimState;
using claims::Step;

constexpr std::size_t kNumberHalf = 4;
constexpr std::size_t kMaxWords = 4'000;

ClaimId new_number() {
    return ClaimId("C-" + random_base32(kNumberHalf) + "-" + random_base32(kNumberHalf));
}

Claim claim_from(const App& app, const Order& order, Language language, const ClaimInput& input) {
    Claim claim;
    claim.number = new_number();
    claim.order = order.number;
    claim.language = input.language.value_or(language);
    claim.contact = {input.contact_name.value_or(order.buyer.name), order.buyer.email,
                     input.contact_phone ? input.contact_phone : order.buyer.phone};
    claim.wish = input.wish;
    claim.acceptance = input.acceptance;
    claim.opened = app.clock.now();
    claim.lines = input.lines;
    claim.standing.state = ClaimState::received;
    claim.standing.next_answer_by = claim.opened + app.settings.answers.first;
    return claim;
}

/// A letter to the claim's buyer; more values are the caller's.
LetterDraft letter_about(const App& app, const Claim& claim, LetterKind kind, std::int64_t event) {
    LetterDraft draft;
    draft.kind = kind;
    draft.cause = std::string(to_text(kind)) + ":" + std::to_string(event);
    draft.recipient = claim.contact.email;
    draft.language = claim.language;
    draft.order = claim.order;
    draft.claim = claim.number;
    draft.values["name"] = claim.contact.name;
    if (claim.standing.next_answer_by) {
        draft.values["next_answer"] =
            moment_text(*claim.standing.next_answer_by, claim.language, app.settings.company.zone);
    }
    return draft;
}

Result<Claim> own_claim(storage::Connection& connection, const OrderNumber& order, const ClaimId& number) {
    auto claim = find_claim(connection, number);
    if (!claim || claim->order != order) {
        return fail(ErrorKind::not_found, "claim_unknown", "There is no such claim.");
    }
    return std::move(*claim);
}

Result<std::optional<std::string>> optional_words(const http::Json& json) {
    http::JsonReader in(json);
    auto words = in.maybe_text("words", {.min_length = 0, .max_length = kMaxWords, .multiline = true});
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return words && words->empty() ? std::nullopt : words;
}

bool answered_by_person(storage::Connection& connection, const ClaimId& claim) {
    const auto events = shared_events_of(connection, claim);
    return std::any_of(events.begin(), events.end(), [](const Event& event) {
        return event.author.kind == Author::Kind::person &&
               (event.kind == EventKind::answer_sent || event.kind == EventKind::closing_written);
    });
}

/// Where the claim stands once the buyer has written: the wait for them ends, a closed claim opens again.
Standing after_buyer(const App& app, Standing standing, Timestamp now) {
    const auto next = claims::after(standing.state, Step::buyer_writes, {});
    standing.state = next.value_or(standing.state);
    standing.next_answer_by = promise_after_message(standing.next_answer_by, now, app.settings.answers.next);
    standing.closed = std::nullopt;
    standing.waiting_buyer_since = std::nullopt;
    return standing;
}

/// Adds what the buyer did and then what follows from it, each an event of its own, and moves the claim to `after`.
std::int64_t tell_buyer(storage::Connection& connection, Claim& claim, Timestamp now, EventKind kind,
                        const http::Json& data, const Standing& after) {
    const Standing before = std::exchange(claim.standing, after);
    const auto tell = [&](EventKind what, Visibility visibility, const http::Json& with) {
        return append_event(connection, claim.number, now, what, Author::buyer(), visibility, with, after);
    };
    const std::int64_t event = tell(kind, Visibility::shared, data);
    if (before.waiting_buyer_since) {
        tell(EventKind::waiting_ended, Visibility::internal, {{"for", "buyer"}});
    }
    if (before.state == ClaimState::closed) {
        tell(EventKind::claim_reopened, Visibility::shared, http::Json::object());
    }
    return event;
}

void use_pictures(storage::Connection& connection, const Claim& claim, std::int64_t event) {
    for (const ClaimLine& line : claim.lines) {
        for (const std::string& id : line.pictures) {
            use_picture(connection, id, claim.number, line.line, event);
        }
    }
}

}  // namespace

Timestamp promise_after_message(const std::optional<Timestamp>& promised, Timestamp now,
                                std::chrono::milliseconds term) {
    return promised ? std::min(*promised, now + term) : now + term;
}

Result<ClaimId> file_claim(const App& app, storage::Connection& connection, const Order& order, Language language,
                           const http::Json& json) {
    const auto input = claim_input_from_json(json, order, uploaded_pictures(connection, order.number), app.clock.now());
    if (!input) {
        return tl::unexpected(input.error());
    }
    const Claim claim = claim_from(app, order, language, *input);
    insert_claim(connection, claim);
    http::Json filed = to_json(*input);
    filed["language"] = to_text(claim.language);
    const std::int64_t event = append_event(connection, claim.number, claim.opened, EventKind::claim_opened,
                                            Author::buyer(), Visibility::shared, filed, claim.standing);
    use_pictures(connection, claim, event);
    LetterDraft draft = letter_about(app, claim, LetterKind::claim_received, event);
    draft.values["lines"] = lines_text(claim.lines, claim.language);
    draft.values["wish"] = wish_text(claim.wish, claim.language);
    write_letter(app, connection, draft);
    return claim.number;
}

Result<void> add_message(const App& app, storage::Connection& connection, const OrderNumber& order,
                         const ClaimId& number, const http::Json& json) {
    auto claim = own_claim(connection, order, number);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    const auto input = message_from_json(json, uploaded_pictures(connection, order));
    if (!input) {
        return tl::unexpected(input.error());
    }
    const Timestamp now = app.clock.now();
    const std::int64_t event =
        tell_buyer(connection, *claim, now, EventKind::buyer_message,
                   {{"words", input->words}, {"pictures", input->pictures}}, after_buyer(app, claim->standing, now));
    for (const std::string& id : input->pictures) {
        use_picture(connection, id, number, std::nullopt, event);
    }
    LetterDraft draft = letter_about(app, *claim, LetterKind::message_received, event);
    draft.values["words"] = input->words;
    write_letter(app, connection, draft);
    return {};
}

Result<void> say_not_solved(const App& app, storage::Connection& connection, const OrderNumber& order,
                            const ClaimId& number, const http::Json& json) {
    auto claim = own_claim(connection, order, number);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    const auto words = optional_words(json);
    if (!words) {
        return tl::unexpected(words.error());
    }
    if (claim->standing.state != ClaimState::closed && !answered_by_person(connection, number)) {
        return fail(ErrorKind::conflict, "claim_not_answered",
                    "Nobody has answered yet; write a message to add something.");
    }
    const Timestamp now = app.clock.now();
    const std::int64_t event = tell_buyer(connection, *claim, now, EventKind::not_solved, {{"words", to_json(*words)}},
                                          after_buyer(app, claim->standing, now));
    LetterDraft draft = letter_about(app, *claim, LetterKind::message_received, event);
    draft.values["words"] = words->value_or("");
    write_letter(app, connection, draft);
    return {};
}

Result<void> escalate(const App& app, storage::Connection& connection, const OrderNumber& order, const ClaimId& number,
                      const http::Json& json) {
    auto claim = own_claim(connection, order, number);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    const auto words = optional_words(json);
    if (!words) {
        return tl::unexpected(words.error());
    }
    if (claim->standing.escalated) {
        return {};
    }
    const Timestamp now = app.clock.now();
    auto after = after_buyer(app, claim->standing, now);
    after.escalated = now;
    const std::int64_t event =
        tell_buyer(connection, *claim, now, EventKind::escalated, {{"words", to_json(*words)}}, after);
    write_letter(app, connection, letter_about(app, *claim, LetterKind::claim_escalated, event));
    return {};
}

}  // namespace shipwitness::web
