#include "rules/table/sweep.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace shipwitness::rules::table {
namespace {

constexpr std::uint64_t kMany = std::numeric_limits<std::uint64_t>::max();

std::uint64_t times(std::uint64_t left, std::uint64_t right) {
    std::uint64_t product = 0;
    return __builtin_mul_overflow(left, right, &product) ? kMany : product;
}

std::uint64_t plus(std::uint64_t left, std::uint64_t right) {
    std::uint64_t sum = 0;
    return __builtin_add_overflow(left, right, &sum) ? kMany : sum;
}

std::vector<std::size_t> members(const RowSet& rows) {
    std::vector<std::size_t> all;
    for (auto row = rows.next(); row; row = rows.next(*row + 1)) {
        all.push_back(*row);
    }
    return all;
}

/// What both ways of walking do with a case or a box of cases.
class Findings {
  public:
    Findings(std::size_t rows, const Judgement& judgement) : judgement_(judgement) {
        survey.seen = RowSet(rows);
        survey.decisive = RowSet(rows);
    }

    void judge(const Box& box, const RowSet& rows, std::uint64_t cells) {
        if (rows.empty()) {
            if (judgement_.gaps) {
                survey.gap_cells = plus(survey.gap_cells, cells);
                list(survey.gaps, box, {});
            }
            return;
        }
        survey.seen |= rows;
        if (const auto winner = judgement_.wins(rows)) {
            survey.decisive.insert(*winner);
        }
        if (judgement_.is_overlap(rows)) {
            survey.overlap_cells = plus(survey.overlap_cells, cells);
            list(survey.overlaps, box, rows);
        }
    }

    Survey survey;

  private:
    void list(std::vector<Survey::Region>& regions, const Box& box, const RowSet& rows) {
        if (regions.size() < judgement_.max_listed) {
            regions.push_back({box, members(rows)});
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

class Sweep {
  public:
    Sweep(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement)
        : columns_(columns), rows_(rows), findings_(rows, judgement), box_(columns.size()) {
        for (const Column& column : columns) {
            RowSet indifferent(rows, true);
            for (const Atom& atom : column.atoms) {
                indifferent &= atom.rows;
            }
            indifferent_.push_back(std::move(indifferent));
        }
    }

    Survey run() {
        walk(RowSet(rows_, true), std::vector<bool>(columns_.size()));
        return std::move(findings_.survey);
    }

  private:
    /// The open column about which most of the rows have something to say; none when no row cares any more.
    [[nodiscard]] std::optional<std::size_t> telling_column(const RowSet& rows, const std::vector<bool>& done) const {
        std::optional<std::size_t> best;
        std::size_t most = 0;
        const std::size_t all = rows.count();
        RowSet common;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (done[i]) {
                continue;
            }
            common.assign_intersection(rows, indifferent_[i]);
            if (const std::size_t telling = all - common.count(); telling > most) {
                most = telling;
                best = i;
            }
        }
        return best;
    }

    [[nodiscard]] std::uint64_t cells_left(const std::vector<bool>& done) const {
        std::uint64_t cells = 1;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            cells = done[i] ? cells : times(cells, columns_[i].atoms.size());
        }
        return cells;
    }

    void walk(const RowSet& rows, const std::vector<bool>& done) {
        if (++steps_ > kMaxSteps) {
            findings_.survey.whole = false;
            return;
        }
        const auto column = telling_column(rows, done);
        if (!column) {
            findings_.judge(box_, rows, cells_left(done));
            return;
        }
        // The same rows over the same columns end alike; where they do without fault there is no need to look twice.
        if (clean_.contains({done, rows})) {
            return;
        }
        const std::size_t faults_before = faults();
        std::vector<bool> now_done = done;
        now_done[*column] = true;
        RowSet inner;
        for (std::size_t atom = 0; atom < columns_[*column].atoms.size() && findings_.survey.whole; ++atom) {
            box_[*column] = atom;
            inner.assign_intersection(rows, columns_[*column].atoms[atom].rows);
            walk(inner, now_done);
        }
        box_[*column].reset();
        if (faults() == faults_before && findings_.survey.whole) {
            clean_.insert({done, rows});
        }
    }

    [[nodiscard]] std::size_t faults() const {
        // Counters may stand at their limit; then nothing is called clean any more, which only costs time.
        const Survey& survey = findings_.survey;
        return survey.gap_cells == kMany || survey.overlap_cells == kMany
                   ? steps_
                   : static_cast<std::size_t>(survey.gap_cells + survey.overlap_cells);
    }

    static constexpr std::size_t kMaxSteps = 400'000;
    const std::vector<Column>& columns_;
    std::size_t rows_;
    Findings findings_;
    Box box_;
    std::vector<RowSet> indifferent_;
    std::set<std::pair<std::vector<bool>, RowSet>> clean_;
    std::size_t steps_ = 0;
};

}  // namespace

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

Survey sweep(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement) {
    return Sweep(columns, rows, judgement).run();
}

}  // namespace shipwitness::rules::table
