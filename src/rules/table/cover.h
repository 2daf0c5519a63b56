#pragma once

#include <vector>

#include "rules/table/survey.h"

namespace shipwitness::rules::table {

/// The survey of a table with more cases than can be tried one by one.
///
/// Overlaps: rows are compared two by two, which is exact; each entry names every row that applies to its witness.
/// Gaps: where rows do not meet, they cover everything exactly when they hold as many cases as there are, so that only
/// boxes with a gap are walked into; where rows meet, boxes are split until they do not.
/// Rows that decide: those with a case that the rows before them leave over, found in the same way.
///
/// Entries stand for boxes of cases; values of a column that the same rows apply to have one entry. `gap_cells` is
/// exact when no two rows meet and at least so many otherwise; `overlap_cells` is at most so many.
[[nodiscard]] Survey cover(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement);

}  // namespace shipwitness::rules::table
