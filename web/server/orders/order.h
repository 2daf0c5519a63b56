#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"
#include "http/json.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

struct OrderLine {
    int line = 0;  ///< the company's own numbering, 1 to 9999
    std::string sku;
    std::string name;
    std::int64_t quantity = 0;  ///< whole units
    std::string unit = "pcs";

    bool operator==(const OrderLine&) const = default;
};

struct OrderPackage {
    std::string code;
    std::optional<std::int64_t> weight_grams;

    bool operator==(const OrderPackage&) const = default;
};

struct OrderBuyer {
    std::string name;
    std::string email;
    Language language = Language::ru;
    std::optional<std::string> phone;

    bool operator==(const OrderBuyer&) const = default;
};

struct OrderDates {
    std::optional<Timestamp> handover_due;  ///< by when we were to hand over to the carrier
    std::optional<Timestamp> promised;      ///< by when the buyer was promised the goods
    std::optional<Timestamp> ready;
    std::optional<Timestamp> handed_over;
    std::optional<Timestamp> delivered;

    bool operator==(const OrderDates&) const = default;
};

enum class OrderStatus { open, cancelled };

/// What the company's systems tell about an order.
struct OrderData {
    OrderNumber number;
    OrderStatus status = OrderStatus::open;
    OrderBuyer buyer;
    std::optional<std::string> carrier;
    std::optional<std::string> incoterm;
    std::optional<std::string> regime;
    OrderDates dates;
    std::vector<OrderLine> lines;  ///< by line
    std::vector<OrderPackage> packages;

    bool operator==(const OrderData&) const = default;
};

/// An order as it is kept.
struct Order : OrderData {
    std::int64_t version = 0;
    Timestamp created;
    Timestamp updated;
};

/// The code of what no station could scan as an order, or none: 1 to 64 printable ASCII characters without spaces at
/// the ends, and not a control code of the stations (END, CANCEL, START, NOTE in any case, or "SW:…").
[[nodiscard]] bool is_scannable(std::string_view order_number);

/// As the document's schemas Order, OrderDates, OrderLine and OrderPackage.
[[nodiscard]] http::Json to_json(const Order& order);
[[nodiscard]] http::Json to_json(const OrderDates& dates);
[[nodiscard]] http::Json to_json(const std::vector<OrderLine>& lines);
[[nodiscard]] http::Json to_json(const std::vector<OrderPackage>& packages);
[[nodiscard]] std::string_view to_text(OrderStatus status);

}  // namespace shipwitness::web
