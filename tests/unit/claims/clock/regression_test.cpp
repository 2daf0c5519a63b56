#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/clock/policy.h"
#include "claims/clock/targets.h"
#include "tests/unit/claims/clock_samples.h"

// Mistakes of other systems, each with its story, that must not become ours.

namespace shipwitness::claims {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::calendar;
using test::event;
using test::moscow_office;
using test::readings;
using test::Type;

Policy policy(Microseconds first, Microseconds next, Microseconds resolution) {
    Policy made;
    made.name = "standard";
    made.first_response = first;
    made.next_response = next;
    made.resolution = resolution;
    made.warnings = {{50, {Recipient::agent}}, {80, {Recipient::agent}}, {100, {Recipient::manager}}};
    return made;
}

TargetReading target_of(const Readings& read, const Policy& by, ClockKind clock,
                        const Calendar& hours = moscow_office()) {
    for (const TargetReading& reading : target_readings(hours, read, by)) {
        if (reading.clock == clock) {
            return reading;
        }
    }
    throw std::runtime_error("no such target");
}

TEST(ClockRegression, AShortUpdateTargetDoesNotOverrideTheFirstResponse) {
    // zammad#5177: with an update time shorter than the first response time, a new ticket escalated by the update time,
    // so that the target of the first response was never looked at.
    const Readings read = readings(
        {event("2025-09-02T10:00:00+03:00", Type::created), event("2025-09-02T11:00:00+03:00", Type::buyer_message)});
    const Policy short_update = policy(4h, 1h, 40h);
    const auto targets = target_readings(moscow_office(), read, short_update);
    EXPECT_EQ(target_of(read, short_update, ClockKind::first_response).due, at("2025-09-02T15:00:00+03:00"));
    for (const TargetReading& target : targets) {
        EXPECT_NE(target.clock, ClockKind::next_response);
    }
}

TEST(ClockRegression, AnAnsweredClaimDoesNotEscalate) {
    // zammad#3140: update times ran on after the agent's answer, and the ticket escalated because the customer was
    // slow. osTicket#1684: answered tickets went overdue because the user did not come back.
    const Readings read = readings({event("2025-09-02T10:00:00+03:00", Type::created),
                                    event("2025-09-02T11:00:00+03:00", Type::agent_public_reply),
                                    event("2025-09-02T11:00:00+03:00", Type::waiting_buyer_start)});
    const Policy by = policy(4h, 4h, 16h);
    EXPECT_FALSE(read.unanswered_since);
    const Timestamp weeks_later = at("2025-10-02T10:00:00+03:00");
    for (const TargetReading& target : target_readings(moscow_office(), read, by)) {
        EXPECT_FALSE(target.breached(weeks_later)) << to_text(target.clock);
    }
    EXPECT_TRUE(warnings(moscow_office(), read, by).empty());
}

TEST(ClockRegression, APauseIsNotLostWhenThePolicyChanges) {
    // glpi#6902, glpi#15605: a changed priority put another SLA on a ticket that had been pending; the new SLA counted
    // from the opening and forgot the time on hold. Here the policy is that of the opening, and whichever one is laid
    // over the events finds the pauses in them.
    const std::vector<ClockEvent> events{event("2025-09-02T10:00:00+03:00", Type::created),
                                         event("2025-09-02T11:00:00+03:00", Type::agent_public_reply),
                                         event("2025-09-02T12:00:00+03:00", Type::waiting_buyer_start),
                                         event("2025-09-03T12:00:00+03:00", Type::waiting_buyer_stop)};
    const Readings read = readings(events);
    EXPECT_EQ(target_of(read, policy(4h, 4h, 8h), ClockKind::resolution).due, at("2025-09-04T10:00:00+03:00"));
    EXPECT_EQ(target_of(read, policy(1h, 1h, 3h), ClockKind::resolution).due, at("2025-09-03T13:00:00+03:00"));
    Policy newer = policy(1h, 1h, 3h);
    newer.from = LocalDate{std::chrono::year{2025} / 9 / 3};
    const std::vector<Policy> versions{policy(4h, 4h, 8h), newer};
    EXPECT_EQ(choose_policy(versions, moscow_office(), read.created, "", "")->resolution, 8h);
}

TEST(ClockRegression, NothingNegativeComesOutOfACalendar) {
    // glpi#15429: calendars made waiting times and offsets negative. A wait that lies wholly outside working hours, or
    // covers all of them, takes at most what there is.
    const Readings read = readings({event("2025-09-02T19:00:00+03:00", Type::created),
                                    event("2025-09-02T20:00:00+03:00", Type::waiting_buyer_start),
                                    event("2025-09-03T08:00:00+03:00", Type::waiting_buyer_stop),
                                    event("2025-09-03T08:30:00+03:00", Type::closed)});
    EXPECT_EQ(read.resolution_first->spent, (Spent{0h, 13h + 30min, 12h}));
    const Readings weekend = readings({event("2025-09-05T17:00:00+03:00", Type::created),
                                       event("2025-09-05T17:30:00+03:00", Type::waiting_buyer_start),
                                       event("2025-09-08T10:00:00+03:00", Type::closed)});
    EXPECT_EQ(weekend.resolution_first->spent.business, 30min);
}

TEST(ClockRegression, TheLunchBreakIsNotCounted) {
    // chatwoot#14009: one period a day only, so that a message at 12:30 counted as in business hours.
    const Calendar hours =
        calendar("zone: America/Sao_Paulo\nweekly: {wed: [[\"08:00\", \"12:00\"], [\"13:30\", \"18:00\"]]}");
    EXPECT_EQ(hours.elapsed(at("2025-09-03T12:30:00-03:00"), at("2025-09-03T13:45:00-03:00")), 15min);
    EXPECT_FALSE(hours.works_at(at("2025-09-03T12:30:00-03:00")));
}

TEST(ClockRegression, AWeekWithoutMondayAndThursdayCounts) {
    // osTicket#6739: schedules without entries for Monday and Thursday counted wrong; tickets were overdue at once or
    // on the last day of the week.
    const Calendar tuesdays = calendar("zone: Europe/Moscow\nweekly: {tue: [[\"08:00\", \"17:00\"]]}");
    EXPECT_EQ(tuesdays.after(at("2025-09-03T10:00:00+03:00"), 12h), at("2025-09-16T11:00:00+03:00"));
    const Calendar holes = calendar(
        "zone: Europe/Moscow\nweekly: {tue: [[\"08:00\", \"17:00\"]], wed: [[\"08:00\", \"17:00\"]], fri: [[\"08:00\", "
        "\"17:00\"]], sat: [[\"08:00\", \"17:00\"]], sun: [[\"08:00\", \"17:00\"]]}");
    EXPECT_EQ(holes.elapsed(at("2025-09-01T00:00:00+03:00"), at("2025-09-08T00:00:00+03:00")), 45h);
    EXPECT_EQ(holes.after(at("2025-09-03T16:00:00+03:00"), 2h), at("2025-09-05T09:00:00+03:00"));
}

TEST(ClockRegression, TheDueTimeOfAClosedClaimStaysWhatItWas) {
    // OCA/helpdesk#157: due dates were computed anew on closed tickets. What was due depends on the opening's policy
    // and on what happened before the end, so later events leave it alone.
    std::vector<ClockEvent> events{event("2025-09-02T10:00:00+03:00", Type::created),
                                   event("2025-09-02T11:00:00+03:00", Type::agent_public_reply),
                                   event("2025-09-02T16:00:00+03:00", Type::closed)};
    const Policy by = policy(4h, 4h, 8h);
    const TargetReading before = target_of(readings(events), by, ClockKind::resolution);
    events.push_back(event("2025-09-10T10:00:00+03:00", Type::buyer_message));
    events.push_back(event("2025-09-10T11:00:00+03:00", Type::waiting_buyer_start));
    events.push_back(event("2025-09-20T11:00:00+03:00", Type::closed));
    const TargetReading after = target_of(readings(events), by, ClockKind::resolution);
    EXPECT_EQ(after.due, before.due);
    EXPECT_EQ(after.ended, at("2025-09-02T16:00:00+03:00"));
    EXPECT_TRUE(after.met());
    EXPECT_FALSE(after.breached(at("2026-01-01T00:00:00Z")));
}

}  // namespace
}  // namespace shipwitness::claims
