#include "capture/sessions/retelling.h"

#include <algorithm>
#include <chrono>
#include <span>

#include "capture/outbox/outbox_queries.h"
#include "capture/sessions/session_queries.h"

namespace shipwitness::capture {
namespace {

constexpr std::size_t kAtATime = 100;
/// What the footage of an ended session showed is told once its post-roll is on disk: minutes later, or after the next
/// start when capture stopped in between.
constexpr std::chrono::hours kSettledWithin{24};

void tell(storage::Connection& connection, const SessionId& id, Timestamp now) {
    const Session session = find_session(connection, id).value();
    const bool cancelled = session.end_reason == SessionEnd::cancelled;
    remove_refused(connection, id);
    append_event(connection, cancelled ? EventType::session_cancelled : EventType::session_updated, session, now, now);
}

}  // namespace

void tell_anew(storage::Database& database, const std::vector<SessionId>& sessions, const Clock& clock) {
    for (std::span rest(sessions); !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), kAtATime));
        database.write([&](storage::Connection& connection) {
            const Timestamp now = clock.now();
            for (const SessionId& id : some) {
                tell(connection, id, now);
            }
        });
        rest = rest.subspan(some.size());
    }
}

std::size_t tell_again(storage::Database& database, std::optional<Timestamp> since, const Clock& clock) {
    const auto sessions = database.read([&](storage::Connection& connection) {
        return since ? sessions_since(connection, *since - kSettledWithin) : refused_sessions(connection, clock.now());
    });
    tell_anew(database, sessions, clock);
    return sessions.size();
}

}  // namespace shipwitness::capture
