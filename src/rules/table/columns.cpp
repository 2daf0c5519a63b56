#include "rules/table/columns.h"

#include <algorithm>
#include <bit>

#include "rules/feel/free_names.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/operators.h"
#include "rules/table/boundaries.h"

namespace shipwitness::rules::table {
namespace {

bool holds(const feel::NodePtr& tests, const Value& value) {
    feel::Budget budget;
    return tests == nullptr || feel::test(*tests, value, feel::Scope(), budget) == Value(true);
}

void add_atom(Column& column, Atom atom, std::size_t rows) {
    atom.rows = RowSet(rows);
    if (const auto* text = atom.example.as<std::string>(); text != nullptr && !atom.other) {
        column.by_text.emplace(*text, static_cast<int>(column.atoms.size()));
    }
    column.atoms.push_back(std::move(atom));
}

bool speaks_of_itself_only(const ColumnSource& source) {
    return std::all_of(source.cells.begin(), source.cells.end(), [](const feel::NodePtr& cell) {
        const auto names = feel::free_names(*cell);
        return names.empty() || (names.size() == 1 && names.contains("?"));
    });
}

Column finite_atoms(const std::vector<Value>& values, std::size_t rows) {
    Column column;
    column.split = true;
    for (const Value& value : values) {
        if (!column.find(value)) {
            add_atom(column, Atom{value, {}, {}, true, false, {}}, rows);
        }
    }
    return column;
}

/// Few values, whatever the cells look like: each is tried on each.
Column finite(const std::vector<Value>& values, const std::vector<feel::NodePtr>& cells) {
    Column column = finite_atoms(values, cells.size());
    for (Atom& atom : column.atoms) {
        for (std::size_t row = 0; row < cells.size(); ++row) {
            if (holds(cells[row], atom.example)) {
                atom.rows.insert(row);
            }
        }
    }
    return column;
}

std::vector<Value> own_points(const feel::Node& cell) {
    std::vector<Value> points;
    bool stretches = false;
    (void)collect_boundaries(cell, points, stretches);  // the whole column's were collected before, so it succeeds
    return points;
}

/// The texts that cells name, and every other one, as far as they are allowed. A cell can only tell apart those that it
/// names itself.
Column texts(std::vector<Value> points, const feel::NodePtr& allowed, const std::vector<feel::NodePtr>& cells) {
    Value other("other");  // a text that no cell names, so it stands for all of those
    while (std::find(points.begin(), points.end(), other) != points.end()) {
        other = Value(*other.as<std::string>() + " still");
    }
    std::erase_if(points, [&](const Value& point) { return !holds(allowed, point); });
    Column column = finite_atoms(points, cells.size());
    if (holds(allowed, other)) {
        add_atom(column, Atom{other, {}, {}, false, true, {}}, cells.size());
    }
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const std::vector<Value> own = own_points(*cells[row]);
        const bool usually = holds(cells[row], other);
        for (Atom& atom : column.atoms) {
            const bool named = std::find(own.begin(), own.end(), atom.example) != own.end();
            if (named ? holds(cells[row], atom.example) : usually) {
                atom.rows.insert(row);
            }
        }
    }
    return column;
}

bool earlier(const Value& left, const Value& right) {
    return feel::order(left, right) == std::weak_ordering::less;
}

/// Where the cell's own boundaries lie among the column's slots, ascending.
std::vector<std::size_t> own_slots(const feel::Node& cell, const std::vector<Value>& points) {
    std::vector<std::size_t> slots;
    for (const Value& own : own_points(cell)) {
        const auto at = std::lower_bound(points.begin(), points.end(), own, earlier);
        slots.push_back(static_cast<std::size_t>(at - points.begin()) * 2 + 1);
    }
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return slots;
}

/// Marks the row in the atoms of the slots [first, last] when the cell holds there; it is the same in all of them.
void mark_stretch(Column& column, const feel::NodePtr& cell, std::size_t row, std::size_t first, std::size_t last) {
    std::optional<bool> here;
    for (std::size_t slot = first; slot <= last && slot < column.slot_atom.size(); ++slot) {
        if (column.slot_atom[slot] < 0) {
            continue;
        }
        Atom& atom = column.atoms[static_cast<std::size_t>(column.slot_atom[slot])];
        here = here ? here : std::optional(holds(cell, atom.example));
        if (*here) {
            atom.rows.insert(row);
        }
    }
}

void mark_rows(Column& column, const std::vector<feel::NodePtr>& cells) {
    for (std::size_t row = 0; row < cells.size(); ++row) {
        std::size_t next = 0;
        for (const std::size_t slot : own_slots(*cells[row], column.points)) {
            if (slot > next) {
                mark_stretch(column, cells[row], row, next, slot - 1);
            }
            mark_stretch(column, cells[row], row, slot, slot);
            next = slot + 1;
        }
        mark_stretch(column, cells[row], row, next, column.slot_atom.size());
    }
}

Column ordered(const ColumnSource& source, std::vector<Value> points) {
    std::sort(points.begin(), points.end(), earlier);
    points.erase(std::unique(points.begin(), points.end(),
                             [](const Value& a, const Value& b) { return feel::equal(a, b) == true; }),
                 points.end());
    Column column;
    column.split = true;
    column.ordered = true;
    const auto add = [&](const std::optional<Value>& example, const Value& above, const Value& below, bool single) {
        if (!example || !holds(source.allowed, *example)) {
            column.slot_atom.push_back(-1);
            return;
        }
        column.slot_atom.push_back(static_cast<int>(column.atoms.size()));
        add_atom(column, Atom{*example, above, below, single, false, {}}, source.cells.size());
    };
    for (std::size_t i = 0; i <= points.size(); ++i) {
        const Value above = i == 0 ? Value() : points[i - 1];
        const Value below = i == points.size() ? Value() : points[i];
        add(example_between(above, below, source.base), above, below, false);
        if (i < points.size()) {
            add(points[i], {}, {}, true);
        }
    }
    column.points = std::move(points);
    mark_rows(column, source.cells);
    return column;
}

/// A column whose cells are all `-` tells nothing apart.
Column any_value(const std::vector<feel::NodePtr>& cells) {
    Column column;
    column.split = std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell->children.empty(); });
    column.ordered = true;
    column.slot_atom = {0};
    column.atoms.push_back(Atom{{}, {}, {}, false, true, RowSet(cells.size(), true)});
    return column;
}

/// Points of different kinds in one column have no order among them.
bool of_one_kind(const std::vector<Value>& points) {
    return std::all_of(points.begin(), points.end(),
                       [&](const Value& point) { return feel::order(point, points.front()).has_value(); });
}

}  // namespace

RowSet::RowSet(std::size_t rows, bool all) : words_((rows + 63) / 64, all ? ~std::uint64_t{0} : 0) {
    if (all && rows % 64 != 0) {
        words_.back() = (std::uint64_t{1} << rows % 64) - 1;
    }
}

RowSet& RowSet::operator&=(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] &= other.words_[i];
    }
    return *this;
}

RowSet& RowSet::operator|=(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] |= other.words_[i];
    }
    return *this;
}

void RowSet::assign_intersection(const RowSet& left, const RowSet& right) {
    words_.resize(left.words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] = left.words_[i] & right.words_[i];
    }
}

bool RowSet::empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

std::size_t RowSet::count() const {
    std::size_t sum = 0;
    for (const std::uint64_t word : words_) {
        sum += static_cast<std::size_t>(std::popcount(word));
    }
    return sum;
}

std::optional<std::size_t> RowSet::next(std::size_t from) const {
    for (std::size_t index = from / 64; index < words_.size(); ++index) {
        const std::uint64_t word = index == from / 64 ? words_[index] >> from % 64 << from % 64 : words_[index];
        if (word != 0) {
            return index * 64 + static_cast<std::size_t>(std::countr_zero(word));
        }
    }
    return std::nullopt;
}

std::vector<std::size_t> RowSet::members() const {
    std::vector<std::size_t> all;
    for (auto row = next(); row; row = next(*row + 1)) {
        all.push_back(*row);
    }
    return all;
}

std::optional<std::size_t> Column::find(const Value& value) const {
    if (!split || value.is_null()) {
        return std::nullopt;
    }
    if (ordered) {
        const auto point = std::lower_bound(points.begin(), points.end(), value, earlier);
        const auto index = static_cast<std::size_t>(point - points.begin());
        if (!points.empty() && !feel::order(points.front(), value)) {
            return std::nullopt;
        }
        const bool on_point = point != points.end() && feel::equal(*point, value) == true;
        const int atom = slot_atom[index * 2 + (on_point ? 1 : 0)];
        return atom < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(atom));
    }
    if (const auto* text = value.as<std::string>()) {
        if (const auto found = by_text.find(*text); found != by_text.end()) {
            return static_cast<std::size_t>(found->second);
        }
        return !atoms.empty() && atoms.back().other ? std::optional(atoms.size() - 1) : std::nullopt;
    }
    const auto found = std::find_if(atoms.begin(), atoms.end(),
                                    [&](const Atom& atom) { return feel::equal(atom.example, value) == true; });
    return found == atoms.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - atoms.begin()));
}

Column compile_column(const ColumnSource& source) {
    if (!speaks_of_itself_only(source)) {
        return {};
    }
    if (!source.listed.empty()) {
        return finite(source.listed, source.cells);
    }
    if (source.base == "boolean") {
        return finite({Value(true), Value(false)}, source.cells);
    }
    std::vector<Value> points;
    bool stretches = false;
    for (const feel::NodePtr& cell : source.cells) {
        if (!collect_boundaries(*cell, points, stretches)) {
            return {};
        }
    }
    if (source.allowed != nullptr && !collect_boundaries(*source.allowed, points, stretches)) {
        return {};
    }
    if (points.empty()) {
        return any_value(source.cells);
    }
    if (!of_one_kind(points)) {
        return {};
    }
    const bool of_texts = points.front().as<std::string>() != nullptr;
    return of_texts && !stretches ? texts(std::move(points), source.allowed, source.cells)
                                  : ordered(source, std::move(points));
}

}  // namespace shipwitness::rules::table
