#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>

#include "storage/statement.h"

// Internal to src/storage.

namespace shipwitness::storage {

enum class Access { read_only, read_write };

/// An open file with its prepared statements, kept by their text.
class Connection::Implementation {
  public:
    Implementation(const std::filesystem::path& file, Access access);

    std::vector<Row> run(std::string_view sql, std::span<const Value> parameters);
    std::int64_t change(std::string_view sql, std::span<const Value> parameters);
    void script(std::string_view sql);
    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

  private:
    sqlite3_stmt* statement_for(std::string_view sql);

    Handle handle_;
    std::unordered_map<std::string, PreparedStatement> statements_;  ///< after handle_: finalized before it closes
};

}  // namespace shipwitness::storage
