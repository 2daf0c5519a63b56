#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// The desk's queue, its claims and what staff do to them: /api/v1/desk/claims….
void add_desk_claim_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
