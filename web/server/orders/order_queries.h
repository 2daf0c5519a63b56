#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/database.h"
#include "web/server/app/paging.h"
#include "web/server/orders/order.h"

namespace shipwitness::web {

enum class Saved { created, updated, unchanged };

/// What happens to lines and packages that the new data does not name.
enum class Missing {
    remove,  ///< the data is the whole order (PUT)
    keep,    ///< the data is what one file says (import)
};

/// Stores the order; the same data again changes nothing. A change is news for every site (order_changed()), in
/// the same transaction. Fails with conflict `order_number_differs_in_case` (another order
/// has this number in other case) and `line_has_claim` (a line that a claim speaks of is missing from the data).
[[nodiscard]] Result<Saved> save_order(storage::Connection& connection, const OrderData& data, Missing missing,
                                       Timestamp now);

[[nodiscard]] std::optional<Order> find_order(storage::Connection& connection, const OrderNumber& number);
/// By number in any case.
[[nodiscard]] std::optional<Order> find_order_folded(storage::Connection& connection, std::string_view number);

struct OrderPage {
    std::vector<Order> items;
    std::optional<std::string> next_cursor;
};
/// Newest change first; `search` is part of number, code, name or carrier in any case.
[[nodiscard]] OrderPage list_orders(storage::Connection& connection, const std::optional<std::string>& search,
                                    const PageRequest& page);

}  // namespace shipwitness::web
