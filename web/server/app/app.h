#pragma once

#include <functional>

#include "core/clock.h"
#include "http/routes.h"
#include "storage/database.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

class CauseTables;
class Templates;

/// What every handler works with. Borrowed by handlers, which may run at once on many threads: everything here is
/// thread-safe or never changed after the start.
struct App {
    storage::Database& database;
    const Clock& clock;
    const Settings& settings;
    const Templates& templates;
    /// Something was put into the table of jobs (a letter, an order for capture, a video): look at once. Called after
    /// the transaction. Costs nothing.
    std::function<void()> wake_jobs = [] {};
    /// The rules in force; only the desk needs them.
    CauseTables* causes = nullptr;
};

/// Every route of the API, in the order of docs/openapi/web.yaml. Each resource adds its own; pages are added by
/// add_page_routes(), which the document does not speak of.
void add_api_routes(http::Routes& routes, App& app);

}  // namespace shipwitness::web
