#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "capture/sessions/session.h"
#include "core/time.h"
#include "storage/database.h"

namespace shipwitness::capture {

/// An event that waits for web.
struct OutboxEvent {
    std::int64_t sequence = 0;
    std::string id;
    SessionId session;
    EventType type = EventType::session_updated;
    Timestamp at;
    std::string body;  ///< JSON of the event's `session`
};

/// Adds an event with the next sequence: max(last + 1, now in microseconds). It grows with the clock, so that a
/// database restored from a backup does not give numbers again that web has seen. Call in the transaction of the change
/// itself.
void append_event(storage::Connection& connection, EventType type, const Session& session, Timestamp at, Timestamp now);

/// Events that wait for delivery, in order. Refused ones are not among them.
[[nodiscard]] std::vector<OutboxEvent> waiting_events(storage::Connection& connection, std::int64_t limit);
/// Forgets the waiting events with a sequence up to this. Returns how many.
std::int64_t remove_events_through(storage::Connection& connection, std::int64_t sequence);

/// Web holds sequences up to `seen`. True when that is more than this database has ever given: then the next sequences
/// begin above it.
bool raise_sequence(storage::Connection& connection, std::int64_t seen);

/// Sets an event aside that web will never take as it is.
void mark_refused(storage::Connection& connection, std::int64_t sequence, const std::string& refusal, Timestamp now);
/// Sessions with refused events of before `refused_before`, each once.
[[nodiscard]] std::vector<SessionId> refused_sessions(storage::Connection& connection, Timestamp refused_before);
/// Forgets the refused events of a session: it is told anew as a whole.
void remove_refused(storage::Connection& connection, const SessionId& session);

struct OutboxCounts {
    std::int64_t waiting = 0;
    std::int64_t refused = 0;
    std::optional<Timestamp> oldest_at{};  ///< of the waiting ones
};
[[nodiscard]] OutboxCounts count_events(storage::Connection& connection);

}  // namespace shipwitness::capture
