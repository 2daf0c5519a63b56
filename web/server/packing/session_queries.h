#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"
#include "web/server/packing/session.h"

namespace shipwitness::web {

/// All sessions of an order, cancelled ones included, oldest first.
[[nodiscard]] std::vector<PackingSession> sessions_of_order(storage::Connection& connection, const OrderNumber& order);

[[nodiscard]] std::optional<PackingSession> find_session(storage::Connection& connection, const SessionId& id);

/// Makes `session` what is known, unless a later sequence told more already: then nothing changes. Returns whether it
/// was newer.
bool store_session(storage::Connection& connection, const PackingSession& session, std::int64_t sequence,
                   Timestamp now);

}  // namespace shipwitness::web
