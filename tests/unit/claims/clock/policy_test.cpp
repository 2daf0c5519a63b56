#include "claims/clock/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/clock/targets.h"
#include "tests/unit/claims/clock_samples.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::event;
using test::moscow_office;
using test::readings;
using test::Type;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

Result<std::vector<Policy>> read(const std::string& yaml) {
    const auto tree = config::parse_tree(yaml, "policy.yaml");
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    config::Faults faults("policy.yaml");
    auto policies = read_policies(*tree, "", faults);
    if (auto done = faults.result(); !done) {
        return tl::unexpected(done.error());
    }
    return policies;
}

std::string refusal(const std::string& yaml) {
    const auto policies = read(yaml);
    return policies ? "taken" : policies.error().detail;
}

const std::string kPolicies = R"(policies:
  - {name: lost, kinds: [lost], priorities: [urgent, high], hours: wall, first_response: 2h, at_night: true}
  - {name: standard, first_response: 4h, next_response: 8h, resolution: 40h}
  - name: standard
    from: 2025-09-03
    first_response: 90m
    warnings: [{share: 120, to: [manager]}, {share: 50, to: [agent, manager]}]
)";

TEST(Policy, IsTheOneThatHeldWhenTheClaimOpened) {
    const auto policies = read(kPolicies).value();
    const auto chosen = [&](const char* created, const std::string& kind, const std::string& priority) {
        return choose_policy(policies, moscow_office(), at(created), kind, priority);
    };
    EXPECT_EQ(chosen("2025-09-02T20:59:59Z", "", "")->first_response, 4h);
    EXPECT_EQ(chosen("2025-09-02T21:00:00Z", "", "")->first_response, 90min);  // 3 September in Moscow
    EXPECT_EQ(chosen("2025-09-04T00:00:00Z", "lost", "urgent")->name, "lost");
    EXPECT_EQ(chosen("2025-09-04T00:00:00Z", "lost", "")->name, "standard");
    EXPECT_EQ(choose_policy({policies[0]}, moscow_office(), at("2025-09-04T00:00:00Z"), "short", "high"), nullptr);
}

TEST(Policy, ReadsTargetsAndWarnings) {
    const auto policies = read(kPolicies).value();
    EXPECT_EQ(policies[0].hours, TargetHours::wall);
    EXPECT_TRUE(policies[0].at_night);
    EXPECT_FALSE(policies[0].resolution);
    EXPECT_EQ(policies[1].warnings.size(), 3U);
    EXPECT_EQ(policies[1].warnings[2].to, (std::vector{Recipient::agent, Recipient::manager}));
    EXPECT_EQ(policies[2].warnings[0].share_percent, 50);
}

TEST(Policy, AFileMayHoldASingleOne) {
    EXPECT_EQ(read("{\"name\": \"all\", \"first_response\": \"90m\"}")->at(0).first_response, 90min);
}

TEST(Policy, RefusesWhatCannotBeMeant) {
    EXPECT_THAT(refusal("policies:\n- {name: a, first_response: 2d}\n"),
                HasSubstr("policy.yaml:2: policies[0].first_response: \"2d\" must be a time in hours or minutes"));
    EXPECT_THAT(refusal("policies:\n- {name: a, first_respnse: 2h}\n"), HasSubstr("did you mean first_response?"));
    EXPECT_THAT(refusal("policies: [{name: a, resolution: 0h}]"), HasSubstr("must be a time in hours"));
    EXPECT_THAT(refusal("policies: [{name: a, hours: office}]"), HasSubstr("must be working"));
    EXPECT_THAT(refusal("policies: [{name: a, at_night: maybe}]"), HasSubstr("must be true or false"));
    EXPECT_THAT(refusal("policies: [{name: a}, {name: a}]"), HasSubstr("two versions of \"a\""));
    EXPECT_THAT(refusal("policies: [{name: a, warnings: [{share: 0, to: [boss]}]}]"),
                AllOf(HasSubstr("\"0\" must be a share"), HasSubstr("\"boss\" must be agent or manager")));
    EXPECT_THAT(refusal("policies: [{name: a, warnings: [{share: 50, to: [agent]}, {share: 50, to: [agent]}]}]"),
                HasSubstr("the same share"));
    EXPECT_THAT(refusal("policies: {}"), HasSubstr("must be a list"));
    EXPECT_THAT(refusal("policy: []"), HasSubstr("policy.yaml:1: name: is required"));
}

std::vector<std::string> sent(const std::vector<Warning>& warnings) {
    std::vector<std::string> list;
    for (const Warning& warning : warnings) {
        list.push_back(warning.id + " " + to_rfc3339(warning.at).substr(0, 16));
    }
    return list;
}

Policy one_target(Microseconds first, TargetHours hours = TargetHours::working) {
    Policy policy;
    policy.first_response = first;
    policy.hours = hours;
    policy.warnings = {{50, {Recipient::agent}}, {80, {Recipient::agent}}, {100, {Recipient::manager}}};
    return policy;
}

TEST(Warnings, ComeAtTheSharesOfTheTarget) {
    const Readings open = readings({event("2025-09-02T16:00:00+03:00", Type::created)});
    EXPECT_THAT(sent(warnings(moscow_office(), open, one_target(4h))),
                ElementsAre("first_response/1/50 2025-09-02T15:00", "first_response/1/80 2025-09-03T07:12",
                            "first_response/1/100 2025-09-03T08:00"));
}

TEST(Warnings, StopWithTheAnswerAndAreTheSameHoweverOftenTheyAreComputed) {
    const Readings answered = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                        event("2025-09-02T12:30:00+03:00", Type::agent_public_reply)});
    const auto once = sent(warnings(moscow_office(), answered, one_target(4h)));
    EXPECT_THAT(once, ElementsAre("first_response/1/50 2025-09-02T09:00"));
    EXPECT_EQ(sent(warnings(moscow_office(), answered, one_target(4h))), once);
}

TEST(Warnings, NeverComeAtNightUnlessThePolicySaysSo) {
    const Readings open = readings({event("2025-09-05T17:00:00+03:00", Type::created)});  // Friday
    Policy by = one_target(4h, TargetHours::wall);
    EXPECT_THAT(sent(warnings(moscow_office(), open, by)),
                ElementsAre("first_response/1/50 2025-09-08T06:00", "first_response/1/80 2025-09-08T06:00",
                            "first_response/1/100 2025-09-08T06:00"));
    by.at_night = true;
    EXPECT_THAT(sent(warnings(moscow_office(), open, by)),
                ElementsAre("first_response/1/50 2025-09-05T16:00", "first_response/1/80 2025-09-05T17:12",
                            "first_response/1/100 2025-09-05T18:00"));
}

TEST(Warnings, TheLastMomentOfTheDayIsNotNight) {
    const Readings open = readings({event("2025-09-02T14:00:00+03:00", Type::created)});
    EXPECT_EQ(sent(warnings(moscow_office(), open, one_target(4h))).back(), "first_response/1/100 2025-09-02T15:00");
}

TEST(Warnings, WaitForTheBuyerWithTheClock) {
    Policy by;
    by.next_response = 4h;
    by.resolution = 8h;
    by.warnings = {{100, {Recipient::manager}}};
    const std::vector<ClockEvent> events{event("2025-09-02T09:00:00+03:00", Type::created),
                                         event("2025-09-02T10:00:00+03:00", Type::agent_public_reply),
                                         event("2025-09-02T11:00:00+03:00", Type::buyer_message),
                                         event("2025-09-02T12:00:00+03:00", Type::waiting_buyer_start)};
    EXPECT_TRUE(warnings(moscow_office(), readings(events), by).empty());  // nobody knows how long we wait
    auto waited = events;
    waited.push_back(event("2025-09-03T12:00:00+03:00", Type::waiting_buyer_stop));
    EXPECT_THAT(sent(warnings(moscow_office(), readings(waited), by)),
                ElementsAre("next_response/1/100 2025-09-03T13:00", "resolution/1/100 2025-09-03T15:00"));
}

TEST(TargetReading, WhatComesAfterTheEndOfAClockDoesNotMoveItsDueTime) {
    Policy by;
    by.next_response = 4h;
    by.resolution = 8h;
    std::vector<ClockEvent> events{event("2025-09-02T09:00:00+03:00", Type::created),
                                   event("2025-09-02T10:00:00+03:00", Type::agent_public_reply),
                                   event("2025-09-02T11:00:00+03:00", Type::buyer_message),
                                   event("2025-09-02T12:00:00+03:00", Type::waiting_buyer_start),
                                   event("2025-09-02T12:30:00+03:00", Type::agent_public_reply)};
    const auto due = [&](std::size_t index) {
        return target_readings(moscow_office(), readings(events), by).at(index).due;
    };
    EXPECT_EQ(due(1), std::nullopt);  // the next response ended while it was paused
    events.push_back(event("2025-09-02T12:45:00+03:00", Type::waiting_buyer_stop));
    EXPECT_EQ(due(1), std::nullopt);
    events.push_back(event("2025-09-02T13:00:00+03:00", Type::closed));
    EXPECT_EQ(due(0), at("2025-09-03T09:45:00+03:00"));
    events.push_back(event("2025-09-02T14:00:00+03:00", Type::reopened));
    events.push_back(event("2025-09-02T15:00:00+03:00", Type::waiting_buyer_start));
    EXPECT_EQ(due(0), at("2025-09-03T09:45:00+03:00"));
}

TEST(TargetReading, AnAnswerExactlyAtTheDueMomentIsInTime) {
    const auto answered_at = [](const std::string& time) {
        const Readings read =
            readings({event("2025-09-02T10:00:00+03:00", Type::created), event(time, Type::agent_public_reply)});
        return target_readings(moscow_office(), read, one_target(2h)).at(0);
    };
    EXPECT_TRUE(answered_at("2025-09-02T12:00:00+03:00").met());
    EXPECT_FALSE(answered_at("2025-09-02T12:00:00.000001+03:00").met());
    EXPECT_TRUE(answered_at("2025-09-02T12:00:00.000001+03:00").breached(at("2025-09-02T12:30:00+03:00")));
}

}  // namespace
}  // namespace shipwitness::claims
