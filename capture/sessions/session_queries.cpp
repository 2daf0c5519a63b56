#include "capture/sessions/session_queries.h"

#include <stdexcept>

#include "capture/sessions/code.h"

namespace shipwitness::capture {
namespace {

using storage::Connection;
using storage::Row;

constexpr std::string_view kSessionColumns =
    "id, station, order_number, known_order, started_us, last_activity_us, ended_us, end_reason, complete, settled, "
    "set_back_us";

std::string_view state_of(const Session& session) {
    if (!session.end_reason) {
        return "open";
    }
    return *session.end_reason == SessionEnd::cancelled ? "cancelled" : "ended";
}

std::vector<Gap> load_gaps(Connection& connection, const SessionId& session, const CameraId& camera) {
    std::vector<Gap> gaps;
    for (const Row& row : connection.query("select from_us, to_us, reason from session_gaps "
                                           "where session = $1 and camera = $2 order by position",
                                           session, camera)) {
        const auto reason = gap_reason_from(row.text(2));
        if (!reason) {
            throw std::logic_error("no such gap reason: " + row.text(2));
        }
        gaps.push_back({camera, {row.timestamp(0), row.timestamp(1)}, *reason});
    }
    return gaps;
}

Session read_session(Connection& connection, const Row& row) {
    Session session;
    session.id = SessionId(row.text(0));
    session.station = StationId(row.text(1));
    session.order = OrderNumber(row.text(2));
    session.known_order = row.boolean(3);
    session.started_at = row.timestamp(4);
    session.last_activity_at = row.timestamp(5);
    session.ended_at = row.maybe_timestamp(6);
    if (const auto reason = row.maybe_text(7)) {
        session.end_reason = session_end_from(*reason);
    }
    session.complete = row.boolean(8);
    session.settled = row.boolean(9);
    session.set_back = Microseconds(row.integer(10));
    for (const Row& camera : connection.query(
             "select camera, from_us, to_us from session_cameras where session = $1 order by position", session.id)) {
        const CameraId id(camera.text(0));
        session.cameras.push_back(
            {id, camera.timestamp(1), camera.maybe_timestamp(2), load_gaps(connection, session.id, id)});
    }
    for (const Row& mark : connection.query(
             "select code, at_us from session_marks where session = $1 order by at_us, code", session.id)) {
        session.marks.push_back({mark_from(mark.text(0)), mark.timestamp(1)});
    }
    return session;
}

std::vector<Session> read_sessions(Connection& connection, const std::vector<Row>& rows) {
    std::vector<Session> sessions;
    sessions.reserve(rows.size());
    for (const Row& row : rows) {
        sessions.push_back(read_session(connection, row));
    }
    return sessions;
}

void save_cameras(Connection& connection, const Session& session) {
    std::int64_t position = 0;
    for (const SessionCamera& camera : session.cameras) {
        connection.execute(
            "insert into session_cameras (session, position, camera, from_us, to_us) values ($1, $2, $3, $4, $5) "
            "on conflict (session, position) do update set to_us = excluded.to_us",
            session.id, position++, camera.camera, camera.from, camera.to);
    }
}

void save_gaps(Connection& connection, const Session& session) {
    connection.execute("delete from session_gaps where session = $1", session.id);
    for (const SessionCamera& camera : session.cameras) {
        std::int64_t position = 0;
        for (const Gap& gap : camera.gaps) {
            connection.execute(
                "insert into session_gaps (session, camera, position, from_us, to_us, reason) "
                "values ($1, $2, $3, $4, $5, $6)",
                session.id, camera.camera, position++, gap.interval.from, gap.interval.to, to_word(gap.reason));
        }
    }
}

Answer read_answer(const Row& row, std::size_t first) {
    Answer answer{outcome_from(row.text(first)), sound_from(row.text(first + 1)),
                  message_code_from(row.text(first + 2))};
    if (const auto order = row.maybe_text(first + 3)) {
        answer.order = OrderNumber(*order);
    }
    if (const auto order = row.maybe_text(first + 4)) {
        answer.previous_order = OrderNumber(*order);
    }
    return answer;
}

}  // namespace

std::optional<StoredScan> find_scan(Connection& connection, const std::string& id) {
    const auto row = connection.query_one(
        "select station, code, source, at_us, session, outcome, sound, message, order_number, previous_order "
        "from scans where id = $1",
        id);
    if (!row) {
        return std::nullopt;
    }
    StoredScan scan{id,
                    StationId(row->text(0)),
                    row->text(1),
                    row->text(2) == "api" ? ScanSource::api : ScanSource::scanner,
                    row->timestamp(3),
                    read_answer(*row, 5),
                    std::nullopt};
    if (const auto session = row->maybe_text(4)) {
        scan.session = SessionId(*session);
    }
    return scan;
}

void insert_scan(Connection& connection, const StoredScan& scan) {
    connection.execute(
        "insert into scans (id, station, code, source, at_us, outcome, sound, message, order_number, previous_order, "
        "session) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        scan.id, scan.station, scan.code, scan.source == ScanSource::api ? "api" : "scanner", scan.at,
        to_text(scan.answer.outcome), to_text(scan.answer.sound), to_text(scan.answer.message), scan.answer.order,
        scan.answer.previous_order, scan.session);
}

void save_session(Connection& connection, const Session& session) {
    const std::optional<std::string> end_reason =
        session.end_reason ? std::optional(std::string(to_text(*session.end_reason))) : std::nullopt;
    connection.execute(
        "insert into sessions (id, station, order_number, known_order, state, started_us, last_activity_us, ended_us, "
        "end_reason, complete, settled, set_back_us) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
        "on conflict (id) do update set state = excluded.state, last_activity_us = excluded.last_activity_us, "
        "ended_us = excluded.ended_us, end_reason = excluded.end_reason, complete = excluded.complete, "
        "settled = excluded.settled, set_back_us = excluded.set_back_us",
        session.id, session.station, session.order, session.known_order, state_of(session), session.started_at,
        session.last_activity_at, session.ended_at, end_reason, session.complete, session.settled,
        session.set_back.count());
    save_cameras(connection, session);
    for (const SessionMark& mark : session.marks) {
        connection.execute(
            "insert into session_marks (session, code, at_us) values ($1, $2, $3) "
            "on conflict (session, code, at_us) do nothing",
            session.id, to_text(mark.mark), mark.at);
    }
    save_gaps(connection, session);
}

std::optional<Session> find_session(Connection& connection, const SessionId& id) {
    const auto row =
        connection.query_one("select " + std::string(kSessionColumns) + " from sessions where id = $1", id);
    return row ? std::optional(read_session(connection, *row)) : std::nullopt;
}

std::vector<Session> open_sessions(Connection& connection) {
    return read_sessions(connection, connection.query("select " + std::string(kSessionColumns) +
                                                      " from sessions where state = 'open' order by station"));
}

std::vector<Session> unsettled_sessions(Connection& connection, Timestamp ended_through) {
    return read_sessions(
        connection,
        connection.query("select " + std::string(kSessionColumns) +
                             " from sessions where settled = 0 and ended_us - set_back_us <= $1 order by ended_us",
                         ended_through));
}

std::vector<SessionId> sessions_since(Connection& connection, Timestamp ended_from) {
    std::vector<SessionId> sessions;
    for (const Row& row : connection.query(
             "select id from sessions where state = 'open' or ended_us - set_back_us >= $1 order by started_us, id",
             ended_from)) {
        sessions.emplace_back(row.text(0));
    }
    return sessions;
}

bool was_packed(Connection& connection, const OrderNumber& order) {
    return connection.query_one("select 1 from sessions where order_number = $1 and state = 'ended' limit 1", order)
        .has_value();
}

std::map<StationId, StationMemory> load_memories(Connection& connection) {
    std::map<StationId, StationMemory> memories;
    for (const Row& row : connection.query("select s.station, s.ready_since_us, s.last_read_us, c.code, c.at_us, "
                                           "c.outcome, c.sound, c.message, c.order_number, c.previous_order "
                                           "from station_states s join scans c on c.id = s.last_scan")) {
        StationMemory& memory = memories[StationId(row.text(0))];
        memory.ready_since = row.maybe_timestamp(1);
        memory.last =
            StationMemory::Reading{canonical(row.text(3)), row.timestamp(4), row.timestamp(2), read_answer(row, 5)};
    }
    return memories;
}

void save_memory(Connection& connection, const StationId& station, const StationMemory& memory,
                 const std::string& last_scan) {
    connection.execute(
        "insert into station_states (station, ready_since_us, last_scan, last_read_us) values ($1, $2, $3, $4) "
        "on conflict (station) do update set ready_since_us = excluded.ready_since_us, "
        "last_scan = excluded.last_scan, last_read_us = excluded.last_read_us",
        station, memory.ready_since, last_scan, memory.last.value().repeated_at);
}

void save_repetition(Connection& connection, const StationId& station, Timestamp at) {
    connection.execute("update station_states set last_read_us = $1 where station = $2", at, station);
}

std::map<std::string, std::int64_t> count_sessions(Connection& connection) {
    std::map<std::string, std::int64_t> counts{{"open", 0}, {"ended", 0}, {"cancelled", 0}};
    for (const Row& row : connection.query("select state, count(*) from sessions group by state")) {
        counts[row.text(0)] = row.integer(1);
    }
    return counts;
}

}  // namespace shipwitness::capture
