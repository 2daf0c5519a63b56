#include <string>

#include "storage/database.h"

namespace shipwitness::storage {

namespace {

template <class T>
const T& typed(const Value& value, std::size_t column, const char* wanted) {
    if (const T* found = std::get_if<T>(&value)) {
        return *found;
    }
    static constexpr const char* kNames[] = {"null", "integer", "real", "text", "blob"};
    throw std::logic_error("column " + std::to_string(column) + " is " + kNames[value.index()] + ", not " + wanted);
}

}  // namespace

const Value& Row::at(std::size_t column) const {
    if (column >= values_.size()) {
        throw std::logic_error("column " + std::to_string(column) + " of " + std::to_string(values_.size()));
    }
    return values_[column];
}

bool Row::is_null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(at(column));
}

std::int64_t Row::integer(std::size_t column) const {
    return typed<std::int64_t>(at(column), column, "integer");
}

double Row::real(std::size_t column) const {
    const Value& value = at(column);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    return typed<double>(value, column, "real");
}

const std::string& Row::text(std::size_t column) const {
    return typed<std::string>(at(column), column, "text");
}
const Blob& Row::blob(std::size_t column) const {
    return typed<Blob>(at(column), column, "blob");
}

std::optional<std::int64_t> Row::maybe_integer(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Row::maybe_text(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<Timestamp> Row::maybe_timestamp(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(timestamp(column));
}

}  // namespace shipwitness::storage
