#include "web/server/packing/session_queries.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace shipwitness::web {
namespace {

constexpr std::string_view kColumns =
    "s.id, s.site, s.station, s.order_number, s.known_order, s.started_us, s.ended_us, s.end_reason, s.cancelled, "
    "s.complete, s.marks ";

PackingSession session_of(const storage::Row& row) {
    PackingSession session;
    session.id = SessionId(row.text(0));
    session.site = row.text(1);
    session.station = StationId(row.text(2));
    session.order = OrderNumber(row.text(3));
    session.known_order = row.boolean(4);
    session.started = row.timestamp(5);
    session.ended = row.maybe_timestamp(6);
    session.end_reason = row.maybe_text(7);
    session.cancelled = row.boolean(8);
    session.complete = row.boolean(9);
    session.marks = nlohmann::json::parse(row.text(10)).get<std::vector<std::string>>();
    return session;
}

/// Reads sessions with their cameras and gaps in three queries, however many sessions there are. `condition` is on s.
std::vector<PackingSession> read_where(storage::Connection& connection, std::string_view condition,
                                       const std::string& value) {
    const auto select = [&](std::string_view columns, std::string_view joins, std::string_view order) {
        std::string sql("select ");
        sql.append(columns).append("from packing_sessions s ").append(joins).append("where ").append(condition);
        sql.append(" order by s.started_us, s.id").append(order);
        return connection.query(sql, value);
    };
    std::vector<PackingSession> sessions;
    std::map<std::string, std::size_t> places;
    for (const auto& row : select(kColumns, "", "")) {
        sessions.push_back(session_of(row));
        places.emplace(sessions.back().id.text(), sessions.size() - 1);
    }
    constexpr std::string_view kCameras = "join packing_session_cameras c on c.session = s.id ";
    for (const auto& row : select("s.id, c.camera, c.from_us, c.to_us ", kCameras, ", c.position")) {
        sessions[places.at(row.text(0))].cameras.push_back(
            {CameraId(row.text(1)), row.timestamp(2), row.maybe_timestamp(3), {}});
    }
    constexpr std::string_view kGaps = "join packing_session_gaps g on g.session = s.id ";
    for (const auto& row : select("s.id, g.position, g.from_us, g.to_us, g.reason ", kGaps, ", g.position, g.number")) {
        auto& cameras = sessions[places.at(row.text(0))].cameras;
        cameras.at(static_cast<std::size_t>(row.integer(1)))
            .gaps.push_back({row.timestamp(2), row.maybe_timestamp(3), row.text(4)});
    }
    return sessions;
}

void store_cameras(storage::Connection& connection, const PackingSession& session) {
    connection.execute("delete from packing_session_cameras where session = $1", session.id);
    for (std::size_t position = 0; position < session.cameras.size(); ++position) {
        const auto& footage = session.cameras[position];
        connection.execute(
            "insert into packing_session_cameras (session, position, camera, from_us, to_us) "
            "values ($1, $2, $3, $4, $5)",
            session.id, position, footage.camera, footage.from, footage.to);
        for (std::size_t number = 0; number < footage.gaps.size(); ++number) {
            const auto& gap = footage.gaps[number];
            connection.execute(
                "insert into packing_session_gaps (session, position, number, from_us, to_us, reason) "
                "values ($1, $2, $3, $4, $5, $6)",
                session.id, position, number, gap.from, gap.to, gap.reason);
        }
    }
}

}  // namespace

std::vector<PackingSession> sessions_of_order(storage::Connection& connection, const OrderNumber& order) {
    return read_where(connection, "s.order_number = $1", order.text());
}

std::optional<PackingSession> find_session(storage::Connection& connection, const SessionId& id) {
    auto sessions = read_where(connection, "s.id = $1", id.text());
    return sessions.empty() ? std::nullopt : std::optional(std::move(sessions.front()));
}

bool store_session(storage::Connection& connection, const PackingSession& session, std::int64_t sequence,
                   Timestamp now) {
    const auto changed = connection.execute(
        "insert into packing_sessions (id, site, station, order_number, known_order, started_us, ended_us, end_reason, "
        "cancelled, complete, marks, last_sequence, updated_us) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
        "on conflict (id) do update set station = excluded.station, order_number = excluded.order_number, "
        "known_order = excluded.known_order, started_us = excluded.started_us, ended_us = excluded.ended_us, "
        "end_reason = excluded.end_reason, cancelled = excluded.cancelled, complete = excluded.complete, "
        "marks = excluded.marks, last_sequence = excluded.last_sequence, updated_us = excluded.updated_us "
        "where excluded.last_sequence > packing_sessions.last_sequence and excluded.site = packing_sessions.site",
        session.id, session.site, session.station, session.order, session.known_order, session.started, session.ended,
        session.end_reason, session.cancelled, session.complete, nlohmann::json(session.marks).dump(), sequence, now);
    if (changed == 0) {
        return false;
    }
    store_cameras(connection, session);
    return true;
}

}  // namespace shipwitness::web
