#include "web/server/orders/row_fields.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "web/server/orders/order_rows.h"

namespace shipwitness::web {

RowFields::RowFields(const CsvRow& row, const std::vector<std::string>& names, std::vector<RowFault>& faults)
    : line_(row.line), faults_(faults), before_(faults.size()) {
    for (std::size_t at = 0; at < names.size(); ++at) {
        values_[names[at]] = std::string(trim(row.fields[at]));
    }
}

void RowFields::fault(std::string_view column, std::string code, std::string detail) {
    faults_.push_back({line_, std::string(column), std::move(code), std::move(detail)});
}

const std::string& RowFields::raw(const std::string& column) {
    return values_[column];
}

std::optional<std::string> RowFields::text(const std::string& column, std::size_t max_length) {
    const std::string& value = values_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const bool control = std::any_of(value.begin(), value.end(),
                                     [](char each) { return static_cast<unsigned char>(each) < 0x20 || each == 0x7F; });
    if (control) {
        fault(column, "control_characters", "Line breaks and control characters do not belong here.");
        return std::nullopt;
    }
    if (utf8_length(value) > max_length) {
        fault(column, "too_long", "At most " + std::to_string(max_length) + " characters fit.");
        return std::nullopt;
    }
    return value;
}

std::string RowFields::needed(const std::string& column, std::size_t max_length) {
    if (values_[column].empty()) {
        fault(column, "required", "This is required in every row.");
    }
    return text(column, max_length).value_or("");
}

std::optional<std::int64_t> RowFields::integer(const std::string& column, std::int64_t max) {
    const std::string& value = values_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < 1 || number > max) {
        fault(column, "number_malformed", "A whole number from 1 to " + std::to_string(max) + " belongs here.");
        return std::nullopt;
    }
    return number;
}

std::optional<Timestamp> RowFields::time(const std::string& column, std::chrono::minutes utc_offset) {
    const std::string& value = values_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const auto at = parse_file_time(value, utc_offset);
    if (!at) {
        fault(column, "bad_time", "Write 2026-11-22, 22.11.2026, 22.11.2026 11:36 or 2026-11-22T08:36:56Z.");
    }
    return at;
}

std::optional<std::string> RowFields::word(const std::string& column, std::initializer_list<std::string_view> words) {
    const std::string& value = values_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    std::string list;
    for (const std::string_view word : words) {
        if (equal_ignoring_case(word, value)) {
            return std::string(word);
        }
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    fault(column, "unknown_value", "One of " + list + " belongs here.");
    return std::nullopt;
}

}  // namespace shipwitness::web
