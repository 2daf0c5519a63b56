#include "web/server/orders/order_codec.h"

#include <algorithm>
#include <set>

#include "web/server/app/text.h"
#include "web/server/orders/order_words.h"

namespace shipwitness::web {

namespace {

OrderBuyer read_buyer(http::JsonReader& in) {
    auto reader = in.maybe_object("buyer");
    if (!reader) {
        in.fault("buyer", "required", "Name the buyer: name, email, language.");
        return {};
    }
    OrderBuyer buyer;
    buyer.name = reader->text("name", {.max_length = kMaxName});
    buyer.email = reader->text("email", {.max_length = 254});
    if (!buyer.email.empty() && !is_email(buyer.email)) {
        reader->fault("email", "email_malformed", "This is not an e-mail address.");
    }
    buyer.language = parse_language(reader->word("language", {"ru", "en"})).value_or(Language::ru);
    buyer.phone = reader->maybe_text("phone", {.max_length = kMaxPhone});
    return buyer;
}

OrderDates read_dates(http::JsonReader& in) {
    OrderDates dates;
    dates.handover_due = in.maybe_time("handover_due_at");
    dates.promised = in.maybe_time("promised_at");
    dates.ready = in.maybe_time("ready_at");
    dates.handed_over = in.maybe_time("handed_over_at");
    dates.delivered = in.maybe_time("delivered_at");
    return dates;
}

std::vector<OrderLine> read_lines(http::JsonReader& in) {
    std::vector<OrderLine> lines;
    std::set<int> numbers;
    int place = 0;
    for (http::JsonReader& reader : in.objects("lines", 1, kMaxLines)) {
        ++place;
        OrderLine line;
        line.line = static_cast<int>(reader.maybe_integer("line", 1, kMaxLineNumber).value_or(place));
        line.sku = reader.text("sku", {.max_length = kMaxSku});
        line.name = reader.text("name", {.max_length = kMaxGoodsName});
        line.quantity = reader.integer("quantity", 1, kMaxQuantity);
        line.unit = reader.maybe_text("unit", {.max_length = kMaxUnit}).value_or("pcs");
        if (!numbers.insert(line.line).second) {
            reader.fault("line", "line_twice", "Another line has this number already.");
        }
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    return lines;
}

std::vector<OrderPackage> read_packages(http::JsonReader& in) {
    std::vector<OrderPackage> packages;
    std::set<std::string> codes;
    for (http::JsonReader& reader : in.objects("packages", 0, kMaxPackages)) {
        OrderPackage package;
        package.code = reader.text("code", {.max_length = kMaxPackageCode});
        package.weight_grams = reader.maybe_integer("weight_grams", 1, kMaxWeightGrams);
        if (!codes.insert(package.code).second) {
            reader.fault("code", "twice", "Another package of this order has this code already.");
        }
        packages.push_back(std::move(package));
    }
    return packages;
}

}  // namespace

Result<OrderData> order_from_json(const OrderNumber& number, const http::Json& json) {
    if (!is_scannable(number.text())) {
        return fail(ErrorKind::invalid, "order_number_not_scannable",
                    "No station could scan this as an order number: 1 to 64 printable ASCII characters without spaces "
                    "at the ends, and none of the control codes END, CANCEL, START, NOTE, SW:….");
    }
    http::JsonReader in(json);
    OrderData order;
    order.number = number;
    const auto status = in.maybe_word("status", {"open", "cancelled"});
    order.status = status == "cancelled" ? OrderStatus::cancelled : OrderStatus::open;
    order.buyer = read_buyer(in);
    order.carrier = in.maybe_text("carrier", {.max_length = kMaxName});
    order.incoterm = in.maybe_word("incoterm", kIncoterms);
    order.regime = in.maybe_word("regime", kRegimes);
    order.dates = read_dates(in);
    order.lines = read_lines(in);
    order.packages = read_packages(in);
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return order;
}

}  // namespace shipwitness::web
