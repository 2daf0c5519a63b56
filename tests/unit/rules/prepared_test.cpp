#include "rules/prepared.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/evaluate.h"
#include "tests/unit/rules/dmn_builder.h"
#include "tests/unit/rules/files.h"

namespace shipwitness::rules {
namespace {

using test::a_table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

PreparedTable cause() {
    const auto model = load(test::source_file("config/rules/cause.dmn"), "cause.dmn");
    return PreparedTable::make(*model, "cause").value();
}

TEST(PreparedTable, FindsTheRowOfACase) {
    const PreparedTable table = cause();
    EXPECT_THAT(table.facts(), ElementsAre("kind", "handover", "video", "notice", "seal", "noted", "weight", "unpack"));
    const std::vector<Value> values{"lost", "late", "none", "late", "broken", "clean", "less", "none"};
    EXPECT_EQ(table.row_for(values), 3);
    EXPECT_EQ(table.result_of(3), Value("carrier"));
}

TEST(PreparedTable, HasNoRowForAValueThatIsUnknownOrNotAllowed) {
    const PreparedTable table = cause();
    std::vector<Value> values{"lost", "late", "none", "late", "broken", "clean", "less", "none"};
    values[0] = Value("stolen");
    EXPECT_EQ(table.row_for(values), std::nullopt);
    values[0] = Value();
    EXPECT_EQ(table.row_for(values), std::nullopt);
    EXPECT_TRUE(table.result_of(std::nullopt).is_null());
    values.pop_back();
    EXPECT_EQ(table.row_for(values), std::nullopt);
}

TEST(PreparedTable, RefusesWhatItCannotPrepare) {
    const auto reason = [](const std::string& xml) {
        const auto model = load(xml, "m.dmn");
        const auto table = PreparedTable::make(*model, "d");
        return table ? std::string() : table.error().detail;
    };
    EXPECT_THAT(reason(a_table("FIRST").input("n", "number").output("r").row({"> 1"}, {"1"}).xml()),
                HasSubstr("hit policy U"));
    EXPECT_THAT(reason(a_table("UNIQUE").input("n", "number").output("r").row({"> 1"}, {"n"}).xml()),
                HasSubstr("depend on the case"));
    EXPECT_THAT(
        reason(a_table("UNIQUE").input("n", "number").input("m", "number").output("r").row({"> m", "-"}, {"1"}).xml()),
        HasSubstr("column n"));
    EXPECT_EQ(reason(a_table("UNIQUE").input("n", "number").output("r").row({"> 1"}, {"1"}).xml()), "");
}

}  // namespace
}  // namespace shipwitness::rules
