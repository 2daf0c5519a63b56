#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// Orders as staff see them, with sessions, claims and videos: /api/v1/desk/orders….
void add_desk_order_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
