#include "capture/outbox/outbox_queries.h"

#include <algorithm>

#include "capture/sessions/session_json.h"
#include "core/random.h"

namespace shipwitness::capture {
namespace {

constexpr std::size_t kIdBytes = 16;

std::int64_t next_sequence(storage::Connection& connection, Timestamp now) {
    const auto row = connection.query_one(
        "update outbox_sequence set last_sequence = max(last_sequence + 1, $1) where only_row = 1 "
        "returning last_sequence",
        now);
    return row.value().integer(0);
}

}  // namespace

void append_event(storage::Connection& connection, EventType type, const Session& session, Timestamp at,
                  Timestamp now) {
    connection.execute("insert into outbox (sequence, id, session, type, at_us, body) values ($1, $2, $3, $4, $5, $6)",
                       next_sequence(connection, now), random_hex(kIdBytes), session.id, to_text(type), at,
                       to_json(session).dump());
}

std::vector<OutboxEvent> waiting_events(storage::Connection& connection, std::int64_t limit) {
    const auto rows = connection.query(
        "select sequence, id, session, type, at_us, body from outbox where refused_us is null "
        "order by sequence limit $1",
        limit);
    std::vector<OutboxEvent> events;
    events.reserve(rows.size());
    for (const storage::Row& row : rows) {
        events.push_back({row.integer(0), row.text(1), SessionId(row.text(2)), event_type_from(row.text(3)),
                          row.timestamp(4), row.text(5)});
    }
    return events;
}

std::int64_t remove_events_through(storage::Connection& connection, std::int64_t sequence) {
    return connection.execute("delete from outbox where refused_us is null and sequence <= $1", sequence);
}

bool raise_sequence(storage::Connection& connection, std::int64_t seen) {
    return connection.execute("update outbox_sequence set last_sequence = $1 where only_row = 1 and last_sequence < $2",
                              seen, seen) > 0;
}

void mark_refused(storage::Connection& connection, std::int64_t sequence, const std::string& refusal, Timestamp now) {
    connection.execute("update outbox set refused_us = $1, refusal = $2 where sequence = $3", now, refusal, sequence);
}

std::vector<SessionId> refused_sessions(storage::Connection& connection, Timestamp refused_before) {
    const auto rows = connection.query(
        "select session from outbox where refused_us is not null group by session having max(refused_us) <= $1 "
        "order by min(sequence)",
        refused_before);
    std::vector<SessionId> sessions;
    for (const storage::Row& row : rows) {
        sessions.emplace_back(row.text(0));
    }
    return sessions;
}

void remove_refused(storage::Connection& connection, const SessionId& session) {
    connection.execute("delete from outbox where refused_us is not null and session = $1", session);
}

OutboxCounts count_events(storage::Connection& connection) {
    const auto row = connection.query_one(
        "select count(*) filter (where refused_us is null), count(*) filter (where refused_us is not null), "
        "min(at_us) filter (where refused_us is null) from outbox");
    return {row.value().integer(0), row.value().integer(1), row.value().maybe_timestamp(2)};
}

}  // namespace shipwitness::capture
