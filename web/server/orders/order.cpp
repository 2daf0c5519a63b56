#include "web/server/orders/order.h"

#include <algorithm>

#include "web/server/app/json.h"
#include "web/server/app/text.h"
#include "web/server/orders/order_words.h"

namespace shipwitness::web {

bool is_scannable(std::string_view order_number) {
    if (order_number.empty() || order_number.size() > kMaxOrderNumber) {
        return false;
    }
    // Code 128 as scanners type it: printable ASCII. Keyboard-wedge scanners and people lose spaces at the ends.
    const bool printable =
        std::all_of(order_number.begin(), order_number.end(), [](char each) { return each >= 0x20 && each <= 0x7E; });
    if (!printable || order_number.front() == ' ' || order_number.back() == ' ') {
        return false;
    }
    const std::string folded = fold_case(order_number);
    return folded.rfind("sw:", 0) != 0 && folded != "end" && folded != "cancel" && folded != "start" &&
           folded != "note";
}

std::string_view to_text(OrderStatus status) {
    return status == OrderStatus::open ? "open" : "cancelled";
}

http::Json to_json(const OrderDates& dates) {
    return {{"handover_due_at", to_json(dates.handover_due)},
            {"promised_at", to_json(dates.promised)},
            {"ready_at", to_json(dates.ready)},
            {"handed_over_at", to_json(dates.handed_over)},
            {"delivered_at", to_json(dates.delivered)}};
}

http::Json to_json(const std::vector<OrderLine>& lines) {
    http::Json array = http::Json::array();
    for (const OrderLine& line : lines) {
        array.push_back({{"line", line.line},
                         {"sku", line.sku},
                         {"name", line.name},
                         {"quantity", line.quantity},
                         {"unit", line.unit}});
    }
    return array;
}

http::Json to_json(const std::vector<OrderPackage>& packages) {
    http::Json array = http::Json::array();
    for (const OrderPackage& package : packages) {
        array.push_back({{"code", package.code},
                         {"weight_grams", package.weight_grams ? http::Json(*package.weight_grams) : http::Json()}});
    }
    return array;
}

http::Json to_json(const Order& order) {
    http::Json json = to_json(order.dates);
    json["number"] = order.number.text();
    json["status"] = to_text(order.status);
    json["buyer"] = {{"name", order.buyer.name},
                     {"email", order.buyer.email},
                     {"language", to_text(order.buyer.language)},
                     {"phone", to_json(order.buyer.phone)}};
    json["carrier"] = to_json(order.carrier);
    json["incoterm"] = to_json(order.incoterm);
    json["regime"] = to_json(order.regime);
    json["lines"] = to_json(order.lines);
    json["packages"] = to_json(order.packages);
    json["created_at"] = to_rfc3339(order.created);
    json["updated_at"] = to_rfc3339(order.updated);
    return json;
}

}  // namespace shipwitness::web
