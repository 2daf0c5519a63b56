#include "capture/orders/orders.h"

#include "capture/orders/order_queries.h"

namespace shipwitness::capture {

Order Orders::put(const OrderNumber& number, OrderStatus status, std::optional<std::int64_t> packages) {
    return database_.write([&](storage::Connection& connection) {
        Order order{number, status, packages, clock_.now()};
        const auto known = find_order(connection, number);
        if (known && known->status == status && known->packages == packages) {
            return *known;
        }
        save_order(connection, order);
        return order;
    });
}

}  // namespace shipwitness::capture
