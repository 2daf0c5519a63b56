#include "storage/connection.h"

#include <string>

namespace shipwitness::storage {

namespace {

/// Kept statements; beyond it the cache is emptied: only a program that builds SQL by hand gets there.
constexpr std::size_t kMaxStatements = 512;
/// How long another program (a shell, `--add-user`) is waited for that holds the file: longer than any transaction
/// should take, and well below the 10 s after which our own clients stop listening, so that they hear why.
constexpr int kBusyTimeoutMs = 5'000;

/// Resets a kept statement however its use ends, so that it holds no lock and no borrowed text.
class Use {
  public:
    explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
    ~Use() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

  private:
    sqlite3_stmt* statement_;
};

Handle open(const std::filesystem::path& file, Access access) {
    const int flags = access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Handle handle(raw);
    if (code != SQLITE_OK) {
        throw StorageError(
            StorageError::Kind::broken,
            "cannot open " + file.string() + ": " + (raw != nullptr ? sqlite3_errmsg(raw) : sqlite3_errstr(code)));
    }
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, kBusyTimeoutMs);
    return handle;
}

}  // namespace

Connection::Implementation::Implementation(const std::filesystem::path& file, Access access)
    : handle_(open(file, access)) {
    if (access == Access::read_write) {
        script("pragma journal_mode = wal; pragma synchronous = full;");
    }
    script("pragma foreign_keys = on; pragma trusted_schema = off;");
}

sqlite3_stmt* Connection::Implementation::statement_for(std::string_view sql) {
    std::string key(sql);
    if (const auto found = statements_.find(key); found != statements_.end()) {
        return found->second.get();
    }
    if (statements_.size() >= kMaxStatements) {
        statements_.clear();
    }
    return statements_.emplace(std::move(key), prepare(handle(), sql)).first->second.get();
}

std::vector<Row> Connection::Implementation::run(std::string_view sql, std::span<const Value> parameters) {
    sqlite3_stmt* statement = statement_for(sql);
    const Use use(statement);
    bind(handle(), statement, parameters, sql);
    std::vector<Row> rows;
    while (step(handle(), statement, sql)) {
        rows.push_back(row_of(statement));
    }
    return rows;
}

std::int64_t Connection::Implementation::change(std::string_view sql, std::span<const Value> parameters) {
    sqlite3_stmt* statement = statement_for(sql);
    const Use use(statement);
    bind(handle(), statement, parameters, sql);
    while (step(handle(), statement, sql)) {
    }
    return sqlite3_changes64(handle());
}

void Connection::Implementation::script(std::string_view sql) {
    while (!sql.empty()) {
        std::string_view tail;
        const PreparedStatement statement = prepare(handle(), sql, &tail);
        if (statement != nullptr) {
            while (step(handle(), statement.get(), sql)) {
            }
        }
        sql = tail;
    }
}

Connection::Connection(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection::~Connection() = default;

std::vector<Row> Connection::run(std::string_view sql, std::span<const Value> parameters) {
    return implementation_->run(sql, parameters);
}

std::int64_t Connection::change(std::string_view sql, std::span<const Value> parameters) {
    return implementation_->change(sql, parameters);
}

void Connection::script(std::string_view sql) {
    implementation_->script(sql);
}

}  // namespace shipwitness::storage
