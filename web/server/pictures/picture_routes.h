#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// Uploading, and reading at the portal and at the desk.
void add_picture_routes(http::Routes& routes, App& app);

/// Pictures that nothing used for a day are removed, files too.
void remove_unused_pictures(const App& app);

}  // namespace shipwitness::web
