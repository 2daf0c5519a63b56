#include "web/server/ingest/ingest_queries.h"

namespace shipwitness::web {
std::optional<std::string> stored_event_id(storage::Connection& connection, const std::string& site,
                                           std::int64_t sequence) {
    const auto row =
        connection.query_one("select event from packing_events where site = $1 and sequence = $2", site, sequence);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

void store_event(storage::Connection& connection, const std::string& site, const PackingEvent& event, Timestamp now) {
    connection.execute(
        "insert into packing_events (site, sequence, event, kind, session, at_us, state, received_us) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8)",
        site, event.sequence, event.id, event.kind, event.session.id, event.at, event.state, now);
}

std::optional<std::int64_t> accepted_through(storage::Connection& connection, const std::string& site) {
    const auto row = connection.query_one("select accepted_through from packing_sites where site = $1", site);
    return row ? std::optional(row->integer(0)) : std::nullopt;
}

void set_accepted_through(storage::Connection& connection, const std::string& site, std::int64_t sequence,
                          Timestamp now) {
    connection.execute(
        "insert into packing_sites (site, accepted_through, heard_us) values ($1, $2, $3) "
        "on conflict (site) do update set accepted_through = excluded.accepted_through, heard_us = excluded.heard_us",
        site, sequence, now);
}

}  // namespace shipwitness::web
