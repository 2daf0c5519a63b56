#include "web/server/responsibility/cause_table.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::web {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::string shipped_table() {
    std::ifstream in(std::filesystem::path(SHIPWITNESS_SOURCE_DIR) / "config/rules/cause.dmn", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The table without its first row: combinations that no row covers.
std::string table_with_gap() {
    auto xml = shipped_table();
    const auto from = xml.find("<rule");
    xml.erase(from, xml.find("</rule>", from) + 7 - from);
    return xml;
}

class CauseTableFile : public testing::Test {
  protected:
    CauseTableFile() { write(shipped_table()); }
    void write(const std::string& xml) const { std::ofstream(file_, std::ios::binary) << xml; }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_ / "cause.dmn";
    test::ManualClock clock_;
};

TEST_F(CauseTableFile, IsNamedByTheHashOfItsBytes) {
    const auto table = read_cause_table(file_);
    ASSERT_TRUE(table) << table.error().detail;
    EXPECT_EQ(table->file, "cause.dmn");
    EXPECT_EQ(table->sha256.size(), 64U);
    EXPECT_EQ(table->xml, shipped_table());
}

TEST_F(CauseTableFile, WithAGapIsRefusedWithACase) {
    write(table_with_gap());
    const auto table = read_cause_table(file_);
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, "cause_table_wrong");
    EXPECT_THAT(table.error().detail, HasSubstr("cause.dmn"));
    EXPECT_THAT(table.error().detail, HasSubstr("kind"));
}

TEST_F(CauseTableFile, ThatIsNoneIsRefused) {
    write("<html/>");
    EXPECT_FALSE(read_cause_table(file_));
    EXPECT_THAT(read_cause_table(folder_ / "none.dmn").error().detail, HasSubstr("cannot be read"));
    EXPECT_FALSE(read_cause_table(folder_.path())) << "a folder is no file";
}

TEST_F(CauseTableFile, ChangedWhileRunningIsTakenWithoutARestart) {
    CauseTables tables(read_cause_table(file_).value(), file_, clock_);
    const auto before = tables.current()->sha256;
    write(shipped_table() + "<!-- edited -->\n");
    clock_.advance(1s);
    EXPECT_EQ(tables.current()->sha256, before) << "not looked at again so soon";
    clock_.advance(5s);
    EXPECT_NE(tables.current()->sha256, before);
    EXPECT_FALSE(tables.refused());
}

TEST_F(CauseTableFile, MadeWrongWhileRunningLeavesTheOldOneInForce) {
    CauseTables tables(read_cause_table(file_).value(), file_, clock_);
    const auto before = tables.current()->sha256;
    write(table_with_gap());
    clock_.advance(5s);
    EXPECT_EQ(tables.current()->sha256, before);
    EXPECT_TRUE(tables.refused());
    write(shipped_table() + "<!-- mended -->\n");
    clock_.advance(5s);
    EXPECT_NE(tables.current()->sha256, before);
    EXPECT_FALSE(tables.refused());
}

}  // namespace
}  // namespace shipwitness::web
