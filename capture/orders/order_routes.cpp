#include "capture/orders/order_routes.h"

#include "capture/sessions/code.h"
#include "http/json.h"

namespace shipwitness::capture {
namespace {

constexpr int kOk = 200;
constexpr std::int64_t kMaxPackages = 100'000;

http::Json to_json(const Order& order) {
    return {{"number", order.number.text()},
            {"status", order.status == OrderStatus::cancelled ? "cancelled" : "open"},
            {"packages", order.packages ? http::Json(*order.packages) : http::Json(nullptr)},
            {"updated_at", to_rfc3339(order.updated_at)}};
}

// An order that no scanner can read would be waited for in vain: said now and not at the bench.
Result<OrderNumber> number_from(const std::string& text) {
    const Code code = parse_code(text);
    const auto* number = std::get_if<OrderNumber>(&code);
    if (number == nullptr || trimmed(text) != text) {
        return invalid_field("number", "not_scannable",
                             "An order number is 1 to 64 printable characters of Code 128, without spaces at its ends, "
                             "and no control code (END, CANCEL, START, NOTE, SW:…).");
    }
    return *number;
}

http::Response put_order(Orders& orders, const http::Request& request) {
    const auto number = number_from(request.parameter("number"));
    if (!number) {
        return http::problem(number.error());
    }
    const auto body = http::json_body(request);
    if (!body) {
        return http::problem(body.error());
    }
    http::JsonReader in(*body);
    const std::string status = in.word("status", {"open", "cancelled"});
    const auto packages = in.maybe_integer("packages", 0, kMaxPackages);
    if (const auto done = in.finish(); !done) {
        return http::problem(done.error());
    }
    const Order order =
        orders.put(*number, status == "cancelled" ? OrderStatus::cancelled : OrderStatus::open, packages);
    return http::json_response(kOk, to_json(order).dump());
}

}  // namespace

void add_order_routes(http::Routes& routes, Orders& orders, const Access& access) {
    routes.add(http::Method::put, "/api/v1/orders/{number}",
               access.for_web([&orders](const http::Request& request) { return put_order(orders, request); }));
}

}  // namespace shipwitness::capture
