#pragma once

#include <filesystem>
#include <set>

#include "core/ids.h"
#include "http/routes.h"

namespace shipwitness::capture {

/// GET /station/{id} and /station/assets/{path*}: the built station page from `folder` (index.html, files beside it,
/// assets/), and its icons at the root, where browsers look for them. Nothing outside the folder can be reached.
void add_page_routes(http::Routes& routes, const std::filesystem::path& folder, const std::set<StationId>& stations);

/// A relative path that stays where it is: no empty part, none that begins with a dot, no backslash, no NUL.
[[nodiscard]] bool stays_inside(std::string_view path);

}  // namespace shipwitness::capture
