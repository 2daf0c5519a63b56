#include "web/server/orders/order_routes.h"

#include "core/text.h"
#include "web/server/app/json.h"
#include "web/server/auth/guard.h"
#include "web/server/orders/order_codec.h"
#include "web/server/orders/order_import.h"
#include "web/server/orders/order_queries.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kMaxSearchBytes = 400;

Result<http::Response> get_order(App& app, const http::Request& request) {
    const OrderNumber number(request.parameter("number"));
    const auto order =
        app.database.read([&](storage::Connection& connection) { return find_order(connection, number); });
    if (!order) {
        return fail(ErrorKind::not_found, "order_unknown", "There is no order with this number.");
    }
    return http::json_response(200, to_json(*order).dump());
}

Result<http::Response> put_order(App& app, const http::Request& request) {
    const auto body = http::json_body(request);
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto data = order_from_json(OrderNumber(request.parameter("number")), *body);
    if (!data) {
        return tl::unexpected(data.error());
    }
    auto response = app.database.try_write([&](storage::Connection& connection) -> Result<http::Response> {
        const auto saved = save_order(connection, *data, Missing::remove, app.clock.now());
        if (!saved) {
            return tl::unexpected(saved.error());
        }
        const auto order = find_order(connection, data->number);
        return http::json_response(*saved == Saved::created ? 201 : 200, to_json(order.value()).dump());
    });
    app.wake_jobs();
    return response;
}

}  // namespace

Result<http::Response> import_response(App& app, const http::Request& request) {
    const std::string type = request.headers.get("Content-Type").value_or("");
    if (!equal_ignoring_case(trim(std::string_view(type).substr(0, type.find(';'))), "text/csv")) {
        return fail(ErrorKind::invalid, "not_csv", "The body must be CSV with Content-Type: text/csv.");
    }
    const auto report = import_orders(app.database, request.body, app.settings.orders_utc_offset, app.clock.now());
    app.wake_jobs();
    if (!report) {
        return tl::unexpected(report.error());
    }
    return http::json_response(200, to_json(*report).dump());
}

Result<http::Response> order_page_response(App& app, const http::Request& request) {
    const auto page = page_request(request);
    if (!page) {
        return tl::unexpected(page.error());
    }
    const auto search = request.query_value("q");
    if (search && (search->size() > kMaxSearchBytes || !is_utf8(*search))) {
        return invalid_field("q", "too_long", "At most 100 characters fit.");
    }
    const auto orders =
        app.database.read([&](storage::Connection& connection) { return list_orders(connection, search, *page); });
    http::Json items = http::Json::array();
    for (const Order& order : orders.items) {
        items.push_back(to_json(order));
    }
    return http::json_response(
        200, http::Json({{"items", std::move(items)}, {"next_cursor", to_json(orders.next_cursor)}}).dump());
}

void add_order_routes(http::Routes& routes, App& app) {
    const auto machine = [&app](auto handler) {
        return for_machine(app, [&app, handler](const http::Request& request, const MachineSettings&) {
            return handler(app, request);
        });
    };
    routes.add(http::Method::get, "/api/v1/orders", machine(order_page_response));
    routes.add(http::Method::get, "/api/v1/orders/{number}", machine(get_order));
    routes.add(http::Method::put, "/api/v1/orders/{number}", machine(put_order));
    routes.add(http::Method::post, "/api/v1/orders/import", machine(import_response),
               {.max_body_bytes = kMaxImportBytes});
}

}  // namespace shipwitness::web
