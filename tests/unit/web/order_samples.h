#pragma once

#include <string>

#include "web/server/orders/order.h"

namespace shipwitness::web {

/// An open order of one line in one package.
inline OrderData an_order(const std::string& number = "SO-1") {
    OrderData order;
    order.number = OrderNumber(number);
    order.buyer = {"ООО «Ромашка»", "buyer@example.com", Language::ru, std::nullopt};
    order.carrier = "Northline";
    order.lines = {{1, "KT-40", "Kettle", 12, "pcs"}};
    order.packages = {{"PKG-1", 9'000}};
    return order;
}

}  // namespace shipwitness::web
