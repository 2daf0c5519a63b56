#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// The buyer's order and claims: /api/v1/portal/order and /api/v1/portal/claims….
void add_portal_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
