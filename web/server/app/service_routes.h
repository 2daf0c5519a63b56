#pragma once

#include <string_view>

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// /healthz, /readyz, /metrics, /openapi.yaml and the demonstration's data.
void add_service_routes(http::Routes& routes, App& app);

/// The OpenAPI document that the program serves: docs/openapi/web.yaml as it was built in.
[[nodiscard]] std::string_view openapi_document();

}  // namespace shipwitness::web
