#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/time.h"
#include "storage/database.h"
#include "web/server/ingest/packing_event.h"

namespace shipwitness::web {

/// The id of the event stored under that sequence, if any.
[[nodiscard]] std::optional<std::string> stored_event_id(storage::Connection& connection, const std::string& site,
                                                         std::int64_t sequence);
void store_event(storage::Connection& connection, const std::string& site, const PackingEvent& event, Timestamp now);

/// The highest sequence stored of a site; none when it never delivered.
[[nodiscard]] std::optional<std::int64_t> accepted_through(storage::Connection& connection, const std::string& site);
void set_accepted_through(storage::Connection& connection, const std::string& site, std::int64_t sequence,
                          Timestamp now);

}  // namespace shipwitness::web
