#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "http/message.h"
#include "http/routes.h"
#include "web/server/app/app.h"

namespace shipwitness::web {

/// The pages as built: portal under /, desk under /desk/, and the demonstration's start page under /start/ when it is
/// on. A path without a file is answered with the application's index.html, which knows its own addresses; one that
/// looks like a file (a dot in its last part) is 404.
void add_page_routes(http::Routes& routes, const App& app);

/// One file of an application's folder, or its index.html. None: neither is there. The path comes from outside: nothing
/// outside the folder, and no hidden file, can be had.
[[nodiscard]] std::optional<http::Response> page_response(const std::filesystem::path& folder, std::string_view path);

/// Headers of every answer: no framing, no referrer (nosniff is the server's); and a policy that forbids everything,
/// unless the answer brings its own.
void protect(http::Response& response);

}  // namespace shipwitness::web
