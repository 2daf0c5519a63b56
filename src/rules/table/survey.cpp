#include "rules/table/survey.h"

#include <algorithm>
#include <limits>

namespace shipwitness::rules::table {
namespace {

constexpr std::uint64_t kMany = std::numeric_limits<std::uint64_t>::max();

std::uint64_t times(std::uint64_t left, std::uint64_t right) {
    std::uint64_t product = 0;
    return __builtin_mul_overflow(left, right, &product) ? kMany : product;
}

/// What is done with each case.
class Findings {
  public:
    Findings(std::size_t rows, const Judgement& judgement) : judgement_(judgement) {
        survey.seen = RowSet(rows);
        survey.decisive = RowSet(rows);
    }

    void judge(const Box& box, const RowSet& rows, std::uint64_t cells) {
        if (rows.empty()) {
            if (judgement_.gaps) {
                survey.gap_cells = sum_of_cells(survey.gap_cells, cells);
                list(survey.gaps, box, {});
            }
            return;
        }
        survey.seen |= rows;
        if (const auto winner = judgement_.wins(rows)) {
            survey.decisive.insert(*winner);
        }
        if (judgement_.is_overlap(rows)) {
            survey.overlap_cells = sum_of_cells(survey.overlap_cells, cells);
            list(survey.overlaps, box, rows);
        }
    }

    Survey survey;

  private:
    void list(std::vector<Survey::Region>& regions, const Box& box, const RowSet& rows) {
        if (regions.size() < judgement_.max_listed) {
            regions.push_back({box, rows.members()});
        }
    }

    const Judgement& judgement_;
};

class Enumeration {
  public:
    Enumeration(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement)
        : columns_(columns), findings_(rows, judgement), box_(columns.size()), sets_(columns.size() + 1) {
        sets_[0] = RowSet(rows, true);
    }

    Survey run() {
        walk(0);
        return std::move(findings_.survey);
    }

  private:
    void walk(std::size_t column) {
        if (column == columns_.size()) {
            findings_.judge(box_, sets_[column], 1);
            return;
        }
        for (std::size_t atom = 0; atom < columns_[column].atoms.size(); ++atom) {
            box_[column] = atom;
            sets_[column + 1].assign_intersection(sets_[column], columns_[column].atoms[atom].rows);
            walk(column + 1);
        }
    }

    const std::vector<Column>& columns_;
    Findings findings_;
    Box box_;
    std::vector<RowSet> sets_;
};

}  // namespace

std::uint64_t sum_of_cells(std::uint64_t left, std::uint64_t right) {
    std::uint64_t sum = 0;
    return __builtin_add_overflow(left, right, &sum) ? kMany : sum;
}

std::uint64_t cell_count(const std::vector<Column>& columns) {
    std::uint64_t cells = 1;
    for (const Column& column : columns) {
        cells = times(cells, column.atoms.size());
    }
    return cells;
}

Survey enumerate(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement) {
    return Enumeration(columns, rows, judgement).run();
}

}  // namespace shipwitness::rules::table
