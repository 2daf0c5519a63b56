// Every regime of the shipped table, at its boundaries: the last moment that is in time, and the first that is late.
#include <ostream>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/claims/deadline/support.h"

namespace shipwitness::claims::deadline {
namespace {

struct Boundary {
    std::string name;
    std::string given;     ///< without the notice
    std::string last_day;  ///< "-": none
    std::string last_utc;
    std::string last_in_time;  ///< local time of the notice
    std::string first_late;
    std::string effect;
    std::string notice = "notified";
};

std::ostream& operator<<(std::ostream& out, const Boundary& boundary) {
    return out << boundary.name;
}

const std::string kMoscow = R"("zone": "Europe/Moscow")";
const std::string kBerlin = R"("zone": "Europe/Berlin")";
const std::string kNewYork = R"("zone": "America/New_York")";
/// Russia, from the turn of the year 2025: eight public holidays, two days off moved, one working Saturday.
const std::string kRussia2025 =
    R"("calendar": {"public_holidays": ["2025-01-01","2025-01-02","2025-01-03","2025-01-04","2025-01-05","2025-01-06",
    "2025-01-07","2025-01-08","2025-02-23","2025-03-08","2025-05-01","2025-05-09","2025-06-12","2025-11-04"],
    "days_off_moved": ["2024-12-30","2024-12-31","2025-05-02","2025-05-08","2025-06-13","2025-11-03"],
    "working_weekend_days": ["2024-12-28","2025-11-01"]})";

const std::vector<Boundary>& boundaries() {
    static const std::vector<Boundary> kBoundaries{
        {"CmrHiddenLeavesOutSunday", R"("regime":"CMR","kind":"hidden","delivered":"2025-03-03T14:30",)" + kMoscow,
         "2025-03-11", "2025-03-11T21:00:00Z", "2025-03-11T23:59:59", "2025-03-12T00:00:01", "presumption"},
        {"CmrHiddenLeavesOutHolidaysNotMovedDaysOff",
         R"("regime":"CMR","kind":"hidden","delivered":"2025-04-29T09:00",)" + kMoscow + "," + kRussia2025,
         // 30, (1 May), 2 (moved day off counts), 3, (4 Sun), 5, 6, 7, 8 (moved day off counts)
         "2025-05-08", "2025-05-08T21:00:00Z", "2025-05-08T24:00", "2025-05-09T00:00:01", "presumption"},
        {"CmrHiddenAWorkingSaturdayIsADayLikeAnyOther",
         R"("regime":"CMR","kind":"content","delivered":"2025-10-29",)" + kMoscow + "," + kRussia2025,
         // 30, 31, 1, (2 Sun), 3 (moved), (4 holiday), 5, 6, 7
         "2025-11-07", "2025-11-07T21:00:00Z", "2025-11-07T23:59:59", "2025-11-08T00:00:01", "presumption"},
        {"CmrEndsOnASaturday", R"("regime":"CMR","kind":"hidden","delivered":"2025-03-14T10:00",)" + kBerlin,
         "2025-03-22", "2025-03-22T23:00:00Z", "2025-03-22T23:59:59", "2025-03-23T00:00:01", "presumption"},
        {"CmrDelayDoesNotMove", R"("regime":"CMR","kind":"delay","delivered":"2025-03-02T10:00",)" + kBerlin,
         "2025-03-23", "2025-03-23T23:00:00Z", "2025-03-23T23:59:59", "2025-03-24T00:00:01", "barred"},
        {"CmrDelayOverTheClockChange", R"("regime":"CMR","kind":"delay","delivered":"2025-03-10T10:00",)" + kBerlin,
         "2025-03-31", "2025-03-31T22:00:00Z", "2025-03-31T23:59:59", "2025-04-01T00:00:01", "barred"},
        {"CmrVisibleAtTheDriversRelease",
         R"("regime":"CMR","kind":"visible","delivered":"2025-03-03T14:30",)" + kMoscow, "2025-03-03",
         "2025-03-03T11:30:00Z", "2025-03-03T14:30", "2025-03-03T14:30:01", "presumption"},
        {"RussianRoadActWithin24Hours",
         R"("regime":"RU-road","kind":"visible","delivered":"2025-03-03T14:30",)" + kMoscow, "2025-03-04",
         "2025-03-04T11:30:00Z", "2025-03-04T14:30", "2025-03-04T14:30:01", "act_not_accepted"},
        {"RussianRoadDelayIsAnActToo", R"("regime":"259-FZ","kind":"delay","delivered":"2025-03-03T14:30",)" + kMoscow,
         "2025-03-04", "2025-03-04T11:30:00Z", "2025-03-04T14:30", "2025-03-04T14:30:01", "act_not_accepted"},
        {"ForwardingEndsOnAWorkingDay", R"("regime":"87-FZ","kind":"hidden","delivered":"2025-03-03T14:30",)" + kMoscow,
         "2025-04-02", "2025-04-02T21:00:00Z", "2025-04-02T23:59:59", "2025-04-03T00:00:01", "presumption", "received"},
        {"ForwardingMovesOverTheWholeNewYear",
         // the 30th day is 31 December; days off last until 8 January
         R"("regime":"87-FZ","kind":"content","delivered":"2024-12-01",)" + kMoscow + "," + kRussia2025, "2025-01-09",
         "2025-01-09T21:00:00Z", "2025-01-09T23:59:59", "2025-01-10T00:00:01", "presumption", "received"},
        {"ForwardingStopsAtAWorkingSaturday",
         R"("regime":"87-FZ","kind":"hidden","delivered":"2025-10-02",)" + kMoscow + "," + kRussia2025, "2025-11-01",
         "2025-11-01T21:00:00Z", "2025-11-01T23:59:59", "2025-11-02T00:00:01", "presumption", "received"},
        {"ForwardingMovesOverAMovedDayOff",
         // 2 May is a moved day off, 3 and 4 May are the weekend
         R"("regime":"87-FZ","kind":"hidden","delivered":"2025-04-02",)" + kMoscow + "," + kRussia2025, "2025-05-05",
         "2025-05-05T21:00:00Z", "2025-05-05T23:59:59", "2025-05-06T00:00:01", "presumption", "received"},
        {"ForwardingVisibleAtHandover",
         R"("regime":"87-FZ","kind":"visible","delivered":"2025-03-03T14:30",)" + kMoscow, "2025-03-03",
         "2025-03-03T11:30:00Z", "2025-03-03T14:30", "2025-03-03T14:30:01", "presumption"},
        {"QuantityOnTheDayOfOpening",
         R"("regime":"P-6","kind":"quantity","delivered":"2025-03-03T10:00","opened":"2025-03-05T11:00",
            "terms":{"perishable":false},)" +
             kMoscow,
         "2025-03-05", "2025-03-05T21:00:00Z", "2025-03-05T23:59:59", "2025-03-06T00:00:01", "act_not_accepted"},
        {"QuantityNotLaterThanTenDaysFromReceipt",
         R"("regime":"P-6","kind":"content","delivered":"2025-03-03T10:00","opened":"2025-03-20T11:00",
            "terms":{"perishable":false},)" +
             kMoscow,
         "2025-03-13", "2025-03-13T21:00:00Z", "2025-03-13T23:59:59", "2025-03-14T00:00:01", "act_not_accepted"},
        {"QuantityTenDaysMoveToMonday",
         R"("regime":"P-6","kind":"content","delivered":"2025-03-05T10:00","opened":"2025-03-20T11:00",
            "terms":{"perishable":false},)" +
             kMoscow,
         "2025-03-17", "2025-03-17T21:00:00Z", "2025-03-17T23:59:59", "2025-03-18T00:00:01", "act_not_accepted"},
        {"QuantityOpenedOnASaturdayIsActedOnThatDay",
         R"("regime":"P-6","kind":"content","delivered":"2025-03-05T10:00","opened":"2025-03-08T11:00",
            "terms":{"perishable":false},)" +
             kMoscow,
         "2025-03-08", "2025-03-08T21:00:00Z", "2025-03-08T23:59:59", "2025-03-09T00:00:01", "act_not_accepted"},
        {"PerishableQuantityWithin24Hours",
         R"("regime":"P-6","kind":"content","delivered":"2025-03-03T10:00","opened":"2025-03-04T09:00",
            "terms":{"perishable":true},)" +
             kMoscow,
         "2025-03-04", "2025-03-04T07:00:00Z", "2025-03-04T10:00", "2025-03-04T10:00:01", "act_not_accepted"},
        {"PerishableHoursAreElapsedOverTheClockChange",
         R"("regime":"P-6","kind":"content","delivered":"2025-03-29T10:00","opened":"2025-03-30T09:00",
            "terms":{"perishable":true},)" +
             kBerlin,
         "2025-03-30", "2025-03-30T09:00:00Z", "2025-03-30T11:00", "2025-03-30T11:00:01", "act_not_accepted"},
        {"QualityBetweenTowns",
         R"("regime":"P-7","kind":"quality","delivered":"2025-03-03T10:00","terms":{"local":false},)" + kMoscow,
         "2025-03-24", "2025-03-24T21:00:00Z", "2025-03-24T23:59:59", "2025-03-25T00:00:01", "act_not_accepted"},
        {"QualityWithinOneTown",
         R"("regime":"P-7","kind":"hidden","delivered":"2025-03-03T10:00","terms":{"local":true},)" + kMoscow,
         "2025-03-13", "2025-03-13T21:00:00Z", "2025-03-13T23:59:59", "2025-03-14T00:00:01", "act_not_accepted"},
        {"LatentWithinFiveDaysOfDiscovery",
         R"("regime":"P-7","kind":"latent","delivered":"2025-03-03T10:00","discovered":"2025-04-07T12:00",)" + kMoscow,
         "2025-04-14", "2025-04-14T21:00:00Z", "2025-04-14T23:59:59", "2025-04-15T00:00:01", "act_not_accepted"},
        {"LatentWithinFourMonthsOfReceipt",
         R"("regime":"P-7","kind":"latent","delivered":"2025-03-03T10:00","discovered":"2025-07-01T12:00",)" + kMoscow,
         "2025-07-03", "2025-07-03T21:00:00Z", "2025-07-03T23:59:59", "2025-07-04T00:00:01", "act_not_accepted"},
        {"LatentFourMonthsEndWithFebruary",
         // 31 October and four months is 28 February, a Friday
         R"("regime":"P-7","kind":"latent","delivered":"2024-10-31T10:00","discovered":"2025-02-26T12:00",)" + kMoscow,
         "2025-02-28", "2025-02-28T21:00:00Z", "2025-02-28T23:59:59", "2025-03-01T00:00:01", "act_not_accepted"},
        {"LatentFourMonthsEndOnALeapDay",
         R"("regime":"P-7","kind":"latent","delivered":"2023-10-31T10:00","discovered":"2024-02-27T12:00",)" + kMoscow,
         "2024-02-29", "2024-02-29T21:00:00Z", "2024-02-29T23:59:59", "2024-03-01T00:00:01", "act_not_accepted"},
        {"VisibleAtUnloading", R"("regime":"П-7","kind":"visible","delivered":"2025-03-03T14:30",)" + kMoscow,
         "2025-03-03", "2025-03-03T11:30:00Z", "2025-03-03T14:30", "2025-03-03T14:30:01", "act_not_accepted"},
        {"ConcealedFiveBusinessDays",
         // 27 November 2025 is Thanksgiving
         R"("regime":"Carmack/NMFC","kind":"hidden","delivered":"2025-11-21T16:00",
            "calendar":{"public_holidays":["2025-11-27"]},)" +
             kNewYork,
         "2025-12-01", "2025-12-02T05:00:00Z", "2025-12-01T23:59:59", "2025-12-02T00:00:01", "burden_of_proof_shifts"},
        {"ConcealedOverTheClockChange",
         R"("regime":"NMFC","kind":"content","delivered":"2025-10-30T16:00",)" + kNewYork, "2025-11-06",
         "2025-11-07T05:00:00Z", "2025-11-06T23:59:59", "2025-11-07T00:00:01", "burden_of_proof_shifts"},
        {"CarmackVisibleOnTheReceipt",
         R"("regime":"Carmack","kind":"visible","delivered":"2025-11-21T16:00",)" + kNewYork, "2025-11-21",
         "2025-11-21T21:00:00Z", "2025-11-21T16:00", "2025-11-21T16:00:01", "burden_of_proof_shifts"},
        {"MontrealDamageFourteenDays",
         R"("regime":"Montreal","kind":"visible","delivered":"2024-02-20T08:00",)" + kBerlin, "2024-03-05",
         "2024-03-05T23:00:00Z", "2024-03-05T23:59:59", "2024-03-06T00:00:01", "barred"},
        {"MontrealHiddenDoesNotMove", R"("regime":"Montreal","kind":"hidden","delivered":"2025-03-02",)" + kBerlin,
         "2025-03-16", "2025-03-16T23:00:00Z", "2025-03-16T23:59:59", "2025-03-17T00:00:01", "barred"},
        {"MontrealDelayTwentyOneDays", R"("regime":"Montreal","kind":"delay","delivered":"2025-03-02",)" + kBerlin,
         "2025-03-23", "2025-03-23T23:00:00Z", "2025-03-23T23:59:59", "2025-03-24T00:00:01", "barred"},
        {"HagueVisbyThreeDays", R"("regime":"Hague-Visby","kind":"hidden","delivered":"2025-03-06T08:00",)" + kBerlin,
         "2025-03-09", "2025-03-09T23:00:00Z", "2025-03-09T23:59:59", "2025-03-10T00:00:01", "presumption"},
        {"HagueVisbyAtRemoval", R"("regime":"Hague-Visby","kind":"visible","delivered":"2025-03-06T08:00",)" + kBerlin,
         "2025-03-06", "2025-03-06T07:00:00Z", "2025-03-06T08:00", "2025-03-06T08:00:01", "presumption"},
        {"AContractsOwnDays",
         R"("regime":"СДЭК","kind":"hidden","delivered":"2025-04-30","terms":{"days":10,"end_moves":true},)" + kMoscow,
         "2025-05-12", "2025-05-12T21:00:00Z", "2025-05-12T23:59:59", "2025-05-13T00:00:01", "by_contract"},
        {"AContractsOwnHours",
         R"("regime":"DHL","kind":"visible","delivered":"2025-10-25T12:00","terms":{"hours":48},)" + kBerlin,
         "2025-10-27", "2025-10-27T10:00:00Z", "2025-10-27T11:00", "2025-10-27T11:00:01", "by_contract"},
        {"AContractsOwnTermForForwardingDelay",
         R"("regime":"87-FZ","kind":"delay","delivered":"2025-03-03","terms":{"days":5},)" + kMoscow, "2025-03-10",
         "2025-03-10T21:00:00Z", "2025-03-10T23:59:59", "2025-03-11T00:00:01", "by_contract", "received"},
        {"AContractMaySayOtherwiseThanTheTable",
         R"("regime":"87-FZ","kind":"delay","delivered":"2025-03-03",
            "terms":{"days":5,"met_by":"sending","end_moves":false},)" +
             kMoscow,
         "2025-03-08", "2025-03-08T21:00:00Z", "2025-03-08T23:59:59", "2025-03-09T00:00:01", "by_contract"},
        {"ForwardingVisibleByItsReceipt",
         R"("regime":"87-FZ","kind":"visible","delivered":"2025-03-03T14:30","notified":"2025-03-03T14:00",)" + kMoscow,
         "2025-03-03", "2025-03-03T11:30:00Z", "2025-03-03T14:30", "2025-03-03T14:30:01", "presumption", "received"},
        {"ANoticeAtMidnightIsWithinTheDayThatEnds",
         R"("regime":"Montreal","kind":"hidden","delivered":"2025-03-02",)" + kBerlin, "2025-03-16",
         "2025-03-16T23:00:00Z", "2025-03-17T00:00", "2025-03-17T00:00:00.000001", "barred"},
        {"ADateAloneIsInTimeWhenAllOfTheDayIs",
         R"("regime":"Montreal","kind":"hidden","delivered":"2025-03-02",)" + kBerlin, "2025-03-16",
         "2025-03-16T23:00:00Z", "2025-03-16", "2025-03-17", "barred"},
    };
    return kBoundaries;
}

class DeadlineOf : public ::testing::TestWithParam<Boundary> {
  protected:
    Deadline with_notice(const std::string& at) const {
        return test::found(GetParam().given + ", \"" + GetParam().notice + "\": \"" + at + "\"");
    }
};

TEST_P(DeadlineOf, EndsOnItsDayAndInstant) {
    const Deadline deadline = test::found(GetParam().given);
    EXPECT_EQ(test::day_of(deadline), GetParam().last_day) << deadline.why;
    EXPECT_EQ(test::instant_of(deadline), GetParam().last_utc) << deadline.why;
    EXPECT_EQ(deadline.effect, GetParam().effect);
    if (GetParam().given.find("notified") == std::string::npos) {
        EXPECT_EQ(deadline.verdict, Verdict::unknown) << "without a notice nothing is in time or late";
    }
    EXPECT_NE(deadline.source.find("confirm with counsel"), std::string::npos);
}

TEST_P(DeadlineOf, TakesTheLastMomentAndRefusesTheNext) {
    EXPECT_EQ(with_notice(GetParam().last_in_time).verdict, Verdict::in_time)
        << with_notice(GetParam().last_in_time).why;
    EXPECT_EQ(with_notice(GetParam().first_late).verdict, Verdict::late) << with_notice(GetParam().first_late).why;
}

INSTANTIATE_TEST_SUITE_P(Regime, DeadlineOf, ::testing::ValuesIn(boundaries()),
                         [](const auto& instance) { return instance.param.name; });

struct NoTerm {
    std::string regime;
    std::string kind;
};

TEST(DeadlineTable, WhatHasNoTermIsInTimeWithoutADay) {
    for (const NoTerm& each : std::vector<NoTerm>{{"RU-road", "hidden"},
                                                  {"P-6", "delay"},
                                                  {"P-7", "delay"},
                                                  {"Hague-Visby", "delay"},
                                                  {"Carmack/NMFC", "delay"}}) {
        const Deadline deadline =
            test::found("\"regime\": \"" + each.regime + "\", \"kind\": \"" + each.kind + "\"," + kMoscow);
        EXPECT_EQ(deadline.verdict, Verdict::in_time) << each.regime;
        EXPECT_EQ(deadline.effect, "no_term") << each.regime;
        EXPECT_FALSE(deadline.last_day || deadline.last_instant) << each.regime;
    }
}

TEST(DeadlineTable, ATotalLossHasNoTermUnderAnyRegime) {
    for (const auto& regime : test::shipped_table().regimes()) {
        const Deadline deadline = test::found("\"kind\": \"lost\", \"regime\": \"" + regime + "\"," + kMoscow);
        EXPECT_EQ(deadline.verdict, Verdict::in_time) << regime;
        EXPECT_FALSE(deadline.last_day) << regime;
    }
}

TEST(DeadlineTable, AContractThatIsNotFilledInGivesNoVerdict) {
    for (const char* regime : {"UPS", "FedEx", "DHL", "СДЭК", "Деловые Линии", "ПЭК", "contract"}) {
        const Deadline deadline =
            test::found(std::string(R"("regime": ")") + regime +
                        R"(", "kind": "hidden", "delivered": "2025-03-03", "notified": "2025-03-03",)" + kMoscow);
        EXPECT_EQ(deadline.verdict, Verdict::unknown) << regime;
        EXPECT_NE(deadline.why.find("fill in"), std::string::npos) << deadline.why;
        EXPECT_NE(deadline.why.find("terms.days"), std::string::npos) << deadline.why;
    }
}

TEST(DeadlineTable, AReasonableTimeIsOpenUntilItsOuterLimitHasPassed) {
    const std::string cisg = R"("regime": "CISG", "kind": "hidden", "delivered": "2024-02-29", "notified": )";
    EXPECT_EQ(test::found(cisg + R"("2024-03-10",)" + kBerlin).verdict, Verdict::unknown);
    EXPECT_EQ(test::found(cisg + R"("2026-02-28",)" + kBerlin).verdict, Verdict::unknown);
    EXPECT_EQ(test::found(cisg + R"("2026-03-01",)" + kBerlin).verdict, Verdict::late);
    EXPECT_FALSE(test::found(cisg + R"("2026-03-01",)" + kBerlin).last_day);
    EXPECT_EQ(test::found(R"("regime": "UCC", "kind": "hidden", "delivered": "2024-02-29", "notified": "2034-01-01",)" +
                          kNewYork)
                  .verdict,
              Verdict::unknown);
}

TEST(DeadlineTable, NmfcSaysItselfThatLatenessDoesNotBar) {
    const Deadline late = test::found(
        R"("regime": "Carmack/NMFC", "kind": "hidden", "delivered": "2025-03-03", "notified": "2025-04-03",)" +
        kNewYork);
    EXPECT_EQ(late.verdict, Verdict::late);
    EXPECT_NE(late.why.find("does not bar the claim; it shifts the burden of proof"), std::string::npos) << late.why;
}

}  // namespace
}  // namespace shipwitness::claims::deadline
