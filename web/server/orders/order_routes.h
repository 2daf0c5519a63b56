#pragma once

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// Orders for the company's own systems: /api/v1/orders….
void add_order_routes(http::Routes& routes, App& app);

/// Imports the request's body, which must be text/csv, and answers the report. For the desk's route too.
[[nodiscard]] Result<http::Response> import_response(App& app, const http::Request& request);

/// A page of orders for `q`, `cursor` and `limit`. For the desk's route too.
[[nodiscard]] Result<http::Response> order_page_response(App& app, const http::Request& request);

/// The longest file that an import takes.
inline constexpr std::size_t kMaxImportBytes = 20'000'000;

}  // namespace shipwitness::web
