#include "rules/table/cover.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "rules/table/volume.h"

namespace shipwitness::rules::table {
namespace {

/// The table the other way round: for each column and row, the atoms in which the row's cell holds.
class Cells {
  public:
    Cells(const std::vector<Column>& columns, std::size_t rows) {
        for (const Column& column : columns) {
            std::vector<RowSet> cells(rows, RowSet(column.atoms.size()));
            for (std::size_t atom = 0; atom < column.atoms.size(); ++atom) {
                for (const std::size_t row : column.atoms[atom].rows.members()) {
                    cells[row].insert(atom);
                }
            }
            cells_.push_back(std::move(cells));
        }
    }

    [[nodiscard]] const RowSet& atoms(std::size_t column, std::size_t row) const { return cells_[column][row]; }

    [[nodiscard]] bool ever_applies(std::size_t row) const {
        return std::none_of(cells_.begin(), cells_.end(), [&](const auto& column) { return column[row].empty(); });
    }

    [[nodiscard]] bool meet(std::size_t row, std::size_t other) const {
        RowSet common;
        return std::all_of(cells_.begin(), cells_.end(), [&](const auto& column) {
            common.assign_intersection(column[row], column[other]);
            return !common.empty();
        });
    }

  private:
    std::vector<std::vector<RowSet>> cells_;
};

/// Looks for cases of a box that none of some rows applies to.
class Search {
  public:
    /// `allowed`: the atoms of each column that make up the box. `meets`: for each row, the rows that it meets.
    Search(const std::vector<Column>& columns, const Cells& cells, const std::vector<RowSet>& meets,
           std::vector<RowSet> allowed, std::size_t wanted, std::size_t& steps)
        : columns_(columns),
          cells_(cells),
          meets_(meets),
          allowed_(std::move(allowed)),
          wanted_(wanted),
          steps_(steps),
          box_(columns.size()) {}

    /// Fills `found` with up to `wanted` boxes. False when it gave up before it could tell.
    bool run(const RowSet& rows) {
        prepare(rows);
        walk(0, rows);
        return !gave_up_;
    }

    std::vector<Box> found;

  private:
    static constexpr std::size_t kMaxSteps = 60'000;

    /// Columns in the order in which they are split, and what rows and box hold from each of them on.
    void prepare(const RowSet& rows) {
        const auto list = rows.members();
        std::vector<std::size_t> telling(columns_.size());
        std::vector<std::vector<std::uint32_t>> counts(columns_.size());
        RowSet common;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const std::size_t all = allowed_[c].count();
            counts[c].resize(meets_.size());
            for (const std::size_t row : list) {
                common.assign_intersection(cells_.atoms(c, row), allowed_[c]);
                counts[c][row] = static_cast<std::uint32_t>(common.count());
                telling[c] += counts[c][row] < all ? 1 : 0;
            }
        }
        order_.resize(columns_.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) { return telling[a] > telling[b]; });
        whole_.assign(columns_.size() + 1, Volume(1));
        held_.assign(columns_.size() + 1, std::vector<Volume>(meets_.size(), Volume(1)));
        full_.assign(columns_.size() + 1, rows);
        for (std::size_t k = columns_.size(); k-- > 0;) {
            const std::size_t c = order_[k];
            const auto all = static_cast<std::uint32_t>(allowed_[c].count());
            whole_[k] = whole_[k + 1];
            whole_[k].multiply(all);
            full_[k] = RowSet(meets_.size());
            for (const std::size_t row : list) {
                held_[k][row] = held_[k + 1][row];
                held_[k][row].multiply(counts[c][row]);
                if (full_[k + 1].contains(row) && counts[c][row] == all) {
                    full_[k].insert(row);
                }
            }
        }
    }

    enum class Count { covered, gap, unknown };

    /// Counting tells all where the rows do not meet, and that there is a gap where they hold too little together.
    [[nodiscard]] Count count(std::size_t k, const RowSet& rows) const {
        Volume sum(0);
        bool apart = true;
        RowSet common;
        for (auto row = rows.next(); row; row = rows.next(*row + 1)) {
            sum.add(held_[k][*row]);
            common.assign_intersection(meets_[*row], rows);
            apart = apart && common.empty();
        }
        if (sum.lost() || whole_[k].lost()) {
            return Count::unknown;
        }
        if (sum < whole_[k]) {
            return Count::gap;
        }
        return apart ? Count::covered : Count::unknown;
    }

    void walk(std::size_t k, const RowSet& rows) {
        if (found.size() >= wanted_ || gave_up_) {
            return;
        }
        if (rows.empty()) {
            found.push_back(box_);
            return;
        }
        RowSet common;
        common.assign_intersection(rows, full_[k]);
        if (!common.empty()) {
            return;  // a row that takes whatever is left
        }
        const Count told = count(k, rows);
        if (told == Count::covered || (told == Count::unknown && covered_.contains({k, rows}))) {
            return;
        }
        if (++steps_ > kMaxSteps) {
            gave_up_ = true;
            return;
        }
        const std::size_t before = found.size();
        split(k, rows);
        if (told == Count::unknown && found.size() == before && !gave_up_) {
            covered_.insert({k, rows});
        }
    }

    /// Values of the column that the same rows apply to are looked at once; those with the fewest rows first, as a gap
    /// is there if it is anywhere.
    void split(std::size_t k, const RowSet& rows) {
        const std::size_t c = order_[k];
        std::map<RowSet, std::size_t> values;
        RowSet inner;
        for (auto atom = allowed_[c].next(); atom; atom = allowed_[c].next(*atom + 1)) {
            inner.assign_intersection(rows, columns_[c].atoms[*atom].rows);
            values.try_emplace(inner, *atom);
        }
        std::vector<std::tuple<std::size_t, std::size_t, const RowSet*>> by_rows;
        by_rows.reserve(values.size());
        for (const auto& [left, atom] : values) {
            by_rows.emplace_back(left.count(), atom, &left);
        }
        std::sort(by_rows.begin(), by_rows.end());
        for (const auto& [rows_left, atom, left] : by_rows) {
            box_[c] = atom;
            walk(k + 1, *left);
        }
        box_[c].reset();
    }

    const std::vector<Column>& columns_;
    const Cells& cells_;
    const std::vector<RowSet>& meets_;
    std::vector<RowSet> allowed_;
    std::size_t wanted_;
    std::size_t& steps_;
    Box box_;
    std::vector<std::size_t> order_;
    std::vector<Volume> whole_;              ///< cases of the box from the k-th column on
    std::vector<std::vector<Volume>> held_;  ///< of them, those of a row
    std::vector<RowSet> full_;               ///< rows that hold all of them
    std::set<std::pair<std::size_t, RowSet>> covered_;
    bool gave_up_ = false;
};

class Cover {
  public:
    Cover(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement)
        : columns_(columns), rows_(rows), judgement_(judgement), cells_(columns, rows) {
        survey_.seen = RowSet(rows);
        survey_.decisive = RowSet(rows);
    }

    Survey run() {
        compare_rows();
        if (judgement_.gaps) {
            find_gaps();
        }
        for (std::size_t row = 0; row < rows_ && survey_.whole; ++row) {
            if (survey_.seen.contains(row) && decides(row)) {
                survey_.decisive.insert(row);
            }
        }
        return std::move(survey_);
    }

  private:
    void compare_rows() {
        meets_.assign(rows_, RowSet(rows_));
        for (std::size_t row = 0; row < rows_; ++row) {
            if (!cells_.ever_applies(row)) {
                continue;
            }
            survey_.seen.insert(row);
            for (std::size_t other = 0; other < row; ++other) {
                if (survey_.seen.contains(other) && cells_.meet(other, row)) {
                    meets_[row].insert(other);
                    meets_[other].insert(row);
                    any_meet_ = true;
                    if (judgement_.is_overlap(pair(other, row))) {
                        add_overlap(other, row);
                    }
                }
            }
        }
    }

    [[nodiscard]] RowSet pair(std::size_t one, std::size_t other) const {
        RowSet rows(rows_);
        rows.insert(one);
        rows.insert(other);
        return rows;
    }

    void add_overlap(std::size_t one, std::size_t other) {
        Box box(columns_.size());
        RowSet rows(rows_, true);
        Volume cells(1);
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            RowSet common;
            common.assign_intersection(cells_.atoms(c, one), cells_.atoms(c, other));
            box[c] = common.next();
            rows &= columns_[c].atoms[*box[c]].rows;
            cells.multiply(static_cast<std::uint32_t>(common.count()));
        }
        survey_.overlap_cells = sum_of_cells(survey_.overlap_cells, cells.saturated());
        if (survey_.overlaps.size() >= judgement_.max_listed || !listed_.insert(rows).second) {
            return;
        }
        const auto all = rows.members();
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const bool indifferent = std::all_of(all.begin(), all.end(), [&](std::size_t row) {
                return cells_.atoms(c, row).count() == columns_[c].atoms.size();
            });
            if (indifferent) {
                box[c].reset();
            }
        }
        survey_.overlaps.push_back({std::move(box), all});
    }

    [[nodiscard]] std::vector<RowSet> everything() const {
        std::vector<RowSet> allowed;
        allowed.reserve(columns_.size());
        for (const Column& column : columns_) {
            allowed.emplace_back(column.atoms.size(), true);
        }
        return allowed;
    }

    void find_gaps() {
        std::size_t steps = 0;
        Search search(columns_, cells_, meets_, everything(), judgement_.max_listed, steps);
        survey_.whole = search.run(survey_.seen) && survey_.whole;
        for (Box& box : search.found) {
            survey_.gaps.push_back({std::move(box), {}});
        }
        survey_.gap_cells = any_meet_ ? survey_.gaps.size() : cells_left_over();
    }

    /// Exact where no two rows meet.
    [[nodiscard]] std::uint64_t cells_left_over() const {
        Volume left(1);
        for (const Column& column : columns_) {
            left.multiply(static_cast<std::uint32_t>(column.atoms.size()));
        }
        for (const std::size_t row : survey_.seen.members()) {
            Volume held(1);
            for (std::size_t c = 0; c < columns_.size(); ++c) {
                held.multiply(static_cast<std::uint32_t>(cells_.atoms(c, row).count()));
            }
            left.subtract(held);
        }
        return left.lost() ? survey_.gaps.size() : left.saturated();
    }

    /// Whether a case of the row is left over by the rows that come before it.
    bool decides(std::size_t row) {
        RowSet before(rows_);
        for (const std::size_t other : meets_[row].members()) {
            if (judgement_.wins(pair(row, other)) == other) {
                before.insert(other);
            }
        }
        if (before.empty()) {
            return true;
        }
        std::vector<RowSet> allowed;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            allowed.push_back(cells_.atoms(c, row));
        }
        Search search(columns_, cells_, meets_, std::move(allowed), 1, deciding_steps_);
        if (!search.run(before)) {
            survey_.whole = false;
        }
        return !search.found.empty();
    }

    const std::vector<Column>& columns_;
    std::size_t rows_;
    const Judgement& judgement_;
    Cells cells_;
    Survey survey_;
    std::vector<RowSet> meets_;
    std::set<RowSet> listed_;
    std::size_t deciding_steps_ = 0;
    bool any_meet_ = false;
};

}  // namespace

Survey cover(const std::vector<Column>& columns, std::size_t rows, const Judgement& judgement) {
    return Cover(columns, rows, judgement).run();
}

}  // namespace shipwitness::rules::table
