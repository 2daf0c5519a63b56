#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "http/json.h"
#include "storage/database.h"
#include "web/server/orders/row_fault.h"

namespace shipwitness::web {

struct ImportReport {
    std::size_t created = 0;  ///< orders
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    std::vector<RowFault> faults;  ///< by line of the file
};

/// Imports a file of orders (docs/orders.md). Rows that are wrong are reported and left out, the others are kept; what
/// the file does not speak of stays. The same file again changes nothing. Fails, with nothing imported, when the text
/// is no such file: `csv_not_utf8`, `csv_empty`, `csv_columns_missing`, `csv_column_unknown`, `csv_column_twice`.
[[nodiscard]] Result<ImportReport> import_orders(storage::Database& database, std::string_view csv,
                                                 std::chrono::minutes utc_offset, Timestamp now);

/// The document's ImportReport.
[[nodiscard]] http::Json to_json(const ImportReport& report);

}  // namespace shipwitness::web
