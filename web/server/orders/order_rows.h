#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "web/server/orders/csv.h"
#include "web/server/orders/order.h"
#include "web/server/orders/row_fault.h"

namespace shipwitness::web {

/// What a file says about one order. What it leaves open (none) keeps its old value.
struct OrderPatch {
    OrderNumber number;
    std::size_t line = 0;  ///< of the file, where the order is first spoken of
    std::optional<OrderStatus> status;
    std::optional<std::string> buyer_name;
    std::optional<std::string> buyer_email;
    std::optional<Language> buyer_language;
    std::optional<std::string> buyer_phone;
    std::optional<std::string> carrier;
    std::optional<std::string> incoterm;
    std::optional<std::string> regime;
    OrderDates dates;
    std::vector<OrderLine> lines;
    std::vector<OrderPackage> packages;
};

struct OrderRows {
    std::vector<OrderPatch> orders;  ///< in the file's order
    std::vector<RowFault> faults;    ///< by line
};

/// Reads the rows of an order file (docs/orders.md): the first names the columns, each further one is a line of an
/// order. A row with any fault is left out and reported; the others stand. Fails with `csv_columns_missing`,
/// `csv_column_unknown` or `csv_column_twice`. Pure.
[[nodiscard]] Result<OrderRows> read_order_rows(const std::vector<CsvRow>& rows, std::chrono::minutes utc_offset);

/// "2026-11-22T08:36:56Z" as it stands; "2026-11-22 11:36", "22.11.2026 11:36" (seconds may follow) at the offset;
/// "2026-11-22" and "22.11.2026" mean that day's last second, as a date promised is kept until its end.
[[nodiscard]] std::optional<Timestamp> parse_file_time(std::string_view text, std::chrono::minutes utc_offset);

/// The order with what the patch says.
[[nodiscard]] OrderData apply_patch(const std::optional<Order>& old, const OrderPatch& patch);

}  // namespace shipwitness::web
