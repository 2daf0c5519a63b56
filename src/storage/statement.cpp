#include "storage/statement.h"

#include <algorithm>
#include <string>

namespace shipwitness::storage {

namespace {

StorageError::Kind kind_of(int code) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return StorageError::Kind::constraint;
        case SQLITE_FULL:
            return StorageError::Kind::full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_PROTOCOL:
        case SQLITE_NOLFS:
        case SQLITE_NOMEM:
            return StorageError::Kind::broken;
        default:
            return StorageError::Kind::mistake;
    }
}

/// The value of "$7" is 7; 0 for any other name.
int number_of(const char* name) {
    int number = 0;
    if (name == nullptr || *name != '$') {
        return 0;
    }
    for (const char* c = name + 1; *c != '\0'; ++c) {
        if (*c < '0' || *c > '9' || number > 100'000) {
            return 0;
        }
        number = number * 10 + (*c - '0');
    }
    return number;
}

void bind_one(sqlite3* handle, sqlite3_stmt* statement, int index, const Value& value, std::string_view sql) {
    int code = SQLITE_OK;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        code = sqlite3_bind_int64(statement, index, *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        code = sqlite3_bind_double(statement, index, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        code = sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
        static constexpr char kEmpty = 0;  // a null pointer would bind NULL
        const void* data = blob->empty() ? static_cast<const void*>(&kEmpty) : blob->data();
        code = sqlite3_bind_blob64(statement, index, data, blob->size(), SQLITE_STATIC);
    } else {
        code = sqlite3_bind_null(statement, index);
    }
    if (code != SQLITE_OK) {
        throw_storage_error(handle, code, "bind", sql);
    }
}

Value value_of(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_column_int64(statement, column)};
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement, column));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            return size == 0 ? Blob{} : Blob(bytes, bytes + size);
        }
        default:
            return std::monostate{};
    }
}

}  // namespace

void throw_storage_error(sqlite3* handle, int code, std::string_view call, std::string_view sql) {
    std::string what = "SQLite ";
    what += call;
    what += ": ";
    what += handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    what += " (";
    what += sqlite3_errstr(code);
    what += ')';
    if (const char* file = handle != nullptr ? sqlite3_db_filename(handle, "main") : nullptr; file != nullptr) {
        what += " in ";
        what += file;
    }
    if (!sql.empty()) {
        what += ": ";
        what += sql.substr(0, 300);
    }
    throw StorageError(kind_of(code), what);
}

PreparedStatement prepare(sqlite3* handle, std::string_view sql, std::string_view* tail) {
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                                        tail == nullptr ? SQLITE_PREPARE_PERSISTENT : 0U, &raw, &rest);
    PreparedStatement statement(raw);
    if (code != SQLITE_OK) {
        throw_storage_error(handle, code, "prepare", sql);
    }
    if (tail != nullptr) {
        *tail = sql.substr(static_cast<std::size_t>(rest - sql.data()));
    }
    return statement;
}

void bind(sqlite3* handle, sqlite3_stmt* statement, std::span<const Value> values, std::string_view sql) {
    const int places = sqlite3_bind_parameter_count(statement);
    int highest = 0;
    for (int place = 1; place <= places; ++place) {
        const int number = number_of(sqlite3_bind_parameter_name(statement, place));
        if (number == 0 || static_cast<std::size_t>(number) > values.size()) {
            throw std::logic_error("placeholders must be $1 to $" + std::to_string(values.size()) + ": " +
                                   std::string(sql.substr(0, 300)));
        }
        highest = std::max(highest, number);
        bind_one(handle, statement, place, values[static_cast<std::size_t>(number) - 1], sql);
    }
    if (static_cast<std::size_t>(highest) != values.size()) {
        throw std::logic_error(std::to_string(values.size()) + " parameters for $1 to $" + std::to_string(highest) +
                               ": " + std::string(sql.substr(0, 300)));
    }
}

bool step(sqlite3* handle, sqlite3_stmt* statement, std::string_view sql) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    throw_storage_error(handle, code, "step", sql);
}

Row row_of(sqlite3_stmt* statement) {
    const int columns = sqlite3_column_count(statement);
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
        values.push_back(value_of(statement, column));
    }
    return Row(std::move(values));
}

}  // namespace shipwitness::storage
