#include "capture/orders/order_queries.h"

namespace shipwitness::capture {

std::optional<Order> find_order(storage::Connection& connection, const OrderNumber& number) {
    const auto row = connection.query_one("select status, packages, updated_us from orders where number = $1", number);
    if (!row) {
        return std::nullopt;
    }
    const OrderStatus status = row->text(0) == "cancelled" ? OrderStatus::cancelled : OrderStatus::open;
    return Order{number, status, row->maybe_integer(1), row->timestamp(2)};
}

void save_order(storage::Connection& connection, const Order& order) {
    connection.execute(
        "insert into orders (number, status, packages, updated_us) values ($1, $2, $3, $4) "
        "on conflict (number) do update set status = excluded.status, packages = excluded.packages, "
        "updated_us = excluded.updated_us",
        order.number, order.status == OrderStatus::cancelled ? "cancelled" : "open", order.packages, order.updated_at);
}

}  // namespace shipwitness::capture
