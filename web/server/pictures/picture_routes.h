#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// Uploading, and reading at the portal and at the desk.
void add_picture_routes(http::Routes& routes, App& app);

/// Pictures that nothing used for a day are removed, files too.
void remove_unused_pictures(const App& app);

/// Files without a row, left behind when the service ended between writing them and writing the row, are moved to the
/// folder `lost` and counted in the log; those of the last hour are not, since another process may be about to write
/// theirs. They are not deleted: beside a database restored from an older backup they are a claimant's only evidence.
void set_lost_pictures_aside(const App& app);

}  // namespace shipwitness::web
