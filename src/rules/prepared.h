#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "rules/model.h"

namespace shipwitness::rules {

namespace detail {
struct DecisionTable;
}
namespace table {
class RowSet;
}

/// A decision made ready for very many cases, such as replaying past claims against a draft: a table with the hit
/// policy U, without a default, over facts only, whose cells and results hold nothing but constants (the cause table is
/// one). Holds its model; may be used from any thread.
class PreparedTable {
  public:
    /// Fails (invalid) when the decision is not such a table, (not_found) when there is none of the name.
    [[nodiscard]] static Result<PreparedTable> make(const Model& model, std::string_view decision);

    /// The facts whose values row_for() wants, in this order.
    [[nodiscard]] const std::vector<std::string>& facts() const { return facts_; }
    /// The one row that applies, from 1; none when no row does, when several do, or when a value is unknown or not
    /// allowed.
    [[nodiscard]] std::optional<int> row_for(std::span<const Value> values) const;
    /// The row's result; null without a row.
    [[nodiscard]] Value result_of(std::optional<int> row) const;

    /// The place of a value among those that the column of a fact tells apart.
    [[nodiscard]] std::optional<std::size_t> atom_of(std::size_t fact, const Value& value) const;
    /// As row_for(), by such places.
    [[nodiscard]] std::optional<int> row_at(std::span<const std::size_t> atoms) const;
    /// All rows that apply, from 1, ascending.
    [[nodiscard]] std::vector<int> rows_at(std::span<const std::size_t> atoms) const;

  private:
    PreparedTable(Model model, const detail::DecisionTable& table) : model_(std::move(model)), table_(&table) {}
    [[nodiscard]] table::RowSet row_set(std::span<const std::size_t> atoms) const;

    Model model_;
    const detail::DecisionTable* table_;
    std::vector<std::string> facts_;
};

}  // namespace shipwitness::rules
