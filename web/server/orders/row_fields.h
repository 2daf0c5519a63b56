#pragma once

#include <chrono>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "web/server/orders/csv.h"
#include "web/server/orders/row_fault.h"

namespace shipwitness::web {

/// One row of an imported file with its fields by column, white space at their ends taken off. Every getter reports
/// what is wrong to the list of faults and then gives none; an empty field is none without a fault.
class RowFields {
  public:
    /// The row has as many fields as there are names. `faults` must outlive it.
    RowFields(const CsvRow& row, const std::vector<std::string>& names, std::vector<RowFault>& faults);

    /// No fault was reported since this row began.
    [[nodiscard]] bool sound() const { return faults_.size() == before_; }
    void fault(std::string_view column, std::string code, std::string detail);

    [[nodiscard]] const std::string& raw(const std::string& column);
    std::optional<std::string> text(const std::string& column, std::size_t max_length);
    /// An empty field is a fault.
    std::string needed(const std::string& column, std::size_t max_length);
    /// From 1 to `max`.
    std::optional<std::int64_t> integer(const std::string& column, std::int64_t max);
    std::optional<Timestamp> time(const std::string& column, std::chrono::minutes utc_offset);
    /// One of the words, in any case; given as the list has it.
    std::optional<std::string> word(const std::string& column, std::initializer_list<std::string_view> words);

  private:
    std::size_t line_;
    std::vector<RowFault>& faults_;
    std::size_t before_;
    std::map<std::string, std::string> values_;
};

}  // namespace shipwitness::web
