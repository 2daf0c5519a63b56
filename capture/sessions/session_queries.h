#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "capture/sessions/decide.h"
#include "capture/sessions/session.h"
#include "storage/database.h"

namespace shipwitness::capture {

enum class ScanSource { scanner, api };

/// A code that was read, as it is kept, with its answer.
struct StoredScan {
    std::string id;
    StationId station;
    std::string code;  ///< trimmed, cut
    ScanSource source = ScanSource::scanner;
    Timestamp at;
    Answer answer;
    std::optional<SessionId> session;  ///< that it started, ended, cancelled or noted
};

[[nodiscard]] std::optional<StoredScan> find_scan(storage::Connection& connection, const std::string& id);
void insert_scan(storage::Connection& connection, const StoredScan& scan);

/// Writes a session as it is now, new or not, with its cameras, marks and gaps.
void save_session(storage::Connection& connection, const Session& session);
[[nodiscard]] std::optional<Session> find_session(storage::Connection& connection, const SessionId& id);
[[nodiscard]] std::vector<Session> open_sessions(storage::Connection& connection);
/// Sessions that ended at or before this, by the host's clock, and are not settled yet, oldest first.
[[nodiscard]] std::vector<Session> unsettled_sessions(storage::Connection& connection, Timestamp ended_through);
/// Sessions that run, or ended at this moment or later by the host's clock, oldest first.
[[nodiscard]] std::vector<SessionId> sessions_since(storage::Connection& connection, Timestamp ended_from);
/// Is there an ended session of this order? Cancelled ones do not count.
[[nodiscard]] bool was_packed(storage::Connection& connection, const OrderNumber& order);

/// What stations remember, without their sessions.
[[nodiscard]] std::map<StationId, StationMemory> load_memories(storage::Connection& connection);
/// `last_scan`: the id of the scan that `memory.last` is about, which must be there already.
void save_memory(storage::Connection& connection, const StationId& station, const StationMemory& memory,
                 const std::string& last_scan);
/// Another reading of the same code.
void save_repetition(storage::Connection& connection, const StationId& station, Timestamp at);

/// Sessions by state, for metrics: "open", "ended", "cancelled".
[[nodiscard]] std::map<std::string, std::int64_t> count_sessions(storage::Connection& connection);

}  // namespace shipwitness::capture
