#include "claims/kpi/kpi.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/clock_samples.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::event;
using test::moscow_office;
using test::readings;
using test::Type;

TEST(Percentiles, AreByNearestRankAndAlwaysOneOfTheValues) {
    EXPECT_EQ(nearest_rank({}), Percentiles{});
    EXPECT_EQ(nearest_rank({7s}), (Percentiles{1, 7s, 7s, 7s}));
    EXPECT_EQ(nearest_rank({35s, 20s, 15s, 50s, 40s}), (Percentiles{5, 35s, 50s, 50s}));
    std::vector<Microseconds> hundred;
    for (int i = 100; i > 0; --i) {
        hundred.emplace_back(std::chrono::seconds{i});
    }
    EXPECT_EQ(nearest_rank(hundred), (Percentiles{100, 50s, 90s, 95s}));
    EXPECT_EQ(nearest_rank({1s, 2s, 3s, 4s, 5s, 6s, 7s, 8s, 9s, 10s}), (Percentiles{10, 5s, 9s, 10s}));
}

TEST(Compliance, IsMetOfMetAndBreached) {
    EXPECT_EQ((Compliance{3, 1}.share()), 0.75);
    EXPECT_FALSE(Compliance{}.share());
}

TEST(Period, GoesByTheCalendarsLocalDate) {
    const auto of = [](const char* time, PeriodLength length) { return period_of(moscow_office(), at(time), length); };
    EXPECT_EQ(of("2025-08-31T20:59:59Z", PeriodLength::day), "2025-08-31");
    EXPECT_EQ(of("2025-08-31T21:00:00Z", PeriodLength::day), "2025-09-01");
    EXPECT_EQ(of("2025-08-31T21:00:00Z", PeriodLength::month), "2025-09");
    EXPECT_EQ(of("2025-09-03T00:00:00Z", PeriodLength::all), "all");
}

TEST(Period, WeeksAreThoseOfIso8601) {
    const auto week = [](const char* time) { return period_of(moscow_office(), at(time), PeriodLength::week); };
    EXPECT_EQ(week("2025-09-02T10:00:00Z"), "2025-W36");
    EXPECT_EQ(week("2024-12-30T10:00:00Z"), "2025-W01");
    EXPECT_EQ(week("2021-01-03T10:00:00Z"), "2020-W53");
    EXPECT_EQ(week("2026-12-31T10:00:00Z"), "2026-W53");
}

TEST(Kpi, CountsOpenBreachesAndGroupsByPeriod) {
    Policy policy;
    policy.first_response = 2h;
    const auto claim = [&](const std::vector<ClockEvent>& events, const std::string& carrier) {
        return KpiClaim{readings(events), &policy, carrier};
    };
    const std::vector<KpiClaim> claims{
        claim({event("2025-09-02T10:00:00+03:00", Type::created),
               event("2025-09-02T11:00:00+03:00", Type::agent_public_reply),
               event("2025-09-02T12:00:00+03:00", Type::closed)},
              "north"),
        claim({event("2025-09-02T10:00:00+03:00", Type::created),
               event("2025-09-02T15:00:00+03:00", Type::agent_public_reply)},
              "north"),
        claim({event("2025-09-02T16:00:00+03:00", Type::created)}, "north"),
        claim({event("2025-09-02T17:30:00+03:00", Type::created)}, "north"),
        claim({event("2025-09-09T10:00:00+03:00", Type::created)}, "south"),
    };
    // At this moment the third has used its two hours, the fourth has not.
    const auto rows = kpi(moscow_office(), claims, PeriodLength::week, at("2025-09-03T09:10:00+03:00"));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].period, "2025-W36");
    EXPECT_EQ(rows[0].group, "north");
    EXPECT_EQ(rows[0].first_response, (ClockFigures{{2, 1h, 4h, 4h}, {2, 1h, 5h, 5h}, 2, Compliance{1, 2}}));
    EXPECT_EQ(rows[0].resolution_total.business, (Percentiles{1, 2h, 2h, 2h}));
    EXPECT_EQ(rows[0].resolution_total.open, 3U);
    EXPECT_EQ(rows[1].group, "south");
    EXPECT_EQ(rows[1].first_response.compliance, Compliance{});
}

TEST(Kpi, ANextResponseBelongsToThePeriodOfItsMessage) {
    const std::vector<KpiClaim> claims{{readings({event("2025-08-29T10:00:00+03:00", Type::created),
                                                  event("2025-08-29T11:00:00+03:00", Type::agent_public_reply),
                                                  event("2025-08-29T17:00:00+03:00", Type::buyer_message),
                                                  event("2025-09-01T10:00:00+03:00", Type::agent_public_reply),
                                                  event("2025-09-01T11:00:00+03:00", Type::buyer_message)}),
                                        nullptr, ""}};
    const auto rows = kpi(moscow_office(), claims, PeriodLength::month, at("2025-09-02T00:00:00Z"));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].next_response.business, (Percentiles{1, 2h, 2h, 2h}));
    EXPECT_EQ(rows[1].next_response, (ClockFigures{{}, {}, 1, {}}));
    EXPECT_EQ(rows[1].first_response, ClockFigures{});
}

}  // namespace
}  // namespace shipwitness::claims
