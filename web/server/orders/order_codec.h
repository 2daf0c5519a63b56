#pragma once

#include <string_view>

#include "core/result.h"
#include "http/json.h"
#include "web/server/orders/order.h"

namespace shipwitness::web {

/// The document's OrderInput under the number of its address. Fails with every fault at once, or with
/// `order_number_not_scannable`.
[[nodiscard]] Result<OrderData> order_from_json(const OrderNumber& number, const http::Json& json);

}  // namespace shipwitness::web
