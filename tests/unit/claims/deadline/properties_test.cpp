#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/claims/deadline/slow_reference.h"
#include "tests/unit/claims/deadline/support.h"

namespace shipwitness::claims::deadline {
namespace {

using test::Plain;

/// 2018 to 2026, to the minute.
Timestamp a_time() {
    return Timestamp{std::chrono::minutes{*rc::gen::inRange<std::int64_t>(25'246'080, 29'979'360)}};
}

Timestamp later(Timestamp than, int most_days) {
    return than + std::chrono::minutes{*rc::gen::inRange<std::int64_t>(0, most_days * 1'440)};
}

/// Holidays, moved days off and working weekend days around the delivery, never contradicting each other.
DayCalendar a_calendar(Timestamp around) {
    DayCalendar calendar;
    const LocalDate first{std::chrono::floor<std::chrono::days>(around.time_since_epoch())};
    for (int offset = 0; offset < 45; ++offset) {
        const LocalDate day = first + std::chrono::days{offset};
        const int what = *rc::gen::inRange(0, 12);
        if (is_weekend(day)) {
            (what < 2   ? calendar.working_weekend_days
             : what < 4 ? calendar.public_holidays
                        : calendar.days_off_moved)
                .insert(day);
        } else if (what < 2) {
            (what == 0 ? calendar.public_holidays : calendar.days_off_moved).insert(day);
        }
    }
    return calendar;
}

/// Local times of a clock change come twice or never: they have tests of their own.
bool plain_time(const std::string& zone, Timestamp at) {
    const auto place = Zone::find(zone).value();
    const auto instants = place.instants(place.local(at));
    return instants && instants->earliest == instants->latest;
}

Plain a_case() {
    Plain plain;
    plain.regime =
        *rc::gen::element<std::string>("CMR", "87-FZ", "P-6", "P-7", "Carmack/NMFC", "Montreal", "Hague-Visby");
    plain.kind = *rc::gen::element<std::string>("delay", "lost", "content", "visible", "hidden", "latent");
    plain.zone = *rc::gen::element<std::string>("Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
                                                "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Auckland", "UTC");
    plain.delivered = a_time();
    plain.opened = later(plain.delivered, 14);
    plain.discovered = later(plain.delivered, 150);
    // A latent defect is told of after its discovery: the other way round is an error.
    const bool latent = plain.regime == "P-7" && plain.kind == "latent";
    plain.notified = later(latent ? plain.discovered : plain.delivered, *rc::gen::element(1, 12, 40, 140));
    plain.received = later(plain.notified, 4);
    plain.local = *rc::gen::arbitrary<bool>();
    plain.perishable = *rc::gen::arbitrary<bool>();
    plain.calendar = a_calendar(plain.delivered);
    for (const Timestamp at : {plain.delivered, plain.opened, plain.discovered, plain.notified, plain.received}) {
        RC_PRE(plain_time(plain.zone, at));
    }
    return plain;
}

Deadline engine(const Plain& plain) {
    return test::found(test::read(test::to_json(plain)));
}

RC_GTEST_PROP(DeadlineProperty, AgreesWithASlowReadingOfTheLaw, ()) {
    const Plain plain = a_case();
    const auto expected = test::slow_answer(plain);
    const Deadline actual = engine(plain);
    RC_LOG() << test::to_json(plain) << "\n" << actual.why;
    RC_ASSERT(std::string(to_text(actual.verdict)) == expected.verdict);
    RC_ASSERT(test::day_of(actual) == expected.last_day.value_or("-"));
    RC_ASSERT(actual.last_instant == expected.last_instant);
}

RC_GTEST_PROP(DeadlineProperty, ALaterNoticeIsNeverInTimeAfterAnEarlierWasLate, ()) {
    Plain plain = a_case();
    const Verdict before = engine(plain).verdict;
    const auto delay = std::chrono::minutes{*rc::gen::inRange(1, 20'000)};
    plain.notified += delay;
    plain.received += delay;
    RC_PRE(plain_time(plain.zone, plain.notified) && plain_time(plain.zone, plain.received));
    RC_ASSERT(before != Verdict::late || engine(plain).verdict == Verdict::late);
}

RC_GTEST_PROP(DeadlineProperty, AnotherPublicHolidayNeverShortensATerm, ()) {
    Plain plain = a_case();
    const Deadline before = engine(plain);
    const LocalDate day{std::chrono::floor<std::chrono::days>(plain.delivered.time_since_epoch()) +
                        std::chrono::days{*rc::gen::inRange(0, 40)}};
    RC_PRE(!plain.calendar.working_weekend_days.contains(day));
    plain.calendar.public_holidays.insert(day);
    const Deadline after = engine(plain);
    RC_ASSERT(before.last_instant.has_value() == after.last_instant.has_value());
    RC_ASSERT(!before.last_instant || *after.last_instant >= *before.last_instant);
}

/// Forgetting a fact may open a verdict or a day, never turn it into another.
RC_GTEST_PROP(DeadlineProperty, WhatIsForgottenNeverChangesAVerdictIntoAnother, ()) {
    const Case full = test::read(test::to_json(a_case()));
    const Deadline known = test::found(full);
    Case less = full;
    const auto forget = [](auto& fact) {
        if (*rc::gen::inRange(0, 3) == 0) {
            fact = {};
        }
    };
    forget(less.regimes);
    forget(less.kinds);
    forget(less.zone);
    forget(less.delivered);
    forget(less.opened);
    forget(less.discovered);
    forget(less.notified);
    forget(less.received);
    forget(less.terms.distance);
    forget(less.terms.perishable);
    const Deadline open = test::found(less);
    RC_LOG() << known.why << "\n" << open.why;
    RC_ASSERT(open.verdict == Verdict::unknown || open.verdict == known.verdict);
    RC_ASSERT(!open.last_day || open.last_day == known.last_day);
    RC_ASSERT(!open.last_instant || open.last_instant == known.last_instant);
}

/// The time of day may be forgotten too.
RC_GTEST_PROP(DeadlineProperty, ADateAloneStandsForEveryTimeOfItsDay, ()) {
    const Case full = test::read(test::to_json(a_case()));
    const Deadline known = test::found(full);
    Case less = full;
    for (auto* at : {&less.delivered, &less.opened, &less.discovered, &less.notified, &less.received}) {
        if (*rc::gen::arbitrary<bool>()) {
            (*at)->time = {};
        }
    }
    const Deadline open = test::found(less);
    RC_LOG() << known.why << "\n" << open.why;
    RC_ASSERT(open.verdict == Verdict::unknown || open.verdict == known.verdict);
    RC_ASSERT(!open.last_day || open.last_day == known.last_day);
}

}  // namespace
}  // namespace shipwitness::claims::deadline
