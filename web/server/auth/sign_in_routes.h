#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// /api/v1/portal/sign-in-requests and /api/v1/portal/session.
void add_portal_sign_in_routes(http::Routes& routes, App& app);
/// /api/v1/desk/session.
void add_desk_sign_in_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
