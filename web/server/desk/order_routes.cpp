#include "web/server/desk/order_routes.h"

#include "http/json.h"
#include "web/server/auth/guard.h"
#include "web/server/desk/claim_view.h"
#include "web/server/desk/queue_queries.h"
#include "web/server/orders/order_queries.h"
#include "web/server/orders/order_routes.h"
#include "web/server/packing/session_queries.h"
#include "web/server/videos/video_codec.h"
#include "web/server/videos/video_queries.h"

namespace shipwitness::web {
namespace {

using http::Json;
using http::Method;
using http::Request;
using http::Response;

Result<Response> order_response(const App& app, const OrderNumber& number) {
    return app.database.read([&](storage::Connection& connection) -> Result<Response> {
        const auto order = find_order(connection, number);
        if (!order) {
            return fail(ErrorKind::not_found, "order_unknown", "There is no such order.");
        }
        Json body{{"order", to_json(*order)},
                  {"sessions", Json::array()},
                  {"claims", claim_summaries_of_order(connection, number)},
                  {"video_requests", Json::array()}};
        for (const auto& session : sessions_of_order(connection, number)) {
            body["sessions"].push_back(to_json(session));
        }
        for (const auto& video : video_requests_of_order(connection, number)) {
            body["video_requests"].push_back(to_json(video, Viewer::desk, app.clock.now()));
        }
        return http::json_response(200, body.dump());
    });
}

}  // namespace

void add_desk_order_routes(http::Routes& routes, App& app) {
    routes.add(Method::get, "/api/v1/desk/orders",
               for_staff(app, Role::agent,
                         [&app](const Request& request, const Staff&) { return order_page_response(app, request); }));
    routes.add(Method::get, "/api/v1/desk/orders/{number}",
               for_staff(app, Role::agent, [&app](const Request& request, const Staff&) {
                   return order_response(app, OrderNumber(request.parameter("number")));
               }));
    routes.add(Method::post, "/api/v1/desk/orders/import",
               for_staff(app, Role::manager,
                         [&app](const Request& request, const Staff&) { return import_response(app, request); }),
               {.max_body_bytes = kMaxImportBytes});
}

}  // namespace shipwitness::web
