#pragma once

#include <optional>

#include "capture/orders/orders.h"
#include "storage/database.h"

namespace shipwitness::capture {

[[nodiscard]] std::optional<Order> find_order(storage::Connection& connection, const OrderNumber& number);
void save_order(storage::Connection& connection, const Order& order);

}  // namespace shipwitness::capture
