#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/cli/ran.h"
#include "tests/unit/rules/files.h"

namespace shipwitness::cli {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kCase = R"({"regime": "CMR", "kind": "hidden", "zone": "Europe/Moscow",
    "delivered": "2025-03-03T14:30", "notified": "2025-03-11T23:30", "notified_zone": "Europe/Berlin"})";

class DeadlineCommand : public CommandTest {
  protected:
    int run_on(const std::string& given, std::vector<std::string> more = {"--json"}) {
        std::vector<std::string> arguments{"deadline", "--case", file("case.json", given)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return call(arguments);
    }
};

TEST_F(DeadlineCommand, AnswersWithSixMembers) {
    ASSERT_EQ(run_on(kCase), 0) << ran_.err;
    const json answer = json::parse(ran_.out);
    std::vector<std::string> members;
    for (const auto& [name, value] : answer.items()) {
        members.push_back(name);
    }
    EXPECT_THAT(members, ElementsAre("effect", "last_day", "last_instant_utc", "source", "verdict", "why"));
    EXPECT_EQ(answer["last_day"], "2025-03-11");
    EXPECT_EQ(answer["last_instant_utc"], "2025-03-11T21:00:00Z");
    EXPECT_EQ(answer["verdict"], "late");
    EXPECT_EQ(answer["effect"], "presumption");
    EXPECT_THAT(answer["why"].get<std::string>(), HasSubstr("2025-03-12 01:30"));
}

TEST_F(DeadlineCommand, SaysNullWhereNothingIsDetermined) {
    ASSERT_EQ(run_on(R"({"regime": "UPS", "kind": "visible"})"), 0);
    const json answer = json::parse(ran_.out);
    EXPECT_TRUE(answer["last_day"].is_null());
    EXPECT_TRUE(answer["last_instant_utc"].is_null());
    EXPECT_EQ(answer["verdict"], "unknown");
}

TEST_F(DeadlineCommand, ShowsEachDayToPeople) {
    ASSERT_EQ(run_on(kCase, {"--language", "ru"}), 0);
    EXPECT_THAT(ran_.out, HasSubstr("последний день: 2025-03-11"));
    EXPECT_THAT(ran_.out, HasSubstr("2025-03-09  вс  –  воскресенье"));
    EXPECT_THAT(ran_.out, HasSubstr("Значит, срок пропущен."));
    ASSERT_EQ(run_on(kCase, {}), 0);
    EXPECT_THAT(ran_.out, HasSubstr("2025-03-04  Tue  1"));
}

/// What stands between a line "```LANGUAGE" and the next "```"; `from` goes behind it.
std::string next_block(const std::string& text, const std::string& opening, std::size_t& from) {
    const std::size_t begin = text.find(opening, from) + opening.size();
    from = text.find("```", begin);
    return text.substr(begin, from - begin);
}

TEST_F(DeadlineCommand, AnswersTheWorkedExampleAsDocumented) {
    const std::string page = rules::test::source_file("docs/deadlines.md");
    std::size_t at = 0;
    const std::string given = next_block(page, "```json\n", at);
    const std::string shown = next_block(page, "```\n$ shipwitness deadline --case case.json\n", at);
    ASSERT_EQ(run_on(given, {}), 0) << ran_.err;
    EXPECT_EQ(ran_.out, shown);
}

TEST_F(DeadlineCommand, NamesFileLineAndWhatWouldBeRight) {
    EXPECT_EQ(run_on("{\n  \"regime\": \"CMR\",\n  \"delivered\": \"yesterday\"\n}"), 1);
    EXPECT_THAT(ran_.err, HasSubstr("case.json:3: delivered: yesterday is no local time"));
    EXPECT_EQ(ran_.out, "");
    EXPECT_EQ(run_on("{\"regime\": "), 1);
    EXPECT_THAT(ran_.err, HasSubstr("case.json:1: is not JSON"));
    EXPECT_EQ(run_on(R"({"regime": "P-6", "kind": "content", "zone": "Europe/Moscow", "delivered": "2025-03-03",
                         "opened": "2025-03-01"})"),
              1);
    EXPECT_THAT(ran_.err, HasSubstr("case.json: opened: lies before the delivery"));
}

TEST_F(DeadlineCommand, TakesAnotherTableAndRefusesAWrongOne) {
    std::string xml = rules::test::source_file("config/rules/deadline.dmn");
    const std::string own = file("own.dmn", xml);
    EXPECT_EQ(run_on(kCase, {"--json", "--table", own}), 0) << ran_.err;
    xml.replace(xml.find("<text>7</text>"), 14, "<text>x</text>");
    EXPECT_EQ(run_on(kCase, {"--json", "--table", file("wrong.dmn", xml)}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("wrong.dmn"));
    EXPECT_EQ(run_on(kCase, {"--table", (folder_ / "none.dmn").string()}), 1);
    EXPECT_THAT(ran_.err, HasSubstr("There is no file"));
}

}  // namespace
}  // namespace shipwitness::cli
