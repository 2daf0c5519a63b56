#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/cli/ran.h"

namespace shipwitness::cli {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string kCalendar = R"({"zone": "Europe/Moscow", "weekly": {
    "mon": [["09:00", "13:00"], ["14:00", "18:00"]], "tue": [["09:00", "13:00"], ["14:00", "18:00"]],
    "wed": [["09:00", "13:00"], ["14:00", "18:00"]], "thu": [["09:00", "13:00"], ["14:00", "18:00"]],
    "fri": [["09:00", "13:00"], ["14:00", "18:00"]]},
    "holidays": ["2025-11-04"], "special_days": {"2025-11-01": [["09:00", "17:00"]]}})";
const std::string kEvents = R"([
    {"at": "2025-09-02T07:00:00Z", "type": "created", "note": "whatever else is recorded"},
    {"at": "2025-09-02T12:00:00Z", "type": "agent_public_reply"},
    {"at": "2025-09-03T10:00:00+03:00", "type": "buyer_message"},
    {"at": "2025-09-03T08:00:00Z", "type": "waiting_buyer_start"},
    {"at": "2025-09-03T14:00:00Z", "type": "waiting_buyer_stop"},
    {"at": "2025-09-04T08:00:00Z", "type": "agent_public_reply"},
    {"at": "2025-09-04T09:00:00Z", "type": "closed"},
    {"at": "2025-09-05T09:00:00Z", "type": "buyer_message"},
    {"at": "2025-09-05T11:00:00.5Z", "type": "closed"}])";

class ClockCommands : public CommandTest {
  protected:
    std::string whole_case(const std::string& events = kEvents) {
        return file("case.json", "{\"name\": \"17\", \"calendar\": " + kCalendar + ", \"events\": " + events + "}");
    }
    Ran explain(std::vector<std::string> more) {
        std::vector<std::string> arguments{"clock", "explain"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return shipwitness(arguments);
    }
};

TEST_F(ClockCommands, AnswersWithTheMembersOfTheIssue) {
    const Ran ran = explain({"--case", whole_case(), "--json"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(json::parse(ran.out), json::parse(R"({
        "first_response": {"from": "2025-09-02T07:00:00Z", "to": "2025-09-02T12:00:00Z", "business_s": 14400,
                           "wall_s": 18000, "paused_wall_s": 0},
        "next_responses": [
            {"from": "2025-09-03T07:00:00Z", "to": "2025-09-04T08:00:00Z", "business_s": 14400, "wall_s": 90000,
             "paused_wall_s": 21600},
            {"from": "2025-09-05T09:00:00Z", "to": "2025-09-05T11:00:00.500000Z", "business_s": 3600.5,
             "wall_s": 7200.5, "paused_wall_s": 0}],
        "unanswered_since": null,
        "resolution_first": {"from": "2025-09-02T07:00:00Z", "to": "2025-09-04T09:00:00Z", "business_s": 46800,
                             "wall_s": 180000, "paused_wall_s": 21600},
        "resolution_total": {"business_s": 50400.5, "wall_s": 187200.5, "paused_wall_s": 21600, "periods": 2,
                             "closed_between_wall_s": 86400, "closed_between_business_s": 28800}})"));
}

TEST_F(ClockCommands, TakesTheSameFromFilesInYamlOrJson) {
    const Ran whole = explain({"--case", whole_case(), "--json"});
    const std::string calendar = file("calendar.yaml", kCalendar);
    EXPECT_EQ(explain({"--events", file("list.json", kEvents), "--calendar", calendar, "--json"}).out, whole.out);
    EXPECT_EQ(explain({"--events", file("map.yaml", "events: " + kEvents), "--calendar", calendar, "--json"}).out,
              whole.out);
    EXPECT_EQ(
        explain({"--case", file("half.json", "{\"events\": " + kEvents + "}"), "--calendar", calendar, "--json"}).out,
        whole.out);
}

TEST_F(ClockCommands, AClaimThatNobodyAnsweredHasNullsAndAnEmptyList) {
    const Ran ran = explain({"--case", whole_case(R"([{"at": "2025-09-02T07:00:00Z", "type": "created"}])"), "--json"});
    EXPECT_EQ(json::parse(ran.out), json::parse(R"({"first_response": null, "next_responses": [],
        "unanswered_since": "2025-09-02T07:00:00Z", "resolution_first": null, "resolution_total": null})"));
}

TEST_F(ClockCommands, NamesFileAndLineOfAWrongEvent) {
    const Ran ran = explain({"--case", whole_case("[\n{\"at\": \"2025-09-02\", \"type\": \"created\"},\n"
                                                  "{\"at\": \"2025-09-02T07:00:00Z\", \"type\": \"buyer_mesage\"},\n"
                                                  "{\"at\": \"2025-09-02T07:00:00Z\", \"tpye\": \"closed\"}, 17]")});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(
        ran.err,
        AllOf(HasSubstr("case.json:6: events[0].at: \"2025-09-02\" must be a time that exists, with its offset"),
              HasSubstr("case.json:7: events[1].type: \"buyer_mesage\" is no type of event; did you "
                        "mean buyer_message?"),
              HasSubstr("case.json:8: events[2].tpye: is not known here; did you mean type?"),
              HasSubstr("case.json:8: events[3]: must be a map of keys")));
}

TEST_F(ClockCommands, RefusesAnAuthorThatIsNeitherPersonNorSystem) {
    const Ran ran =
        explain({"--case", whole_case(R"([{"at": "2025-02-03T07:00:00Z", "type": "created", "by": "sytem"}])")});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_THAT(ran.err, HasSubstr("events[0].by: \"sytem\" must be person or system"));
}

TEST_F(ClockCommands, NamesTheEventThatCannotBeCounted) {
    const Ran ran = explain({"--case", whole_case("[{\"at\": \"2025-09-02T07:00:00Z\", \"type\": \"created\"},\n"
                                                  "{\"at\": \"2025-09-02T06:00:00Z\", \"type\": \"closed\"}]")});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_THAT(ran.err, HasSubstr("case.json:6: events[1]: comes before the claim was created"));
    EXPECT_THAT(explain({"--case", whole_case("[]")}).err, HasSubstr("events: none of the events is \"created\""));
}

TEST_F(ClockCommands, ACalendarWithoutHoursExitsWith1) {
    const Ran ran = explain({"--case",
                             file("none.json",
                                  "{\"calendar\": {\"zone\": \"UTC\", \"weekly\": {}},\n"
                                  "\"events\": " +
                                      kEvents + "}"),
                             "--json"});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_THAT(ran.err, HasSubstr("none.json:1: calendar.weekly: the calendar has no working hours at all"));
}

TEST_F(ClockCommands, WrongUseExitsWith1) {
    EXPECT_THAT(explain({}).err, HasSubstr("give --case CASE.json, or --events FILE and --calendar FILE"));
    EXPECT_EQ(explain({}).exit, 1);
    EXPECT_EQ(explain({"--case", whole_case(), "--events", file("e.json", kEvents)}).exit, 1);
    EXPECT_EQ(explain({"--case", whole_case(), "--calendar", file("c.json", kCalendar)}).exit, 1);
    EXPECT_EQ(explain({"--case", (folder_ / "nowhere.json").string()}).exit, 1);
    EXPECT_THAT(explain({"--case", file("no.json", "{\"events\": []}")}).err, HasSubstr("calendar: is required"));
}

TEST_F(ClockCommands, WithoutJsonEveryStretchHasItsLine) {
    const Ran ran = explain({"--case", whole_case()});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_THAT(
        ran.out,
        HasSubstr(
            "First response: 2025-09-02 Tue 10:00:00 +03:00 – 2025-09-02 Tue 15:00:00 +03:00\n"
            "  2025-09-02 Tue 10:00:00 – 13:00:00                    +3:00:00     3:00:00  counted\n"
            "  2025-09-02 Tue 13:00:00 – 14:00:00                                 3:00:00  skipped: no working hours\n"
            "  2025-09-02 Tue 14:00:00 – 15:00:00                    +1:00:00     4:00:00  counted\n"
            "  = working time 4:00:00; all time 5:00:00\n"));
    EXPECT_THAT(ran.out, HasSubstr("paused: waiting for the buyer (working time not counted: 5:00:00)"));
    EXPECT_THAT(ran.out, HasSubstr("open periods 2; closed in between 24:00:00 (working time 8:00:00)"));
}

TEST_F(ClockCommands, TheTableSpeaksRussianAndNamesHolidays) {
    const std::string events = R"([{"at": "2025-11-01T12:00:00Z", "type": "created"},
        {"at": "2025-11-05T07:00:00Z", "type": "closed"}])";
    const Ran ran = explain({"--case", whole_case(events), "--language", "ru"});
    EXPECT_THAT(ran.out, AllOf(HasSubstr("Первый ответ: 2025-11-01 сб 15:00:00 +03:00"),
                               HasSubstr("не идёт: нерабочее время (праздник 2025-11-04 вт)"),
                               HasSubstr("= рабочее время 11:00:00; всё время 91:00:00")));
}

TEST_F(ClockCommands, RunningClocksAreShownUpToAMoment) {
    const std::string events = R"([{"at": "2025-09-02T07:00:00Z", "type": "created"}])";
    const Ran ran = explain({"--case", whole_case(events), "--at", "2025-09-02T12:00:00+03:00"});
    EXPECT_THAT(ran.out, AllOf(HasSubstr("no person has answered yet; unanswered since 2025-09-02 Tue 10:00:00 +03:00"),
                               HasSubstr("+2:00:00     2:00:00  counted"), HasSubstr("not closed yet"),
                               HasSubstr("  = working time so far 2:00:00\n")));
    EXPECT_EQ(explain({"--case", whole_case(events), "--at", "2025-09-01T00:00:00Z"}).exit, 1);
    EXPECT_EQ(explain({"--case", whole_case(events), "--at", "tomorrow"}).exit, 1);
}

const std::string kPolicies = R"(policies:
  - {name: urgent, priorities: [urgent], first_response: 1h}
  - {name: standard, first_response: 4h, next_response: 2h, resolution: 16h}
)";

TEST_F(ClockCommands, APolicyAddsTargetsAndWarnings) {
    const Ran ran = explain({"--case", whole_case(), "--policy", file("policy.yaml", kPolicies), "--json"});
    const json answer = json::parse(ran.out);
    EXPECT_EQ(answer["policy"], "standard");
    EXPECT_EQ(answer["targets"][0], json::parse(R"({"clock": "first_response", "from": "2025-09-02T07:00:00Z",
        "target_s": 14400, "due": "2025-09-02T12:00:00Z", "ended": "2025-09-02T12:00:00Z", "state": "met"})"));
    EXPECT_EQ(answer["targets"][2]["state"], "breached");
    EXPECT_EQ(answer["warnings"][0], json::parse(R"({"id": "first_response/1/50", "clock": "first_response",
        "share_percent": 50, "to": ["agent"], "at": "2025-09-02T09:00:00Z"})"));
    const Ran text = explain({"--case", whole_case(), "--policy", file("policy.yaml", kPolicies), "--language", "ru"});
    EXPECT_THAT(text.out, AllOf(HasSubstr("Правило «standard»"),
                                HasSubstr("первый ответ: 4:00:00, срок 2025-09-02 вт "
                                          "15:00:00 +03:00: в срок"),
                                HasSubstr("предупреждение 50 %")));
}

TEST_F(ClockCommands, TheShippedFilesWork) {
    const std::string folder = std::string(SHIPWITNESS_SOURCE_DIR) + "/config/calendars/";
    const std::string events = R"([{"at": "2025-11-01T09:00:00+03:00", "type": "created", "priority": "urgent"},
        {"at": "2025-11-05T09:00:00+03:00", "type": "agent_public_reply"}])";
    const Ran ran = explain({"--events", file("events.json", events), "--calendar", folder + "warehouse.yaml",
                             "--policy", folder + "policies.yaml", "--json"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(json::parse(ran.out)["first_response"]["business_s"], 7 * 3600);
    EXPECT_EQ(json::parse(ran.out)["policy"], "urgent");
}

TEST_F(ClockCommands, KpiTurnsClaimsIntoFigures) {
    const std::string claims = R"({"claims": [
        {"id": 1, "carrier": "north", "events": [{"at": "2025-09-02T07:00:00Z", "type": "created"},
            {"at": "2025-09-02T08:00:00Z", "type": "agent_public_reply"}]},
        {"id": 2, "carrier": "north", "events": [{"at": "2025-09-02T07:00:00Z", "type": "created"}]},
        {"id": 3, "carrier": "south", "events": [{"at": "2025-09-02T07:00:00Z", "type": "created"},
            {"at": "2025-09-02T09:00:00Z", "type": "closed"}]}]})";
    const std::vector<std::string> arguments{"kpi",
                                             "--events",
                                             file("claims.json", claims),
                                             "--calendar",
                                             file("calendar.json", kCalendar),
                                             "--policy",
                                             file("policy.yaml", kPolicies),
                                             "--by",
                                             "carrier",
                                             "--at",
                                             "2025-09-03T12:00:00+03:00"};
    auto with_json = arguments;
    with_json.emplace_back("--json");
    const Ran ran = shipwitness(with_json);
    ASSERT_EQ(ran.exit, 0) << ran.err;
    const json rows = json::parse(ran.out)["rows"];
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0]["period"], "2025-W36");
    EXPECT_EQ(rows[0]["group"], "north");
    EXPECT_EQ(rows[0]["first_response"], json::parse(R"({"n": 1, "open": 1,
        "business_s": {"p50": 3600, "p90": 3600, "p95": 3600}, "wall_s": {"p50": 3600, "p90": 3600, "p95": 3600},
        "met": 1, "breached": 1, "compliance": 0.5})"));
    EXPECT_TRUE(rows[0]["resolution_first"]["business_s"]["p50"].is_null());
    EXPECT_THAT(shipwitness(arguments).out, AllOf(HasSubstr("first response"), HasSubstr("50.0%")));
}

TEST_F(ClockCommands, KpiNamesTheClaimThatCannotBeRead) {
    const auto kpi = [&](const std::string& claims) {
        return shipwitness({"kpi", "--events", file("claims.json", claims), "--calendar", file("c.json", kCalendar)});
    };
    EXPECT_THAT(kpi("[{\"events\": []},\n{}]").err, HasSubstr("claims.json:1: claims[0].events: none of the events"));
    EXPECT_THAT(kpi("[{\"events\": [{\"at\": 1}]}]").err, HasSubstr("claims[0].events[0].type: is required"));
    EXPECT_EQ(kpi("17").exit, 1);
    EXPECT_EQ(kpi("{\"events\": [{\"at\": \"2025-09-02T07:00:00Z\", \"type\": \"created\"}]}").exit, 0);
}

}  // namespace
}  // namespace shipwitness::cli
