#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/feel/node.h"
#include "rules/value.h"

namespace shipwitness::rules::table {

/// A set of rows, one bit each.
class RowSet {
  public:
    RowSet() = default;
    explicit RowSet(std::size_t rows, bool all = false);

    void insert(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << row % 64; }
    [[nodiscard]] bool contains(std::size_t row) const { return (words_[row / 64] >> row % 64 & 1) != 0; }
    RowSet& operator&=(const RowSet& other);
    RowSet& operator|=(const RowSet& other);
    [[nodiscard]] bool empty() const;
    [[nodiscard]] std::size_t count() const;
    /// The first row from `from` on; none when there is no further.
    [[nodiscard]] std::optional<std::size_t> next(std::size_t from = 0) const;
    /// All rows of the set, ascending.
    [[nodiscard]] std::vector<std::size_t> members() const;
    /// Puts the intersection of two sets here, without allocating when the sizes agree.
    void assign_intersection(const RowSet& left, const RowSet& right);
    bool operator==(const RowSet&) const = default;
    auto operator<=>(const RowSet&) const = default;

  private:
    std::vector<std::uint64_t> words_;
};

/// Values of a column that no cell of it tells apart: one value, or all between two neighbouring boundaries.
struct Atom {
    Value example;  ///< the value itself, or one of those between
    Value above;    ///< with `below`: what lies strictly between; null is no bound on that side
    Value below;
    bool single = true;
    bool other = false;  ///< every text that no cell names
    RowSet rows;         ///< where the cell holds
};

/// A column, split at its boundaries into atoms.
struct Column {
    bool split = false;    ///< false: a cell rests on more than the column's own value; rows are tried one by one
    bool ordered = false;  ///< atoms are points and the stretches between them
    std::vector<Atom> atoms;
    std::vector<Value> points;   ///< ordered: the boundaries, ascending
    std::vector<int> slot_atom;  ///< ordered: atom below points[0], at it, above it, …; -1 where nothing is allowed
    std::unordered_map<std::string, int> by_text;  ///< finite: atom of a text

    /// The atom in which the value lies; none when the column is not split or the value is none that it knows.
    [[nodiscard]] std::optional<std::size_t> find(const Value& value) const;
};

/// All columns of a table.
struct Matcher {
    std::vector<Column> columns;
    std::size_t rows = 0;
};

/// What compile_column() needs to know of one column.
struct ColumnSource {
    std::string base;           ///< FEEL's type
    feel::NodePtr allowed;      ///< none: any value
    std::vector<Value> listed;  ///< allowed values, when they are constants
    std::vector<feel::NodePtr> cells;
};

[[nodiscard]] Column compile_column(const ColumnSource& source);

}  // namespace shipwitness::rules::table
