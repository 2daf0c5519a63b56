#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace shipwitness::http {

using Handler = std::function<Response(const Request&)>;

struct RouteOptions {
    std::size_t max_body_bytes = 1U << 20U;  ///< longer bodies are answered 413 without being read
};

/// The table of routes: what the OpenAPI document is checked against. Built at start, then only read.
class Routes {
  public:
    struct Route {
        Method method;
        std::string pattern;  ///< "/api/v1/orders/{number}"; a last segment "{path*}" takes the rest with its slashes
        Handler handler;
        RouteOptions options;
    };
    struct Match {
        const Route* route = nullptr;  ///< none: not_found or method_not_allowed
        std::map<std::string, std::string> parameters{};
        std::vector<Method> allowed{};  ///< the path exists, with these methods
    };

    /// Throws std::logic_error when the same method and pattern are there already. A get route answers HEAD too.
    void add(Method method, std::string pattern, Handler handler, RouteOptions options = {});
    [[nodiscard]] Match match(Method method, std::string_view path) const;
    [[nodiscard]] const std::vector<Route>& all() const { return routes_; }

  private:
    std::vector<Route> routes_;
};

/// Finds the route, runs its handler, and turns every outcome into a response: 404, 405 with Allow, an Error into its
/// problem, an exception into 500 (logged with its words, answered without them).
[[nodiscard]] Response dispatch(const Routes& routes, Request& request);

/// What stands in the route table and not in the OpenAPI document, and the other way round: "GET /api/v1/x is not
/// documented". Empty when they agree. `document` is the YAML text.
[[nodiscard]] std::vector<std::string> differences(const Routes& routes, std::string_view document);

}  // namespace shipwitness::http
