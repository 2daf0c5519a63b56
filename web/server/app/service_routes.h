#pragma once

#include <cstdint>
#include <string_view>

#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// With less free on the disk of the data folder we are not ready: a picture of the usual greatest size with its
/// original, or a night of letters and claims, may not fit any more.
constexpr std::uint64_t kFreeSpaceFloorBytes = 10'000'000;

/// /healthz, /readyz, /metrics, /openapi.yaml and the demonstration's data.
void add_service_routes(http::Routes& routes, App& app, std::uint64_t free_space_floor_bytes = kFreeSpaceFloorBytes);

/// The OpenAPI document that the program serves: docs/openapi/web.yaml as it was built in.
[[nodiscard]] std::string_view openapi_document();

}  // namespace shipwitness::web
