#include "web/server/claims/events.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace shipwitness::web {

namespace {

constexpr std::array<std::pair<EventKind, std::string_view>, 25> kKinds = {{
    {EventKind::claim_opened, "claim_opened"},
    {EventKind::buyer_message, "buyer_message"},
    {EventKind::not_solved, "not_solved"},
    {EventKind::escalated, "escalated"},
    {EventKind::claim_reopened, "claim_reopened"},
    {EventKind::fact_set, "fact_set"},
    {EventKind::line_decided, "line_decided"},
    {EventKind::answer_sent, "answer_sent"},
    {EventKind::refusal_proposed, "refusal_proposed"},
    {EventKind::refusal_returned, "refusal_returned"},
    {EventKind::claim_taken, "claim_taken"},
    {EventKind::claim_given_back, "claim_given_back"},
    {EventKind::note_added, "note_added"},
    {EventKind::waiting_started, "waiting_started"},
    {EventKind::waiting_ended, "waiting_ended"},
    {EventKind::closing_written, "closing_written"},
    {EventKind::claim_closed, "claim_closed"},
    {EventKind::letter_sent, "letter_sent"},
    {EventKind::letter_failed, "letter_failed"},
    {EventKind::video_requested, "video_requested"},
    {EventKind::video_approved, "video_approved"},
    {EventKind::video_denied, "video_denied"},
    {EventKind::video_ready, "video_ready"},
    {EventKind::video_failed, "video_failed"},
    {EventKind::video_downloaded, "video_downloaded"},
}};

Author author_of(const std::string& kind, std::optional<std::string> id, std::optional<std::string> name) {
    if (kind == "person") {
        return Author::of(PersonId(std::move(id).value_or("")), std::move(name).value_or(""));
    }
    return kind == "buyer" ? Author::buyer() : Author::system();
}

Event event_of(const storage::Row& row) {
    Event event;
    event.id = row.integer(0);
    event.claim = ClaimId(row.text(1));
    event.at = row.timestamp(2);
    event.kind = parse_event_kind(row.text(3)).value_or(EventKind::note_added);
    event.author = author_of(row.text(4), row.maybe_text(5), row.maybe_text(6));
    event.visibility = row.text(7) == "shared" ? Visibility::shared : Visibility::internal;
    event.state_after = claims::parse_claim_state(row.text(8)).value_or(claims::ClaimState::received);
    event.next_answer_by = row.maybe_timestamp(9);
    event.data = http::Json::parse(row.text(10));
    return event;
}

constexpr std::string_view kSelect =
    "select id, claim_number, at_us, kind, author, person_id, person_name, visibility, state_after, next_answer_by_us, "
    "data from claim_events where claim_number = $1";

std::vector<Event> events_from(const std::vector<storage::Row>& rows) {
    std::vector<Event> events;
    std::transform(rows.begin(), rows.end(), std::back_inserter(events), event_of);
    return events;
}

}  // namespace

std::string_view to_text(Author::Kind kind) {
    switch (kind) {
        case Author::Kind::buyer:
            return "buyer";
        case Author::Kind::person:
            return "person";
        case Author::Kind::system:
            return "system";
    }
    return {};
}

std::string_view to_text(EventKind kind) {
    const auto* found =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& each) { return each.first == kind; });
    return found->second;
}

std::optional<EventKind> parse_event_kind(std::string_view text) {
    const auto* found =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& each) { return each.second == text; });
    return found == kKinds.end() ? std::nullopt : std::optional(found->first);
}

std::int64_t append_event(storage::Connection& connection, const ClaimId& claim, Timestamp at, EventKind kind,
                          const Author& author, Visibility visibility, const http::Json& data,
                          const Standing& standing) {
    const auto state = claims::to_text(standing.state);
    const bool person = author.kind == Author::Kind::person;
    const auto row = connection.query_one(
        "insert into claim_events (claim_number, at_us, kind, author, person_id, person_name, visibility, state_after, "
        "next_answer_by_us, data) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id",
        claim, at, to_text(kind), to_text(author.kind), author.person,
        person ? std::optional(author.name) : std::nullopt, visibility == Visibility::shared ? "shared" : "internal",
        state, standing.next_answer_by, data.dump());
    const std::int64_t id = row.value().integer(0);
    const std::int64_t changed = connection.execute(
        "update claims set state = $2, next_answer_by_us = $3, waiting_buyer_since_us = $4, "
        "waiting_carrier_since_us = $5, escalated_at_us = $6, closed_at_us = $7, version = $8, updated_at_us = $9, "
        "assignee_id = $10, refusal_proposed_at_us = $11 where number = $1",
        claim, state, standing.next_answer_by, standing.waiting_buyer_since, standing.waiting_carrier_since,
        standing.escalated, standing.closed, id, at, standing.assignee, standing.refusal_proposed);
    if (changed != 1) {
        throw std::logic_error("an event of claim " + claim.text() + ", which is not there");
    }
    return id;
}

std::vector<Event> events_of(storage::Connection& connection, const ClaimId& claim) {
    return events_from(connection.query(std::string(kSelect) + " order by id", claim));
}

std::vector<Event> shared_events_of(storage::Connection& connection, const ClaimId& claim) {
    return events_from(connection.query(std::string(kSelect) + " and visibility = 'shared' order by id", claim));
}

}  // namespace shipwitness::web
