#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "rules/table/columns.h"

namespace shipwitness::rules::table {

/// A box of cases that the same rows apply to: an atom for each column; none where every value of it is meant.
using Box = std::vector<std::optional<std::size_t>>;

/// What a walk over all cases of a table found.
struct Survey {
    struct Region {
        Box box;
        std::vector<std::size_t> rows;  ///< from 0; empty for a gap
    };
    std::vector<Region> gaps;
    std::vector<Region> overlaps;
    std::uint64_t gap_cells = 0;  ///< these count on when the lists are full; 2^64 - 1 when there are more
    std::uint64_t overlap_cells = 0;
    RowSet seen;        ///< rows that apply to some case
    RowSet decisive;    ///< rows that win in some case, by `wins`
    bool whole = true;  ///< false: given up before the end
};

/// How a survey judges a case with these rows.
struct Judgement {
    bool gaps = true;                                               ///< whether a case without rows is a fault
    std::function<bool(const RowSet&)> is_overlap;                  ///< whether these rows may not apply at once
    std::function<std::optional<std::size_t>(const RowSet&)> wins;  ///< the row that decides, where one does
    std::size_t max_listed = 1'000;
};

/// How many cases there are; 2^64 - 1 when there are more.
[[nodiscard]] std::uint64_t cell_count(const std::vector<Column>& columns);

/// The sum of two counts of cases; 2^64 - 1 when it is more.
[[nodiscard]] std::uint64_t sum_of_cells(std::uint64_t left, std::uint64_t right);

/// Case by case, each listed by itself. For up to 10^7 cases.
[[nodiscard]] Survey enumerate(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement);

}  // namespace shipwitness::rules::table
