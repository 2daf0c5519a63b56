#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// GET /api/v1/desk/changes: server-sent events that say when claims have changed, so that pages need not ask.
void add_live_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
