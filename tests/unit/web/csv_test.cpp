#include "web/server/orders/csv.h"

#include <gmock/gmock.h>

namespace shipwitness::web {
namespace {

using ::testing::ElementsAre;

std::vector<CsvRow> rows_of(std::string_view text) {
    auto rows = parse_csv(text);
    EXPECT_TRUE(rows.has_value()) << (rows ? "" : rows.error().detail);
    return rows.value_or(std::vector<CsvRow>{});
}

TEST(Csv, ReadsQuotesLineBreaksAndDoubledQuotesInThem) {
    const auto rows = rows_of("a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\nlast,");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[1].fields, ElementsAre("x, \"y\"", "two\nlines"));
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_THAT(rows[2].fields, ElementsAre("last", ""));
    EXPECT_EQ(rows[2].line, 4U);
}

TEST(Csv, TakesSemicolonsAndAByteOrderMark) {
    const auto rows = rows_of("\xEF\xBB\xBFномер;имя\n1;Анна, Москва\n");
    EXPECT_THAT(rows[0].fields, ElementsAre("номер", "имя"));
    EXPECT_THAT(rows[1].fields, ElementsAre("1", "Анна, Москва"));
}

TEST(Csv, OverlooksEmptyLines) {
    EXPECT_EQ(rows_of("a,b\n\n\n1,2\n\r\n").size(), 2U);
}

TEST(Csv, GoesOnAfterABrokenRow) {
    const auto rows = rows_of("a,b\nba\"d,1\n\"x\"y,2\ngood,3\n\"never closed,4\nafter,5\n");
    ASSERT_EQ(rows.size(), 6U);
    EXPECT_EQ(rows[1].fault->code, "quote_in_field");
    EXPECT_EQ(rows[2].fault->code, "quote_in_field");
    EXPECT_THAT(rows[3].fields, ElementsAre("good", "3"));
    EXPECT_EQ(rows[4].fault->code, "quote_unclosed");
    EXPECT_EQ(rows[4].line, 5U);
    EXPECT_THAT(rows[5].fields, ElementsAre("after", "5"));
}

TEST(Csv, RefusesOtherEncodingsNamingTheLine) {
    const auto windows = parse_csv("name\n\xC8\xE2\xE0\xED\xEE\xE2\n");
    ASSERT_FALSE(windows.has_value());
    EXPECT_EQ(windows.error().code, "csv_not_utf8");
    EXPECT_THAT(windows.error().detail, ::testing::HasSubstr("Line 2"));
    EXPECT_EQ(parse_csv(std::string_view("\xFF\xFEn\0", 4)).error().code, "csv_not_utf8");
}

TEST(Csv, RefusesNothing) {
    EXPECT_EQ(parse_csv("").error().code, "csv_empty");
    EXPECT_EQ(parse_csv("\n\n").error().code, "csv_empty");
}

}  // namespace
}  // namespace shipwitness::web
