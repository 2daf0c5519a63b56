// The sweep over boxes of cases against plain enumeration, on tables drawn at random.

#include "rules/table/sweep.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace shipwitness::rules::table {
namespace {

struct Drawn {
    std::vector<Column> columns;
    std::size_t rows = 0;
};

/// A table whose cells hold for each value with this chance.
Drawn draw(unsigned seed, std::size_t columns, std::size_t rows, unsigned percent) {
    std::mt19937 random(seed);
    Drawn drawn{{}, rows};
    for (std::size_t c = 0; c < columns; ++c) {
        Column column;
        column.split = true;
        column.atoms.resize(1 + random() % 4);
        for (Atom& atom : column.atoms) {
            atom.rows = RowSet(rows);
            for (std::size_t r = 0; r < rows; ++r) {
                if (random() % 100 < percent) {
                    atom.rows.insert(r);
                }
            }
        }
        drawn.columns.push_back(std::move(column));
    }
    return drawn;
}

Judgement unique() {
    Judgement judgement;
    judgement.is_overlap = [](const RowSet& rows) { return rows.count() > 1; };
    judgement.wins = [](const RowSet& rows) { return rows.next(); };
    return judgement;
}

TEST(Sweep, CountsTheSameGapsAndOverlapsAsEnumeration) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        const Drawn drawn = draw(seed, 1 + seed % 6, 1 + seed % 9, 30 + seed % 60);
        const Survey slow = enumerate(drawn.columns, drawn.rows, unique());
        const Survey fast = sweep(drawn.columns, drawn.rows, unique());
        ASSERT_TRUE(fast.whole);
        ASSERT_EQ(fast.gap_cells, slow.gap_cells) << seed;
        ASSERT_EQ(fast.overlap_cells, slow.overlap_cells) << seed;
        ASSERT_EQ(fast.seen, slow.seen) << seed;
        ASSERT_EQ(fast.decisive, slow.decisive) << seed;
    }
}

TEST(Sweep, EveryBoxItListsIsWhatItSays) {
    const Drawn drawn = draw(7, 5, 6, 60);
    const Survey fast = sweep(drawn.columns, drawn.rows, unique());
    for (const auto& region : fast.overlaps) {
        RowSet rows(drawn.rows, true);
        for (std::size_t c = 0; c < drawn.columns.size(); ++c) {
            rows &= drawn.columns[c].atoms[region.box[c].value_or(0)].rows;
        }
        for (const std::size_t row : region.rows) {
            EXPECT_TRUE(rows.contains(row));
        }
        EXPECT_EQ(rows.count(), region.rows.size());
    }
}

/// A decision tree as a table: every row is a leaf, so there is neither gap nor overlap.
Drawn tree(std::size_t columns, std::size_t rows) {
    std::vector<std::vector<std::set<std::size_t>>> leaves(1, std::vector<std::set<std::size_t>>(columns, {0, 1, 2}));
    std::mt19937 random(11);
    while (leaves.size() < rows) {
        const std::size_t leaf = random() % leaves.size();
        const std::size_t column = random() % columns;
        if (leaves[leaf][column].size() < 2) {
            continue;
        }
        leaves.push_back(leaves[leaf]);
        const std::size_t value = *leaves[leaf][column].begin();
        leaves[leaf][column] = {value};
        leaves.back()[column].erase(value);
    }
    Drawn drawn{{}, leaves.size()};
    for (std::size_t c = 0; c < columns; ++c) {
        Column column;
        column.split = true;
        column.atoms.resize(3);
        for (std::size_t value = 0; value < 3; ++value) {
            column.atoms[value].rows = RowSet(leaves.size());
            for (std::size_t r = 0; r < leaves.size(); ++r) {
                if (leaves[r][c].contains(value)) {
                    column.atoms[value].rows.insert(r);
                }
            }
        }
        drawn.columns.push_back(std::move(column));
    }
    return drawn;
}

TEST(Sweep, CoversTwentyColumnsAndFiveHundredRows) {
    const Drawn drawn = tree(20, 500);
    EXPECT_GT(cell_count(drawn.columns), 3'000'000'000U);
    const Survey clean = sweep(drawn.columns, drawn.rows, unique());
    EXPECT_TRUE(clean.whole);
    EXPECT_EQ(clean.gap_cells, 0U);
    EXPECT_EQ(clean.overlap_cells, 0U);
    EXPECT_EQ(clean.seen.count(), 500U);
}

TEST(Sweep, FindsTheOneRowThatIsMissingAmongFiveHundred) {
    Drawn drawn = tree(20, 500);
    std::uint64_t missing = 1;
    for (Column& column : drawn.columns) {
        std::uint64_t values = 0;
        for (Atom& atom : column.atoms) {
            values += atom.rows.contains(123) ? 1 : 0;
            RowSet without(500);
            for (auto row = atom.rows.next(); row; row = atom.rows.next(*row + 1)) {
                if (*row != 123) {
                    without.insert(*row);
                }
            }
            atom.rows = without;
        }
        missing *= values;
    }
    const Survey survey = sweep(drawn.columns, drawn.rows, unique());
    EXPECT_TRUE(survey.whole);
    EXPECT_EQ(survey.gap_cells, missing);
    EXPECT_FALSE(survey.gaps.empty());
    EXPECT_FALSE(survey.seen.contains(123));
}

}  // namespace
}  // namespace shipwitness::rules::table
