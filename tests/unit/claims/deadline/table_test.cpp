#include "claims/deadline/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/deadline/support.h"

namespace shipwitness::claims::deadline {
namespace {

using ::testing::HasSubstr;

std::string shipped() {
    return rules::test::source_file("config/rules/deadline.dmn");
}

/// All problems, a line each, of the shipped table with the first `from` behind `after` changed.
std::string problems_with(const std::string& after, const std::string& from, const std::string& to) {
    std::string xml = shipped();
    const std::size_t at = xml.find(from, xml.find(after));
    if (at == std::string::npos) {
        return "nothing to change";
    }
    xml.replace(at, from.size(), to);
    const auto table = Table::load(xml, "own.dmn");
    std::string text;
    if (!table) {
        for (const auto& problem : table.error()) {
            text += rules::to_text(problem) + "\n";
        }
    }
    return text;
}

TEST(DeadlineTableFile, EveryRowHasItsSourceAndIsToBeConfirmedInBothLanguages) {
    const Table& table = test::shipped_table();
    for (const auto& regime : table.regimes()) {
        for (const Kind kind : kKinds) {
            const auto rows = table.rows_for({regime, kind, {}, {}});
            ASSERT_TRUE(rows.has_value());
            for (const int row : *rows) {
                EXPECT_THAT(table.source(row, rules::Language::english), HasSubstr("confirm with counsel")) << row;
                EXPECT_THAT(table.source(row, rules::Language::russian), HasSubstr("подтвердить у юриста")) << row;
                EXPECT_NE(table.note(row, rules::Language::english), table.note(row, rules::Language::russian)) << row;
                EXPECT_NE(table.late_note(row, rules::Language::english), "") << row;
                EXPECT_NE(table.late_note(row, rules::Language::russian), "") << row;
            }
        }
    }
}

TEST(DeadlineTableFile, RefusesWordsThatItCannotCount) {
    EXPECT_THAT(problems_with("row_4\"", "<text>21</text>", "<text>0</text>"), HasSubstr("row 4, column length"));
    EXPECT_THAT(problems_with("row_4\"", "\"delivered\"", "\"none\""), HasSubstr("row 4, column from"));
    EXPECT_THAT(problems_with("row_4\"", "\"calendar_days\"", "\"no_term\""), HasSubstr("row 4, column"));
    EXPECT_THAT(problems_with("row_4\"", "\"barred\"", "\"\""), HasSubstr("row 4, column late_means"));
    EXPECT_THAT(problems_with("row_4\"", "\"sending\"", "\"posting\""), HasSubstr("posting"));
}

TEST(DeadlineTableFile, RefusesGapsOverlapsAndOtherTables) {
    EXPECT_THAT(problems_with("row_4\"", "\"delay\"", "\"hidden\""), HasSubstr("No row applies"));
    EXPECT_THAT(problems_with("", "name=\"deadline\">\n    <ext", "name=\"other\">\n    <ext"),
                HasSubstr("no decision `deadline`"));
    EXPECT_THAT(problems_with("column_kind\"", "\"latent\"", "\"latent\", \"smelly\""),
                HasSubstr("allows words that cases do not have"));
    EXPECT_FALSE(Table::load("no xml", "own.dmn").has_value());
}

TEST(DeadlineTableFile, TakesACompanysOwnRegime) {
    std::string xml = shipped();
    const auto replace_all = [&](const std::string& from, const std::string& to) {
        for (std::size_t at = xml.find(from); at != std::string::npos; at = xml.find(from, at + to.size())) {
            xml.replace(at, from.size(), to);
        }
    };
    replace_all("\"PEK\"", "\"Наш перевозчик\"");
    replace_all("&quot;PEK&quot;", "&quot;Наш перевозчик&quot;");
    const auto table = Table::load(xml, "own.dmn");
    ASSERT_TRUE(table.has_value()) << rules::to_text(table.error().front());
    const auto given = read_case(R"({"regime": "наш перевозчик", "kind": "hidden"})", table->regimes(), "case.json");
    ASSERT_TRUE(given.has_value());
    EXPECT_EQ(find_deadline(*table, *given, rules::Language::russian)->effect, "by_contract");
}

}  // namespace
}  // namespace shipwitness::claims::deadline
