#pragma once

#include "core/ids.h"
#include "http/json.h"
#include "storage/database.h"

namespace shipwitness::web {

/// The buyer's own video requests of an order, newest first: an array of the document's VideoRequest with the portal's
/// addresses. For the portal's page of an order.
[[nodiscard]] http::Json buyer_video_requests(storage::Connection& connection, const OrderNumber& order, Timestamp now);

/// Whether a packing session of the order is known that was not cancelled.
[[nodiscard]] bool has_footage(storage::Connection& connection, const OrderNumber& order);

}  // namespace shipwitness::web
