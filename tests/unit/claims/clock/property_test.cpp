#include "tests/support/property.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "claims/clock/claim_clock.h"
#include "claims/clock/steps.h"
#include "tests/unit/claims/calendar_samples.h"
#include "tests/unit/claims/slow_clock.h"

// What must be so for whatever calendar, history and clock change.

namespace shipwitness::claims {
namespace {

using namespace std::chrono;
using test::at;
using test::SlowCalendar;

/// A calendar by the reference, the same one by the product, and the clock changes of its zone.
struct Pair {
    SlowCalendar slow;
    Calendar fast;
    std::vector<Timestamp> changes;
};

std::vector<Pair> make_pairs() {
    using Day = std::vector<std::pair<int, int>>;
    const Day office{{540, 780}, {840, 1080}};
    const Day late{{780, 1320}};
    const Day night{{0, 360}, {1320, 1440}};
    const Day small{{90, 91}, {120, 150}, {151, 180}};
    const Day whole{{0, 1440}};
    const std::vector<SlowCalendar> calendars{
        {"Europe/Moscow", {office, office, office, office, office, {}, {}}, {"2011-03-28", "2014-10-27", "2025-11-04"}},
        {"Europe/Moscow", {night, night, night, night, night, night, night}, {}},
        {"America/New_York", {small, whole, {}, late, office, small, small}, {"2025-03-10"}},
        {"America/New_York", {{}, {}, {}, {}, {}, {}, {{90, 150}}}, {}},
        {"Australia/Lord_Howe", {small, small, night, office, {}, whole, small}, {"2025-10-06"}},
        {"Asia/Kolkata", {office, late, {}, office, night, {}, {}}, {}},
        {"Europe/London", {{}, office, whole, {}, late, night, night}, {"2025-10-26"}},
    };
    const std::vector<std::vector<std::string>> changes{
        {"2011-03-26T23:00:00Z", "2014-10-25T22:00:00Z", "2025-11-01T00:00:00Z"},
        {"2010-10-30T23:00:00Z", "2011-03-26T23:00:00Z", "2014-10-25T22:00:00Z"},
        {"2025-03-09T07:00:00Z", "2025-11-02T06:00:00Z"},
        {"2025-03-09T07:00:00Z", "2025-11-02T06:00:00Z", "2037-11-01T06:00:00Z"},
        {"2025-04-05T15:00:00Z", "2025-10-04T15:30:00Z"},
        {"2025-06-30T18:30:00Z"},
        {"2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z"},
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < calendars.size(); ++i) {
        Pair pair{calendars[i], test::calendar(calendars[i].yaml()), {}};
        for (const std::string& change : changes[i]) {
            pair.changes.push_back(at(change));
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

const Pair& any_pair() {
    static const std::vector<Pair> kPairs = make_pairs();
    return kPairs[*rc::gen::inRange<std::size_t>(0, kPairs.size())];
}

/// A moment to the microsecond, half of them within two days of a clock change.
Timestamp any_moment(const Pair& pair) {
    const std::int64_t micro = *rc::gen::inRange<std::int64_t>(-172'800'000'000, 172'800'000'000);
    if (*rc::gen::arbitrary<bool>()) {
        return pair.changes[*rc::gen::inRange<std::size_t>(0, pair.changes.size())] + Microseconds{micro};
    }
    return at("2000-01-01T00:00:00Z") + days{*rc::gen::inRange(0, 13'000)} + Microseconds{micro};
}

TEST(ClockProperty, ElapsedTimeAddsUpAndNeverRunsBackOrAheadOfTheWall) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            std::vector<Timestamp> times{any_moment(pair), any_moment(pair), any_moment(pair)};
            std::ranges::sort(times);
            const auto first = pair.fast.elapsed(times[0], times[1]);
            const auto second = pair.fast.elapsed(times[1], times[2]);
            RC_ASSERT((first + second == pair.fast.elapsed(times[0], times[2])));
            RC_ASSERT((first >= seconds{0} && first <= times[1] - times[0]));
        },
        500));
}

TEST(ClockProperty, TheDeadlineIsTheInverseOfElapsedTimeAndTheEarliestOne) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            const Timestamp from = any_moment(pair);
            const Microseconds amount{*rc::gen::inRange<std::int64_t>(1, 400'000'000'000)};
            const auto due = pair.fast.after(from, amount);
            if (!due) {
                RC_ASSERT((pair.fast.elapsed(from, pair.fast.span().to) < amount));
                return;
            }
            RC_ASSERT((pair.fast.elapsed(from, *due) == amount));
            RC_ASSERT((pair.fast.elapsed(from, *due - Microseconds{1}) < amount));
            const auto later = pair.fast.after(from, amount + Microseconds{1});
            RC_ASSERT((!later || *later > *due));
        },
        500));
}

TEST(ClockProperty, WorkingStretchesAreTheElapsedTime) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            const Timestamp from = any_moment(pair);
            const Interval within{from, from + Microseconds{*rc::gen::inRange<std::int64_t>(0, 900'000'000'000)}};
            Microseconds sum{0};
            Timestamp last = within.from;
            for (const Interval& stretch : pair.fast.working(within)) {
                RC_ASSERT((last <= stretch.from && stretch.from < stretch.to && stretch.to <= within.to));
                RC_ASSERT((pair.fast.works_at(stretch.from) && pair.fast.works_at(stretch.to - Microseconds{1})));
                sum += stretch.length();
                last = stretch.to;
            }
            RC_ASSERT((sum == pair.fast.elapsed(within.from, within.to)));
        },
        300));
}

TEST(ClockProperty, ElapsedTimeIsWhatGoingMinuteByMinuteGives) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            const Timestamp from = floor<minutes>(any_moment(pair));
            const Timestamp to = from + minutes{*rc::gen::inRange(0, 4'000)};
            RC_ASSERT((pair.fast.elapsed(from, to) == pair.slow.elapsed(from, to)));
        },
        60));
}

/// A history of whole minutes around a clock change; several events may share an instant.
std::vector<ClockEvent> any_history(const Pair& pair) {
    std::vector<ClockEvent> events{{floor<minutes>(any_moment(pair)), ClockEventType::created}};
    const int count = *rc::gen::inRange(0, 14);
    for (int i = 0; i < count; ++i) {
        const int gap = *rc::gen::inRange(-120, 480);
        const auto type = kClockEventTypes.at(*rc::gen::inRange<std::size_t>(1, kClockEventTypes.size()));
        events.push_back({events.back().at + minutes{std::max(gap, 0)}, type});
    }
    return events;
}

TEST(ClockProperty, ReadingsAreWhatGoingMinuteByMinuteGives) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            const auto events = any_history(pair);
            const auto clock = rebuild(pair.fast, events);
            RC_ASSERT(clock.has_value());
            RC_ASSERT((clock->readings() == test::slow_readings(pair.slow, events)));
        },
        150));
}

TEST(ClockProperty, RunningStateEqualsRebuildFromEvents) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            const auto events = any_history(pair);
            ClaimClock running(pair.fast);
            for (std::size_t i = 0; i < events.size(); ++i) {
                RC_ASSERT(running.apply(events[i]).has_value());
                const auto rebuilt = rebuild(pair.fast, std::span(events).first(i + 1));
                RC_ASSERT((running.readings() == rebuilt->readings()));
                const Timestamp later = events[i].at + hours{30};
                RC_ASSERT((running.running_resolution(later) == rebuilt->running_resolution(later)));
            }
        },
        150));
}

TEST(ClockProperty, DeliveringEventsTwiceAndLateChangesNothing) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            auto events = any_history(pair);
            for (std::size_t i = 0; i < events.size(); ++i) {
                events[i].at += Microseconds{i};  // an order of their own, so that being late cannot change it
                events[i].id = std::to_string(i);
            }
            auto delivered = events;
            delivered.insert(delivered.end(), events.begin(), events.end());
            for (std::size_t i = delivered.size() - 1; i > 0; --i) {
                std::swap(delivered[i], delivered[*rc::gen::inRange<std::size_t>(0, i + 1)]);
            }
            RC_ASSERT((rebuild(pair.fast, delivered)->readings() == rebuild(pair.fast, events)->readings()));
        },
        150));
}

TEST(ClockProperty, TheStepsOfTheExplanationAddUpToTheReading) {
    EXPECT_TRUE(shipwitness::test::holds(
        [] {
            const Pair& pair = any_pair();
            const Readings read = rebuild(pair.fast, any_history(pair))->readings();
            if (!read.resolution_first) {
                return;
            }
            const Reading& reading = *read.resolution_first;
            Spent sum;
            Timestamp last = reading.from;
            for (const ClockStep& step : clock_steps(pair.fast, {reading.from, reading.to}, read.waits)) {
                RC_ASSERT((step.at.from == last));
                last = step.at.to;
                sum.wall += step.at.length();
                sum.business += step.kind == StepKind::counted ? step.working : seconds{0};
                sum.paused_wall += step.kind == StepKind::paused ? step.at.length() : seconds{0};
            }
            RC_ASSERT((last == reading.to));
            RC_ASSERT((sum == reading.spent));
        },
        150));
}

}  // namespace
}  // namespace shipwitness::claims
