#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// Video requests and their files, for buyers under /api/v1/portal and for staff under /api/v1/desk.
void add_video_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
