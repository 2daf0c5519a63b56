#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/time.h"

namespace shipwitness::storage {

/// The database refused: file, call, statement and SQLite's words.
class StorageError : public std::runtime_error {
  public:
    enum class Kind {
        broken,  ///< the environment: file or disk locked, not there, not readable, not writable, damaged; no memory
        constraint,  ///< a rule of the schema was violated: a caller's decision
        full,        ///< the environment: no room on the disk
        mistake,     ///< ours: SQL that does not fit the schema, or misuse of SQLite; trying again helps nobody
    };
    StorageError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool constraint() const { return kind_ == Kind::constraint; }
    /// Disk or file refused what was right: it may go through later.
    [[nodiscard]] bool of_environment() const { return kind_ == Kind::broken || kind_ == Kind::full; }

  private:
    Kind kind_;
};

/// One bound or read value: NULL, integer, real, text, or bytes.
using Blob = std::vector<std::byte>;
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

inline Value to_value(std::nullptr_t) {
    return std::monostate{};
}
inline Value to_value(bool value) {
    return std::int64_t{value ? 1 : 0};
}
template <std::integral T>
requires(!std::same_as<T, bool>) Value to_value(T value) {
    return static_cast<std::int64_t>(value);
}
inline Value to_value(double value) {
    return value;
}
inline Value to_value(std::string value) {
    return value;
}
inline Value to_value(std::string_view value) {
    return std::string(value);
}
inline Value to_value(const char* value) {
    return std::string(value);
}
inline Value to_value(Blob value) {
    return value;
}
inline Value to_value(Timestamp at) {
    return to_us(at);
}
template <class T>
requires requires(const T& id) {
    { id.text() } -> std::convertible_to<const std::string&>;
}
Value to_value(const T& id) {
    return id.text();
}
template <class T>
Value to_value(const std::optional<T>& value) {
    return value ? to_value(*value) : Value{std::monostate{}};
}

/// A row that was read. Columns count from 0. Asking for the wrong type or a column that is not there throws
/// std::logic_error: it is a bug in the query's caller, not in the data.
class Row {
  public:
    explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

    [[nodiscard]] bool is_null(std::size_t column) const;
    [[nodiscard]] std::int64_t integer(std::size_t column) const;
    [[nodiscard]] bool boolean(std::size_t column) const { return integer(column) != 0; }
    [[nodiscard]] double real(std::size_t column) const;  ///< an integer is taken too
    [[nodiscard]] const std::string& text(std::size_t column) const;
    [[nodiscard]] const Blob& blob(std::size_t column) const;
    [[nodiscard]] Timestamp timestamp(std::size_t column) const { return from_us(integer(column)); }

    [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::size_t column) const;
    [[nodiscard]] std::optional<std::string> maybe_text(std::size_t column) const;
    [[nodiscard]] std::optional<Timestamp> maybe_timestamp(std::size_t column) const;

    [[nodiscard]] const std::vector<Value>& values() const { return values_; }

  private:
    const Value& at(std::size_t column) const;
    std::vector<Value> values_;
};

/// One connection, used by one thread at a time; handed out by Database::read and Database::write. Statements are
/// prepared once and kept. Placeholders are $1, $2, … in order (they work in SQLite and PostgreSQL alike); the count of
/// parameters must fit (std::logic_error otherwise). Throws StorageError.
class Connection {
  public:
    class Implementation;
    explicit Connection(std::unique_ptr<Implementation> implementation);
    Connection(Connection&&) noexcept;
    ~Connection();

    /// All rows of a select (or of `insert … returning`).
    template <class... P>
    std::vector<Row> query(std::string_view sql, const P&... parameters) {
        const std::vector<Value> values{to_value(parameters)...};
        return run(sql, values);
    }
    /// The first row, or none.
    template <class... P>
    std::optional<Row> query_one(std::string_view sql, const P&... parameters) {
        auto rows = query(sql, parameters...);
        return rows.empty() ? std::nullopt : std::optional<Row>(std::move(rows.front()));
    }
    /// insert, update, delete: the number of rows changed.
    template <class... P>
    std::int64_t execute(std::string_view sql, const P&... parameters) {
        const std::vector<Value> values{to_value(parameters)...};
        return change(sql, values);
    }
    /// The same with parameters counted at run time.
    std::vector<Row> run(std::string_view sql, std::span<const Value> parameters);
    std::int64_t change(std::string_view sql, std::span<const Value> parameters);
    /// Several statements without parameters, as in a migration.
    void script(std::string_view sql);

  private:
    std::unique_ptr<Implementation> implementation_;
};

/// A migration: forward only, run once, in order of number, each in its own transaction.
struct Migration {
    int number;             ///< from the file name: "012_add_seal.sql" is 12
    std::string_view name;  ///< the file's name
    std::string_view sql;
};

/// Sorts and checks embedded files "NNN_name.sql" into migrations. Throws std::logic_error on a double number or a
/// name without one.
[[nodiscard]] std::vector<Migration> migrations_from(
    std::span<const std::pair<std::string_view, std::string_view>> files);

/// A SQLite database file: WAL, synchronous=FULL, foreign keys on, one writer at a time, readers beside it.
/// Thread-safe: write() waits for the writer before it; read() runs beside writers on a connection of its own.
class Database {
  public:
    /// Opens or creates the file and its folder. Throws StorageError naming the path.
    explicit Database(const std::filesystem::path& file);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs what has not run yet. Refuses (StorageError) a database that knows a later migration than this program.
    void migrate(std::span<const Migration> migrations);

    /// Runs `work` in an immediate transaction: committed and on disk when it returns, rolled back when it throws.
    /// Not to be nested: a nested call throws std::logic_error.
    template <class Work>
    auto write(Work&& work) {
        using Answer = std::invoke_result_t<Work, Connection&>;
        if constexpr (std::is_void_v<Answer>) {
            transact([&](Connection& connection) { work(connection); });
        } else {
            std::optional<Answer> answer;
            transact([&](Connection& connection) { answer.emplace(work(connection)); });
            return std::move(*answer);
        }
    }

    /// As write(), for work that returns Result<T>: an error rolls back too.
    template <class Work>
    auto try_write(Work&& work) {
        using Answer = std::invoke_result_t<Work, Connection&>;
        std::optional<Answer> answer;
        transact_if([&](Connection& connection) {
            answer.emplace(work(connection));
            return answer->has_value();
        });
        return std::move(*answer);
    }

    /// Runs `work` on one consistent snapshot. It must not write (StorageError).
    template <class Work>
    auto read(Work&& work) const {
        using Answer = std::invoke_result_t<Work, Connection&>;
        if constexpr (std::is_void_v<Answer>) {
            snapshot([&](Connection& connection) { work(connection); });
        } else {
            std::optional<Answer> answer;
            snapshot([&](Connection& connection) { answer.emplace(work(connection)); });
            return std::move(*answer);
        }
    }

    /// A copy of the whole database at one moment, while others work on (SQLite's online backup).
    void backup_to(const std::filesystem::path& file) const;

    /// `pragma integrity_check` and `foreign_key_check`: empty when sound, else what is wrong.
    [[nodiscard]] std::vector<std::string> check() const;

  private:
    void transact(const std::function<void(Connection&)>& work);
    void transact_if(const std::function<bool(Connection&)>& work);
    void snapshot(const std::function<void(Connection&)>& work) const;

    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace shipwitness::storage
