#pragma once

#include <cstdint>

#include "core/result.h"
#include "core/time.h"
#include "storage/database.h"
#include "web/server/ingest/packing_event.h"

namespace shipwitness::web {

/// Takes in what a site delivered: each (site, sequence) once, whatever is delivered again; the state of the highest
/// sequence wins, whatever arrives late. Returns the highest sequence stored of that site. Sequences grow, but not by
/// one (docs/openapi/capture.yaml), so that a jump says nothing.
///
/// Conflict `sequence_reused` when a sequence comes with another event id; then nothing of the delivery is taken.
[[nodiscard]] Result<std::int64_t> take_in(storage::Connection& connection, const Delivery& delivery, Timestamp now);

}  // namespace shipwitness::web
