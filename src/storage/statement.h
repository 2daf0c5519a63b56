#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "storage/database.h"

// Internal to src/storage: RAII over SQLite's C interface.

namespace shipwitness::storage {

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using PreparedStatement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Throws what the handle says went wrong in `call` on `sql`.
[[noreturn]] void throw_storage_error(sqlite3* handle, int code, std::string_view call, std::string_view sql);

/// Compiles `sql`, which must be one statement. With `tail`, what stands behind it comes back.
PreparedStatement prepare(sqlite3* handle, std::string_view sql, std::string_view* tail = nullptr);

/// Binds values to $1, $2, … by number. std::logic_error when the counts differ.
void bind(sqlite3* handle, sqlite3_stmt* statement, std::span<const Value> values, std::string_view sql);

/// Steps to the next row; false at the end.
bool step(sqlite3* handle, sqlite3_stmt* statement, std::string_view sql);

/// The current row.
Row row_of(sqlite3_stmt* statement);

}  // namespace shipwitness::storage
