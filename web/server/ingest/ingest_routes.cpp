#include "web/server/ingest/ingest_routes.h"

#include <set>

#include "http/json.h"
#include "web/server/auth/guard.h"
#include "web/server/ingest/ingest.h"
#include "web/server/videos/claim_videos.h"

namespace shipwitness::web {
namespace {

constexpr std::size_t kMaxBodyBytes = 16U << 20U;

Result<http::Response> ingest(App& app, const http::Request& request, const SiteSettings& site) {
    const auto body = http::json_body(request);
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto delivery = read_delivery(*body);
    if (!delivery) {
        return tl::unexpected(delivery.error());
    }
    if (delivery->site != site.id) {
        return fail(ErrorKind::forbidden, "site_wrong", "This token belongs to another site.");
    }
    const auto through = app.database.try_write([&](storage::Connection& connection) -> Result<std::int64_t> {
        auto taken = take_in(connection, *delivery, app.clock.now());
        if (taken) {
            std::set<OrderNumber> orders;
            for (const auto& event : delivery->events) {
                orders.insert(event.session.order);
            }
            for (const auto& order : orders) {
                fetch_video_for_open_claims(app, connection, order);
            }
        }
        return taken;
    });
    if (!through) {
        return tl::unexpected(through.error());
    }
    app.wake_jobs();
    return http::json_response(200, http::Json{{"accepted_through", *through}}.dump());
}

}  // namespace

void add_ingest_routes(http::Routes& routes, App& app) {
    routes.add(http::Method::post, "/api/v1/ingest/events",
               for_site(app, [&app](const http::Request& request,
                                    const SiteSettings& site) { return ingest(app, request, site); }),
               {.max_body_bytes = kMaxBodyBytes});
}

}  // namespace shipwitness::web
