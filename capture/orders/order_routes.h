#pragma once

#include "capture/orders/orders.h"
#include "capture/stations/access.h"
#include "http/routes.h"

namespace shipwitness::capture {

/// PUT /api/v1/orders/{number}. Orders and access must outlive the routes.
void add_order_routes(http::Routes& routes, Orders& orders, const Access& access);

}  // namespace shipwitness::capture
