#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace shipwitness::capture {

// Web keeps of each session the state with the highest sequence, so to tell it what it knows already changes nothing:
// when in doubt, tell more.

/// Tells web anew what each of these sessions is now, by one event instead of those that web refused. A few at a time,
/// so that scans need not wait. Throws storage::StorageError; then the first ones are told already.
void tell_anew(storage::Database& database, const std::vector<SessionId>& sessions, const Clock& clock);

/// The same of all sessions that may have changed at `since` or later, by the host's clock; without it of those with
/// events that web refused, whenever that was. Safe beside a running service, whose outbox delivers them. Returns how
/// many there are.
std::size_t tell_again(storage::Database& database, std::optional<Timestamp> since, const Clock& clock);

}  // namespace shipwitness::capture
