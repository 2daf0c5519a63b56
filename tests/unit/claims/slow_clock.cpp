#include "tests/unit/claims/slow_clock.h"

#include <date/tz.h>
#include <fmt/format.h>

namespace shipwitness::claims::test {
namespace {

using namespace std::chrono;

const char* const kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// The state of the claim, moved one minute at a time.
struct Simulation {
    explicit Simulation(const SlowCalendar& hours) : calendar(hours) {}

    const SlowCalendar& calendar;
    Readings read;
    bool created = false, answered = false, pending = false, waiting = false, open = false, buyer_has_written = false;
    Spent first, next, period, first_period, total;
    Timestamp pending_since, open_since, wait_since, closed_at;
    Microseconds closed_wall{0}, closed_business{0}, closed_wall_now{0}, closed_business_now{0};
    bool ever_closed = false;
    bool letter_is_automatic = false;  // the last one
    Timestamp letter_at;
    std::size_t periods = 0;

    void minute(Timestamp from) {
        if (!created) {
            return;
        }
        const Microseconds work = calendar.works_in_minute(from) ? minutes{1} : minutes{0};
        if (!answered) {
            first.wall += minutes{1};
            first.business += work;
        } else if (pending) {
            run(next, work);
        }
        if (open) {
            run(period, work);
        } else {
            closed_wall_now += minutes{1};
            closed_business_now += work;
        }
    }

    void run(Spent& spent, Microseconds work) const {
        spent.wall += minutes{1};
        if (waiting) {
            spent.paused_wall += minutes{1};
        } else {
            spent.business += work;
        }
    }

    void answer(Timestamp at) {
        if (!answered) {
            answered = true;
            read.first_response = {read.created, at, first};
        } else if (pending) {
            read.next_responses.push_back({pending_since, at, next});
        }
        pending = false;
    }

    void stop_wait(Timestamp at) {
        if (waiting) {
            waiting = false;
            read.waits.push_back({wait_since, at});
        }
    }

    void reopen(Timestamp at) {
        if (!open) {
            open = true;
            open_since = at;
            period = {};
            closed_wall += closed_wall_now;
            closed_business += closed_business_now;
        }
    }

    void event(const ClockEvent& happened) {
        const Timestamp at = happened.at;
        switch (happened.type) {
            case ClockEventType::created:
                created = open = true;
                read.created = open_since = at;
                break;
            case ClockEventType::buyer_message:
                buyer_has_written = true;
                stop_wait(at);
                reopen(at);
                if (answered && !pending) {
                    pending = true;
                    pending_since = at;
                    next = {};
                }
                break;
            case ClockEventType::automatic_reply:
                letter_is_automatic = true;
                letter_at = at;
                break;
            case ClockEventType::agent_public_reply:
                letter_is_automatic = false;
                if (at != read.created || buyer_has_written) {
                    answer(at);
                }
                break;
            case ClockEventType::waiting_buyer_start:
                if (!waiting) {
                    waiting = true;
                    wait_since = at;
                }
                break;
            case ClockEventType::waiting_buyer_stop:
                stop_wait(at);
                break;
            case ClockEventType::closed:
                close(at);
                break;
            case ClockEventType::reopened:
                reopen(at);
                break;
            default:
                break;
        }
    }

    void close(Timestamp at) {
        const bool by_itself = letter_is_automatic && letter_at == at;
        if (!open || (by_itself && !answered)) {
            return;
        }
        stop_wait(at);
        if (!by_itself) {
            answer(at);
        }
        open = false;
        ++periods;
        total.business += period.business;
        total.wall += period.wall;
        total.paused_wall += period.paused_wall;
        if (periods == 1) {
            read.resolution_first = {read.created, at, period};
        }
        read.open_periods.push_back({open_since, at});
        closed_wall_now = closed_business_now = Microseconds{0};
    }

    Readings result() {
        if (!answered) {
            read.unanswered_since = read.created;
        } else if (pending) {
            read.unanswered_since = pending_since;
        }
        if (waiting) {
            read.waiting_since = wait_since;
        }
        if (open) {
            read.open_since = open_since;
        } else {
            read.resolution_total = {total, periods, closed_wall, closed_business};
        }
        return read;
    }
};

}  // namespace

std::string SlowCalendar::yaml() const {
    const auto time = [](int minute) { return fmt::format("\"{:02}:{:02}\"", minute / 60, minute % 60); };
    std::string yaml = "zone: " + zone + "\nweekly:\n";
    for (std::size_t day = 0; day < week.size(); ++day) {
        yaml += fmt::format("  {}: [", kDays[day]);
        for (std::size_t i = 0; i < week[day].size(); ++i) {
            yaml += fmt::format("{}[{}, {}]", i == 0 ? "" : ", ", time(week[day][i].first), time(week[day][i].second));
        }
        yaml += "]\n";
    }
    yaml += "holidays: [";
    for (const std::string& holiday : holidays) {
        yaml += (yaml.ends_with('[') ? "" : ", ") + holiday;
    }
    return yaml + "]\n";
}

bool SlowCalendar::works_in_minute(Timestamp from) const {
    const auto offset = date::locate_zone(zone)->get_info(floor<seconds>(from)).offset;
    const auto local = floor<minutes>(from + offset);
    const auto day = floor<days>(local);
    const int minute = static_cast<int>((local - day).count());
    if (holidays.contains(date::format("%F", date::sys_days{day.time_since_epoch()}))) {
        return false;
    }
    const auto weekday = (day.time_since_epoch().count() % 7 + 7 + 3) % 7;  // 1 January 1970 was a Thursday
    for (const auto& [begin, end] : week.at(static_cast<std::size_t>(weekday))) {
        if (begin <= minute && minute < end) {
            return true;
        }
    }
    return false;
}

Microseconds SlowCalendar::elapsed(Timestamp from, Timestamp to) const {
    Microseconds sum{0};
    for (Timestamp at = from; at < to; at += minutes{1}) {
        sum += works_in_minute(at) ? minutes{1} : minutes{0};
    }
    return sum;
}

Readings slow_readings(const SlowCalendar& calendar, const std::vector<ClockEvent>& events) {
    Simulation simulation(calendar);
    Timestamp at = events.front().at;
    for (const ClockEvent& event : events) {
        for (; at < event.at; at += minutes{1}) {
            simulation.minute(at);
        }
        simulation.event(event);
    }
    return simulation.result();
}

}  // namespace shipwitness::claims::test
