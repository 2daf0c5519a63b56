#include "http/storage_trouble.h"
#include "storage/trouble.h"
#include "web/server/app/app.h"
#include "web/server/app/pages.h"
#include "web/server/app/service_routes.h"
#include "web/server/auth/sign_in_routes.h"
#include "web/server/desk/claim_routes.h"
#include "web/server/desk/live_routes.h"
#include "web/server/desk/order_routes.h"
#include "web/server/ingest/ingest_routes.h"
#include "web/server/letters/letter_routes.h"
#include "web/server/orders/order_routes.h"
#include "web/server/pictures/picture_routes.h"
#include "web/server/portal/portal_routes.h"
#include "web/server/videos/video_routes.h"

namespace shipwitness::web {

void add_api_routes(http::Routes& routes, App& app) {
    http::Routes bare;
    add_order_routes(bare, app);
    add_portal_sign_in_routes(bare, app);
    add_picture_routes(bare, app);
    add_portal_routes(bare, app);
    add_desk_sign_in_routes(bare, app);
    add_desk_claim_routes(bare, app);
    add_live_routes(bare, app);
    add_desk_order_routes(bare, app);
    add_video_routes(bare, app);
    add_letter_routes(bare, app);
    add_ingest_routes(bare, app);
    add_service_routes(bare, app);
    const auto trouble_of = [data_folder = app.settings.data_folder](const std::exception& error) {
        return storage::trouble(error, data_folder);
    };
    for (const auto& route : bare.all()) {
        const auto protected_handler =
            [handler = http::telling_storage_trouble(route, trouble_of)](const http::Request& request) {
                http::Response response = handler(request);
                protect(response);
                return response;
            };
        routes.add(route.method, route.pattern, protected_handler, route.options);
    }
}

}  // namespace shipwitness::web
