#include "claims/zone/yearly_changes.h"

#include <stdexcept>

#include <date/tz.h>
#include <gtest/gtest.h>

namespace shipwitness::claims {
namespace {

using namespace std::chrono;

Timestamp at(std::string_view text) {
    return parse_rfc3339(text).value();
}

struct Row {
    std::string rule;
    std::string first, second;  ///< changes of 2028, a leap year
};

TEST(YearlyChanges, FollowEveryFormOfPosix) {
    const std::vector<Row> rows{
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2028-03-26T01:00:00Z", "2028-10-29T01:00:00Z"},
        {"EST5EDT,M3.2.0,M11.1.0", "2028-03-12T07:00:00Z", "2028-11-05T06:00:00Z"},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2028-04-01T15:00:00Z", "2028-09-30T15:30:00Z"},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2028-03-26T01:00:00Z", "2028-10-29T01:00:00Z"},  // "summer" is the winter
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2028-03-26T01:00:00Z", "2028-10-29T01:00:00Z"},
        {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2028-03-25T00:00:00Z", "2028-10-27T23:00:00Z"},
        {"AAA0BBB,J60/0:30:15,J365", "2028-03-01T00:30:15Z", "2028-12-31T01:00:00Z"},
        {"AAA0BBB,59,60", "2028-02-29T02:00:00Z", "2028-03-01T01:00:00Z"},
        {"AAA0BBB,J59,364", "2028-02-28T02:00:00Z", "2028-12-30T01:00:00Z"},
    };
    for (const Row& row : rows) {
        const auto changes = YearlyChanges::parse(row.rule).value().in(year{2028});
        EXPECT_EQ(to_rfc3339(changes[0].at), to_rfc3339(at(row.first))) << row.rule;
        EXPECT_EQ(to_rfc3339(changes[1].at), to_rfc3339(at(row.second))) << row.rule;
    }
}

TEST(YearlyChanges, AreNoneWhereTheOffsetStays) {
    for (const char* rule : {"UTC0", "MSK-3", "<+0545>-5:45", "<-02>2"}) {
        EXPECT_FALSE(YearlyChanges::parse(rule)) << rule;
    }
}

TEST(YearlyChanges, RefuseBrokenDataOfTheSystem) {
    for (const char* rule :
         {"", "3", "CET", "<+01", "<>-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.6.0,M10.5.0",
          "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M0.5.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J5",
          "CET-1CEST,366,5", "CET-168", "CET-1:60", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-99999999999"}) {
        EXPECT_THROW(static_cast<void>(YearlyChanges::parse(rule)), std::runtime_error) << rule;
    }
}

/// The rules of these zones have held since 2024 and are listed up to 2037: two sources must agree.
TEST(YearlyChanges, AgreeWithTheYearsThatAreListed) {
    const std::vector<std::pair<std::string, std::string>> rules{
        {"Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"},
        {"America/New_York", "EST5EDT,M3.2.0,M11.1.0"},
        {"Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"},
        {"Pacific/Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3"},
    };
    for (const auto& [name, text] : rules) {
        const date::time_zone* zone = date::locate_zone(name);
        const auto rule = YearlyChanges::parse(text).value();
        for (year of{2024}; of < year{2037}; ++of) {
            for (const auto& change : rule.in(of)) {
                const auto moment = floor<seconds>(change.at);
                EXPECT_EQ(zone->get_info(moment).begin, moment) << name << static_cast<int>(of);
                EXPECT_EQ(zone->get_info(moment).offset, change.offset) << name << static_cast<int>(of);
            }
        }
    }
}

}  // namespace
}  // namespace shipwitness::claims
