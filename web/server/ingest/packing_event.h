#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "http/json.h"
#include "web/server/packing/session.h"

namespace shipwitness::web {

/// What happened to a session, told by a site's outbox. `session` is its whole state afterwards.
struct PackingEvent {
    std::string id;             ///< random, made by capture
    std::int64_t sequence = 0;  ///< grows with each event of the site, not by one
    std::string kind;           ///< session_started, session_ended, session_cancelled, session_updated
    Timestamp at;
    PackingSession session;
    std::string state;  ///< JSON of the session as received
};

struct Delivery {
    std::string site;
    std::vector<PackingEvent> events;  ///< at least one, sequences ascending
};

/// Most events in one delivery.
inline constexpr std::size_t kMaxEventsPerDelivery = 500;

/// Reads the body of POST /ingest/events (docs/openapi/web.yaml), with every fault by its place.
[[nodiscard]] Result<Delivery> read_delivery(const http::Json& body);

}  // namespace shipwitness::web
