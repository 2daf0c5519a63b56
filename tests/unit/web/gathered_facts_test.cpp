#include "web/server/responsibility/gathered_facts.h"

#include <chrono>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/web/packing_samples.h"

namespace shipwitness::web {
namespace {

using namespace std::chrono_literals;
using claims::LineKind;

/// A case whose parts a test changes, and the facts of its one line.
struct Case {
    Claim claim;
    Order order;
    std::vector<PackingSession> sessions{a_packing_session()};
    std::vector<claims::FactEntry> agents;
    LineKind kind = LineKind::content;

    Case() { claim.opened = kPackingStart + 72h; }

    [[nodiscard]] claims::LineFacts facts() const {
        ClaimLine line;
        line.line = 1;
        line.kind = kind;
        return gather_facts({claim, order, sessions, claim.opened, 3h, true}, line, agents);
    }
    /// The word that stands, or "?".
    [[nodiscard]] std::string value(std::string_view fact) const {
        const auto standing = facts().standing(fact);
        return standing ? standing->value : "?";
    }
};

TEST(GatheredFacts, KindIsWhatTheBuyerFiled) {
    Case each;
    each.kind = LineKind::visible;
    EXPECT_EQ(each.value("kind"), "visible");
}

TEST(GatheredFacts, CompleteFootageIsForAPersonToJudge) {
    EXPECT_EQ(Case().value("video"), "?");
}

TEST(GatheredFacts, MissingFootageIsNone) {
    Case each;
    each.sessions = {with_gap(a_packing_session())};
    EXPECT_EQ(each.value("video"), "none");
    each.sessions = {};
    EXPECT_EQ(each.value("video"), "none");
    each.sessions = {cancelled(a_packing_session())};
    EXPECT_EQ(each.value("video"), "none");
}

TEST(GatheredFacts, FootageThatCaptureHasNotLookedAtIsNoGap) {
    Case each;
    each.sessions = {not_yet_looked_at(a_packing_session())};
    EXPECT_EQ(each.value("video"), "?");
}

TEST(GatheredFacts, SealIsTheBuyersWordAndPackagingStandsForAMissingSeal) {
    Case each;
    each.claim.acceptance.seal = "broken";
    EXPECT_EQ(each.value("seal"), "broken");
    each.claim.acceptance.seal = "no_seal";
    each.claim.acceptance.packaging = "intact";
    EXPECT_EQ(each.value("seal"), "intact");
    each.claim.acceptance.packaging = "damaged";
    EXPECT_EQ(each.value("seal"), "broken");
    each.claim.acceptance.seal = "unknown";
    EXPECT_EQ(each.value("seal"), "?");
}

TEST(GatheredFacts, ARefusedSignatureIsNotYetANote) {
    Case each;
    each.claim.acceptance.noted = "refused";
    EXPECT_EQ(each.value("noted"), "?");
    each.claim.acceptance.noted = "clean";
    EXPECT_EQ(each.value("noted"), "clean");
}

TEST(GatheredFacts, AFilmOfTheUnpackingIsForAPersonToJudge) {
    Case each;
    each.claim.acceptance.unpack = "filmed";
    EXPECT_EQ(each.value("unpack"), "?");
    each.claim.acceptance.unpack = "not_filmed";
    EXPECT_EQ(each.value("unpack"), "none");
}

TEST(GatheredFacts, HandoverComesFromTheOrdersDates) {
    Case each;
    EXPECT_EQ(each.value("handover"), "none") << "every handover is recorded, and this one is not";
    each.order.dates.handover_due = kPackingStart;
    each.order.dates.handed_over = kPackingStart + 48h;
    EXPECT_EQ(each.value("handover"), "late");
    each.order.dates.handed_over = kPackingStart;
    EXPECT_EQ(each.value("handover"), "on_time");
}

TEST(GatheredFacts, DaysAreTheCompanysNotUtc) {
    Case each;
    each.order.dates.handover_due = parse_rfc3339("2026-11-22T12:00:00Z");
    each.order.dates.handed_over = parse_rfc3339("2026-11-22T21:30:00Z");  // 00:30 of the 23rd, three hours east
    EXPECT_EQ(each.value("handover"), "late");
}

TEST(GatheredFacts, AnAgentsWordStandsOverTheSystems) {
    Case each;
    each.sessions = {with_gap(a_packing_session())};
    each.agents = {{"video", claims::FactState::known, "bad", claims::FactSource::agent, PersonId("p"),
                    each.claim.opened, "seen on the other camera"}};
    EXPECT_EQ(each.value("video"), "bad");
    each.agents.push_back(
        {"video", claims::FactState::unknown, "", claims::FactSource::agent, PersonId("p"), each.claim.opened, ""});
    EXPECT_EQ(each.value("video"), "none") << "taken back, the system's stands again";
}

TEST(GatheredFacts, KeepTheSystemsReasonEvenWithoutAValue) {
    const auto facts = Case().facts();
    const auto found = std::find_if(facts.history().begin(), facts.history().end(), [](const auto& entry) {
        return entry.fact == "video" && entry.source == claims::FactSource::system;
    });
    ASSERT_NE(found, facts.history().end());
    EXPECT_EQ(found->why, "footage_to_view");
}

TEST(GatheredFacts, NoticeFollowsTheTermOfTheOrdersRegime) {
    Case each;
    each.kind = LineKind::delay;
    each.order.dates.handed_over = each.claim.opened - 900h;
    each.order.dates.delivered = each.claim.opened - 240h;
    EXPECT_EQ(each.value("notice"), "?") << "no regime, no term";
    each.order.regime = "cmr";
    EXPECT_EQ(each.value("notice"), "in_time");
    each.order.dates.delivered = each.claim.opened - 600h;
    EXPECT_EQ(each.value("notice"), "late");
    each.order.regime = "carrier_terms";
    EXPECT_EQ(each.value("notice"), "?");
}

}  // namespace
}  // namespace shipwitness::web
