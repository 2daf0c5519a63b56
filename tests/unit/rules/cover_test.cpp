// Counting boxes of cases against trying every case, on tables drawn at random.

#include "rules/table/cover.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "rules/table/volume.h"

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

/// The rows that apply to the first case of a box.
std::vector<std::size_t> rows_at(const Drawn& drawn, const Box& box) {
    RowSet rows(drawn.rows, true);
    for (std::size_t c = 0; c < drawn.columns.size(); ++c) {
        rows &= drawn.columns[c].atoms[box[c].value_or(0)].rows;
    }
    std::vector<std::size_t> all;
    for (auto row = rows.next(); row; row = rows.next(*row + 1)) {
        all.push_back(*row);
    }
    return all;
}

TEST(Cover, FindsWhatTryingEveryCaseFinds) {
    for (unsigned seed = 0; seed < 400; ++seed) {
        const Drawn drawn = draw(seed, 1 + seed % 6, 1 + seed % 9, 20 + seed % 75);
        const Survey slow = enumerate(drawn.columns, drawn.rows, unique());
        const Survey fast = cover(drawn.columns, drawn.rows, unique());
        ASSERT_TRUE(fast.whole);
        ASSERT_EQ(fast.gaps.empty(), slow.gaps.empty()) << seed;
        ASSERT_EQ(fast.overlaps.empty(), slow.overlaps.empty()) << seed;
        ASSERT_EQ(fast.seen, slow.seen) << seed;
        ASSERT_EQ(fast.decisive, slow.decisive) << seed;
        ASSERT_LE(fast.gap_cells, slow.gap_cells) << seed;
        ASSERT_GE(fast.overlap_cells, slow.overlap_cells) << seed;
        if (slow.overlaps.empty()) {
            ASSERT_EQ(fast.gap_cells, slow.gap_cells) << seed;
        }
    }
}

TEST(Cover, EveryBoxItListsIsWhatItSays) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        const Drawn drawn = draw(seed, 5, 6, 40 + seed % 50);
        const Survey fast = cover(drawn.columns, drawn.rows, unique());
        for (const auto& region : fast.overlaps) {
            EXPECT_EQ(rows_at(drawn, region.box), region.rows) << seed;
            EXPECT_GT(region.rows.size(), 1U);
        }
        for (const auto& region : fast.gaps) {
            EXPECT_TRUE(rows_at(drawn, region.box).empty()) << seed;
        }
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

TEST(Cover, ToldOfTwentyColumnsAndFiveHundredRows) {
    const Drawn drawn = tree(20, 500);
    EXPECT_GT(cell_count(drawn.columns), 3'000'000'000U);
    const Survey clean = cover(drawn.columns, drawn.rows, unique());
    EXPECT_TRUE(clean.whole);
    EXPECT_EQ(clean.gap_cells, 0U);
    EXPECT_EQ(clean.overlap_cells, 0U);
    EXPECT_EQ(clean.seen.count(), 500U);
}

TEST(Cover, FindsTheOneRowThatIsMissingAmongFiveHundred) {
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
    const Survey survey = cover(drawn.columns, drawn.rows, unique());
    EXPECT_TRUE(survey.whole);
    EXPECT_EQ(survey.gap_cells, missing);
    EXPECT_FALSE(survey.gaps.empty());
    EXPECT_FALSE(survey.seen.contains(123));
}

TEST(Cover, ARowThatReachesIntoAnotherOneIsFoundAmongFiveHundred) {
    Drawn drawn = tree(20, 500);
    for (Column& column : drawn.columns) {
        const bool limited = std::any_of(column.atoms.begin(), column.atoms.end(),
                                         [](const Atom& atom) { return !atom.rows.contains(77); });
        if (limited) {
            for (Atom& atom : column.atoms) {
                atom.rows.insert(77);
            }
            break;
        }
    }
    const Survey survey = cover(drawn.columns, drawn.rows, unique());
    EXPECT_TRUE(survey.whole);
    EXPECT_TRUE(survey.gaps.empty());
    ASSERT_FALSE(survey.overlaps.empty());
    for (const auto& region : survey.overlaps) {
        EXPECT_NE(std::find(region.rows.begin(), region.rows.end(), 77U), region.rows.end());
    }
}

TEST(Cover, ALastRowThatTakesEverythingLeavesNoGap) {
    Drawn drawn = tree(20, 500);
    for (Column& column : drawn.columns) {
        for (Atom& atom : column.atoms) {
            RowSet rows(501);
            for (auto row = atom.rows.next(); row; row = atom.rows.next(*row + 1)) {
                rows.insert(*row);
            }
            rows.insert(500);
            atom.rows = rows;
        }
    }
    Judgement first = unique();
    first.is_overlap = [](const RowSet& /*rows*/) { return false; };
    const Survey survey = cover(drawn.columns, 501, first);
    EXPECT_TRUE(survey.whole);
    EXPECT_TRUE(survey.gaps.empty());
    EXPECT_TRUE(survey.decisive.contains(0));
    EXPECT_FALSE(survey.decisive.contains(500)) << "the five hundred before it leave nothing over";
}

TEST(Volume, CountsBeyondAnyMachineWord) {
    Volume whole(1);
    for (int i = 0; i < 20; ++i) {
        whole.multiply(251);
    }
    Volume slice(1);
    for (int i = 0; i < 19; ++i) {
        slice.multiply(251);
    }
    Volume parts(0);
    for (int i = 0; i < 250; ++i) {
        parts.add(slice);
    }
    EXPECT_TRUE(parts < whole);
    parts.add(slice);
    EXPECT_TRUE(parts == whole);
    EXPECT_EQ(whole.saturated(), ~std::uint64_t{0});
    whole.subtract(parts);
    EXPECT_EQ(whole.saturated(), 0U);
    EXPECT_FALSE(whole.lost());
    whole.subtract(slice);
    EXPECT_TRUE(whole.lost());
}

TEST(Volume, SaysWhenItIsTooLarge) {
    Volume volume(1);
    for (int i = 0; i < 20; ++i) {
        volume.multiply(0xFFFFFFFFU);
    }
    EXPECT_TRUE(volume.lost());
}

}  // namespace
}  // namespace shipwitness::rules::table
