// What is not known is tried in every way: what all ways agree on stands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/claims/deadline/support.h"

namespace shipwitness::claims::deadline {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kMoscow = R"("zone": "Europe/Moscow",)";

struct Open {
    std::string name;
    std::string given;
    Verdict verdict;
    std::string last_day = "-";
};

TEST(UnknownFacts, LeaveAVerdictWhereEveryCompletionGivesIt) {
    const std::string quality =
        kMoscow + R"("regime":"P-7","kind":"quality","delivered":"2025-03-03T10:00","notified":)";
    const std::string quantity = kMoscow +
                                 R"("regime":"P-6","kind":"content","terms":{"perishable":false},
                                    "delivered":"2025-03-03T10:00","notified":)";
    const std::string latent = kMoscow + R"("regime":"P-7","kind":"latent","delivered":"2025-03-03T10:00","notified":)";
    const std::vector<Open> cases{
        {"town unknown, within ten days", quality + R"("2025-03-11T10:00")", Verdict::in_time},
        {"town unknown, between ten and twenty days", quality + R"("2025-03-18T10:00")", Verdict::unknown},
        {"town unknown, after twenty days", quality + R"("2025-03-28T10:00")", Verdict::late},
        {"opening unknown, on the day of receipt", quantity + R"("2025-03-03T18:00")", Verdict::in_time},
        {"opening unknown, within ten days", quantity + R"("2025-03-06T18:00")", Verdict::unknown},
        {"opening unknown, after ten days", quantity + R"("2025-03-14T18:00")", Verdict::late},
        {"discovery unknown, within five days of receipt", latent + R"("2025-03-07T18:00")", Verdict::in_time},
        {"discovery unknown, within four months", latent + R"("2025-05-07T18:00")", Verdict::unknown},
        {"discovery unknown, after four months", latent + R"("2025-07-04T00:00:01")", Verdict::late},
        {"receipt unknown, long after the opening",
         kMoscow + R"("regime":"P-6","kind":"content","opened":"2025-03-03","notified":"2025-03-05")", Verdict::late},
        {"perishable or not, opened on the day of receipt",
         kMoscow + R"("regime":"P-6","kind":"content","delivered":"2025-03-03T10:00","opened":"2025-03-03T11:00",
                      "notified":"2025-03-03T20:00")",
         Verdict::in_time, "2025-03-03"},
        {"perishable or not, opened the third day",
         kMoscow + R"("regime":"P-6","kind":"content","delivered":"2025-03-03T10:00","opened":"2025-03-06T11:00",
                      "notified":"2025-03-06T20:00")",
         Verdict::unknown},
        {"visible or hidden, told at delivery",
         kMoscow + R"("regime":"CMR","kind":"damage","delivered":"2025-03-03T10:00","notified":"2025-03-03T10:00")",
         Verdict::in_time},
        {"visible or hidden, told the next day",
         kMoscow + R"("regime":"CMR","kind":"damage","delivered":"2025-03-03T10:00","notified":"2025-03-04T10:00")",
         Verdict::unknown},
        {"visible or hidden, told a month later",
         kMoscow + R"("regime":"CMR","kind":"damage","delivered":"2025-03-03T10:00","notified":"2025-04-04T10:00")",
         Verdict::late},
        {"no delivery", kMoscow + R"("regime":"CMR","kind":"delay","notified":"2025-04-04T10:00")", Verdict::unknown},
        {"no zone, by one clock", R"("regime":"CMR","kind":"delay","delivered":"2025-03-03","notified":"2025-03-24")",
         Verdict::in_time, "2025-03-24"},
        {"no zone, one day late", R"("regime":"CMR","kind":"delay","delivered":"2025-03-03","notified":"2025-03-25")",
         Verdict::late, "2025-03-24"},
        {"no zone, sent elsewhere near the end",
         R"("regime":"CMR","kind":"delay","delivered":"2025-03-03","notified":"2025-03-25T05:00","notified_zone":"UTC")",
         Verdict::unknown, "2025-03-24"},
        {"no zone, sent elsewhere days before the end",
         R"("regime":"CMR","kind":"delay","delivered":"2025-03-03","notified":"2025-03-20","notified_zone":"UTC")",
         Verdict::in_time, "2025-03-24"},
        {"no regime, lost", R"("kind":"lost")", Verdict::in_time},
        {"nothing at all", "", Verdict::unknown},
    };
    for (const Open& each : cases) {
        const Deadline deadline = test::found(each.given);
        EXPECT_EQ(deadline.verdict, each.verdict) << each.name << ": " << deadline.why;
        EXPECT_EQ(test::day_of(deadline), each.last_day) << each.name << ": " << deadline.why;
    }
}

TEST(UnknownFacts, ForwardingIsNotMetBySendingAlone) {
    const std::string sent = kMoscow + R"("regime":"87-FZ","kind":"hidden","delivered":"2025-03-03","notified":)";
    EXPECT_EQ(test::found(sent + R"("2025-03-05")").verdict, Verdict::unknown);
    EXPECT_THAT(test::found(sent + R"("2025-03-05")").why, HasSubstr("received"));
    EXPECT_EQ(test::found(sent + R"("2025-04-03")").verdict, Verdict::late) << "what is sent late is received late";
    EXPECT_EQ(test::found(sent + R"("2025-04-01", "received":"2025-04-03")").verdict, Verdict::late);
    EXPECT_EQ(test::found(sent + R"("2025-04-01", "received":"2025-04-02")").verdict, Verdict::in_time);
}

TEST(UnknownFacts, WhatWasReceivedInTimeWasSentInTime) {
    const std::string received = kMoscow + R"("regime":"CMR","kind":"delay","delivered":"2025-03-03","received":)";
    EXPECT_EQ(test::found(received + R"("2025-03-24")").verdict, Verdict::in_time);
    EXPECT_EQ(test::found(received + R"("2025-03-26")").verdict, Verdict::unknown);
    EXPECT_EQ(test::found(received + R"("2025-03-26", "notified":"2025-03-24T23:59")").verdict, Verdict::in_time);
}

TEST(UnknownFacts, AReceiptBeforeTheSendingIsThatOfTheGoods) {
    const Deadline deadline = test::found(
        kMoscow + R"("regime":"P-7","kind":"quality","terms":"local","received":"2025-03-03","notified":"2025-03-13")");
    EXPECT_EQ(test::day_of(deadline), "2025-03-13");
    EXPECT_EQ(deadline.verdict, Verdict::in_time);
}

TEST(UnknownFacts, AreAskedForByName) {
    const Deadline deadline = test::found(kMoscow + R"("regime":"P-7","kind":"quality","delivered":"2025-03-03",
                                                       "notified":"2025-03-18")");
    EXPECT_THAT(deadline.why, HasSubstr("What would help to know: terms.local (within one town or between towns)."));
    EXPECT_THAT(deadline.why, Not(HasSubstr("perishable")));
}

TEST(UnknownFacts, ADayWithoutAnHourLeavesTheHoursOpen) {
    const std::string act = kMoscow + R"("regime":"RU-road","kind":"visible","delivered":"2025-03-03","notified":)";
    EXPECT_EQ(test::found(act + R"("2025-03-03T23:00")").verdict, Verdict::in_time);
    EXPECT_EQ(test::found(act + R"("2025-03-04T12:00")").verdict, Verdict::unknown);
    EXPECT_THAT(test::found(act + R"("2025-03-04T12:00")").why, HasSubstr("delivered (the exact time)"));
    EXPECT_EQ(test::found(act + R"("2025-03-05T00:00:01")").verdict, Verdict::late);
}

TEST(UnknownFacts, AnHourThatCameTwiceIsSaidToHaveDoneSo) {
    const std::string visible =
        R"("regime":"CMR","kind":"visible","zone":"Europe/Berlin","delivered":"2025-10-26T02:30","notified":)";
    const Deadline open = test::found(visible + R"("2025-10-26T02:40")");
    EXPECT_EQ(open.verdict, Verdict::unknown);
    EXPECT_THAT(open.why, HasSubstr("that time came twice"));
    EXPECT_THAT(open.why, HasSubstr("delivered (with its offset, as in T02:30+01:00: the hour came twice)"));
    EXPECT_THAT(open.why, HasSubstr("notified (with its offset"));
}

TEST(UnknownHolidays, AreSaidToBeMissingWhereTheyMatter) {
    const std::string forwarding = kMoscow + R"("regime":"87-FZ","kind":"hidden","delivered":"2025-04-01")";
    EXPECT_THAT(test::found(forwarding).why, HasSubstr("No calendar of the place was given"));
    EXPECT_THAT(test::found(forwarding + R"(,"calendar":{})").why, Not(HasSubstr("No calendar")));
    EXPECT_THAT(test::found(kMoscow + R"("regime":"CMR","kind":"delay","delivered":"2025-04-01")").why,
                Not(HasSubstr("No calendar")));
}

TEST(HiddenDamage, IsLatentOnceItsDiscoveryIsDated) {
    const std::string hidden = kMoscow +
                               R"("regime":"P-7","kind":"hidden","delivered":"2025-03-03","discovered":"2025-04-07",
                                  "terms":{"local":true, "latent":)";
    EXPECT_EQ(test::day_of(test::found(hidden + "null}")), "2025-04-14");
    EXPECT_EQ(test::day_of(test::found(hidden + "true}")), "2025-04-14");
    EXPECT_EQ(test::day_of(test::found(hidden + "false}")), "2025-03-13");
}

TEST(ApparentShortage, IsNotedAtDelivery) {
    const Deadline deadline = test::found(
        kMoscow + R"("regime":"CMR","kind":"shortage","delivered":"2025-03-03T10:00","terms":{"apparent":true})");
    EXPECT_EQ(test::instant_of(deadline), "2025-03-03T07:00:00Z");
}

TEST(SupplyInstructions, AreChosenByWhatIsWrong) {
    const std::string supply = kMoscow + R"("regime":"ru_supply","delivered":"2025-03-03","terms":{"local":true},)";
    EXPECT_EQ(test::found(supply + R"("kind":"quality")").possibilities.size(), 1U);
    EXPECT_THAT(test::found(supply + R"("kind":"quality")").source, HasSubstr("П-7"));
    EXPECT_THAT(test::found(supply + R"("kind":"shortage")").source, HasSubstr("П-6"));
}

TEST(LatentDefect, IsNotToldBeforeItIsDiscovered) {
    const std::string latent = kMoscow + R"("regime":"P-7","kind":"latent","delivered":"2025-03-03",)";
    const auto found = [&](const std::string& members) {
        return find_deadline(test::shipped_table(), test::read("{" + latent + members + "}"), rules::Language::english);
    };
    const auto early = found(R"("discovered":"2025-03-10","notified":"2025-03-09")");
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().detail.substr(0, 38), "notified: lies before the discovery; n");
    const auto same_day = found(R"("discovered":"2025-03-10T15:00","notified":"2025-03-10")");
    ASSERT_TRUE(same_day);
    EXPECT_EQ(same_day->verdict, Verdict::in_time);
    EXPECT_EQ(test::found(kMoscow + R"("regime":"P-7","kind":"quality","delivered":"2025-03-03","terms":"local",)" +
                          R"("discovered":"2025-03-10","notified":"2025-03-09")")
                  .verdict,
              Verdict::in_time)
        << "where discovery does not count, its date is only a remark";
}

TEST(ContradictoryCase, IsRefusedWithWhatIsWrong) {
    const auto refusal = [](const std::string& members) {
        const auto deadline =
            find_deadline(test::shipped_table(), test::read("{" + kMoscow + members + "}"), rules::Language::english);
        return deadline ? "accepted" : deadline.error().detail;
    };
    EXPECT_THAT(refusal(R"("regime":"P-6","kind":"content","delivered":"2025-03-03","opened":"2025-03-01")"),
                HasSubstr("opened: lies before the delivery"));
    EXPECT_THAT(refusal(R"("regime":"P-7","kind":"latent","delivered":"2025-03-03","discovered":"2025-03-01")"),
                HasSubstr("discovered: lies before the delivery"));
    EXPECT_THAT(refusal(R"("regime":"87-FZ","kind":"hidden","notified":"2025-03-03","received":"2025-03-01")"),
                HasSubstr("received: the notice cannot be received before it was sent"));
    EXPECT_THAT(refusal(R"("regime":"CMR","kind":"hidden","terms":{"days":30})"),
                HasSubstr("terms: a contract's own term counts only where"));
    EXPECT_THAT(
        refusal(R"("regime":"CMR","kind":"hidden","notified":"2025-03-30T02:30","notified_zone":"Europe/Berlin")"),
        HasSubstr("2025-03-30 02:30 did not exist in Europe/Berlin"));
}

}  // namespace
}  // namespace shipwitness::claims::deadline
