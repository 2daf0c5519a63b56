#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// POST /api/v1/ingest/events, for capture services.
void add_ingest_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
