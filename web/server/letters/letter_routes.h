#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// GET /api/v1/desk/letters.
void add_letter_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
