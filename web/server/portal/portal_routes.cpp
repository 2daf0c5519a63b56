#include "web/server/portal/portal_routes.h"

#include "web/server/app/once.h"
#include "web/server/auth/guard.h"
#include "web/server/auth/rate.h"
#include "web/server/claims/claim_queries.h"
#include "web/server/claims/filing.h"
#include "web/server/orders/order_queries.h"
#include "web/server/portal/portal_view.h"
#include "web/server/videos/claim_videos.h"

namespace shipwitness::web {

namespace {

tl::unexpected<Error> unknown_claim() {
    return fail(ErrorKind::not_found, "claim_unknown", "There is no such claim.");
}

Result<http::Response> show_order(const App& app, const Buyer& buyer) {
    return app.database.read([&](storage::Connection& connection) {
        const Order order = find_order(connection, buyer.order).value();
        return http::json_response(200, portal_order(connection, order, app.settings.company, app.clock.now()).dump());
    });
}

Result<http::Response> show_claim(const App& app, const http::Request& request, const Buyer& buyer) {
    return app.database.read([&](storage::Connection& connection) -> Result<http::Response> {
        const auto claim = find_claim(connection, ClaimId(request.parameter("claim")));
        if (!claim || claim->order != buyer.order) {
            return unknown_claim();
        }
        return http::json_response(200, portal_claim(connection, *claim).dump());
    });
}

Answer answer_with(storage::Connection& connection, const ClaimId& number, int status) {
    return {status, portal_claim(connection, find_claim(connection, number).value())};
}

Result<Answer> file(const App& app, storage::Connection& connection, const Buyer& buyer, const http::Json& body) {
    if (auto counted = count_attempt(connection, kClaimsPerOrder, buyer.order.text(), app.clock.now()); !counted) {
        return tl::unexpected(counted.error());
    }
    const Order order = find_order(connection, buyer.order).value();
    const auto number = file_claim(app, connection, order, buyer.language, body);
    if (!number) {
        return tl::unexpected(number.error());
    }
    fetch_video_for_claim(app, connection, *number, order.number);
    return answer_with(connection, *number, 201);
}

using Deed = Result<void> (*)(const App&, storage::Connection&, const OrderNumber&, const ClaimId&, const http::Json&);

/// A route of a claim on which the buyer does something with a JSON body.
http::Handler doing(App& app, const char* name, KeyNeed need, int status, Deed deed) {
    return for_buyer(
        app,
        [&app, name, need, status, deed](const http::Request& request, const Buyer& buyer) -> Result<http::Response> {
            const auto body = http::json_body(request);
            if (!body) {
                return tl::unexpected(body.error());
            }
            const ClaimId number(request.parameter("claim"));
            const std::string scope = std::string(name) + ":" + buyer.order.text();
            return once(app, request, scope, need, [&](storage::Connection& connection) -> Result<Answer> {
                if (auto done = deed(app, connection, buyer.order, number, *body); !done) {
                    return tl::unexpected(done.error());
                }
                return answer_with(connection, number, status);
            });
        });
}

Result<http::Response> file_route(App& app, const http::Request& request, const Buyer& buyer) {
    const auto body = http::json_body(request);
    if (!body) {
        return tl::unexpected(body.error());
    }
    auto response = once(app, request, "file_claim:" + buyer.order.text(), KeyNeed::required,
                         [&](storage::Connection& connection) { return file(app, connection, buyer, *body); });
    return response;
}

}  // namespace

void add_portal_routes(http::Routes& routes, App& app) {
    // Whose page this is, a buyer sees before telling it their address.
    routes.add(http::Method::get, "/api/v1/portal/company",
               for_anybody([&app](const http::Request&) -> Result<http::Response> {
                   return http::json_response(200, to_json(app.settings.company).dump());
               }));
    routes.add(http::Method::get, "/api/v1/portal/order",
               for_buyer(app, [&app](const http::Request&, const Buyer& buyer) { return show_order(app, buyer); }));
    routes.add(http::Method::post, "/api/v1/portal/claims",
               for_buyer(app, [&app](const http::Request& request, const Buyer& buyer) {
                   return file_route(app, request, buyer);
               }));
    const std::string claim = "/api/v1/portal/claims/{claim}";
    routes.add(http::Method::get, claim, for_buyer(app, [&app](const http::Request& request, const Buyer& buyer) {
                   return show_claim(app, request, buyer);
               }));
    routes.add(http::Method::post, claim + "/messages", doing(app, "add_message", KeyNeed::required, 201, add_message));
    routes.add(http::Method::post, claim + "/not-solved",
               doing(app, "not_solved", KeyNeed::optional, 200, say_not_solved));
    routes.add(http::Method::post, claim + "/escalation", doing(app, "escalate", KeyNeed::optional, 200, escalate));
}

}  // namespace shipwitness::web
