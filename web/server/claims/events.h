#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/vocabulary.h"
#include "core/ids.h"
#include "core/time.h"
#include "http/json.h"
#include "storage/database.h"

namespace shipwitness::web {

/// What can happen to a claim (web/server/schema/012_claims.sql tells what each one's data holds).
enum class EventKind {
    claim_opened,
    buyer_message,
    not_solved,
    escalated,
    claim_reopened,
    fact_set,
    line_decided,
    answer_sent,
    refusal_proposed,
    refusal_returned,
    claim_taken,
    claim_given_back,
    note_added,
    waiting_started,
    waiting_ended,
    closing_written,
    claim_closed,
    letter_sent,
    letter_failed,
    video_requested,
    video_approved,
    video_denied,
    video_ready,
    video_failed,
    video_downloaded,
};
[[nodiscard]] std::string_view to_text(EventKind kind);
[[nodiscard]] std::optional<EventKind> parse_event_kind(std::string_view text);

enum class Visibility { shared, internal };  ///< shared: the buyer sees it too

/// Who did it.
struct Author {
    enum class Kind { buyer, person, system };
    Kind kind = Kind::system;
    std::optional<PersonId> person;  ///< with Kind::person
    std::string name{};              ///< of the person, as it is now

    [[nodiscard]] static Author buyer() { return {Kind::buyer, std::nullopt}; }
    [[nodiscard]] static Author system() { return {}; }
    [[nodiscard]] static Author of(PersonId id, std::string name) {
        return {Kind::person, std::move(id), std::move(name)};
    }
};
[[nodiscard]] std::string_view to_text(Author::Kind kind);

struct Event {
    std::int64_t id = 0;  ///< grows; also the claim's version once it is the last
    ClaimId claim;
    Timestamp at;
    EventKind kind = EventKind::note_added;
    Author author;
    Visibility visibility = Visibility::internal;
    claims::ClaimState state_after = claims::ClaimState::received;
    std::optional<Timestamp> next_answer_by;  ///< promised to the buyer once this has happened
    http::Json data = http::Json::object();
};

/// Where a claim stands; changed only by append_event().
struct Standing {
    claims::ClaimState state = claims::ClaimState::received;
    std::optional<Timestamp> next_answer_by;
    std::optional<Timestamp> waiting_buyer_since;
    std::optional<Timestamp> waiting_carrier_since;
    std::optional<Timestamp> escalated;
    std::optional<Timestamp> closed;
    std::optional<PersonId> assignee;           ///< whose claim it is
    std::optional<Timestamp> refusal_proposed;  ///< a refusal waits for a second person since
    std::int64_t version = 0;
};

/// Adds an event and, in the same transaction, sets where the claim stands now: write `standing` as it shall be after
/// the event (its version is set here). Event and standing agree on state and promise: they are taken from `standing`.
/// Every change of a claim goes through here; returns the event's id. std::logic_error when there is no such claim.
std::int64_t append_event(storage::Connection& connection, const ClaimId& claim, Timestamp at, EventKind kind,
                          const Author& author, Visibility visibility, const http::Json& data,
                          const Standing& standing);

/// Oldest first.
[[nodiscard]] std::vector<Event> events_of(storage::Connection& connection, const ClaimId& claim);
[[nodiscard]] std::vector<Event> shared_events_of(storage::Connection& connection, const ClaimId& claim);

}  // namespace shipwitness::web
