#include "tests/unit/claims/deadline/slow_reference.h"

#include <algorithm>

#include <date/tz.h>
#include <nlohmann/json.hpp>

namespace shipwitness::claims::deadline::test {
namespace {

using Minute = std::chrono::minutes;

std::string local_text(const std::string& zone, Timestamp at, const char* format) {
    const auto local = date::locate_zone(zone)->to_local(std::chrono::floor<Minute>(at));
    return date::format(format, local);
}

std::string day_text(const std::string& zone, Timestamp at) {
    return local_text(zone, at, "%F");
}

std::string next(const std::string& day) {
    std::chrono::sys_days days;
    std::istringstream in(day);
    in >> date::parse("%F", days);
    return date::format("%F", days + std::chrono::days{1});
}

std::string weekday(const std::string& day) {
    std::chrono::sys_days days;
    std::istringstream in(day);
    in >> date::parse("%F", days);
    return date::format("%a", days);
}

bool in(const std::set<LocalDate>& days, const std::string& day) {
    return std::ranges::any_of(days, [&](LocalDate each) { return to_text(each) == day; });
}

bool works(const std::string& day, const DayCalendar& calendar) {
    if (in(calendar.working_weekend_days, day)) {
        return true;
    }
    return weekday(day) != "Sat" && weekday(day) != "Sun" && !in(calendar.public_holidays, day) &&
           !in(calendar.days_off_moved, day);
}

/// The first minute after `from` at which the local date is past `day`.
Timestamp end_of(const std::string& zone, const std::string& day, Timestamp from) {
    auto at = std::chrono::floor<std::chrono::hours>(from);
    while (day_text(zone, at) <= day) {
        at += std::chrono::hours{1};
    }
    auto minute = std::chrono::floor<Minute>(at);
    while (day_text(zone, minute - Minute{1}) > day) {
        minute -= Minute{1};
    }
    return minute;
}

class Walk {
  public:
    explicit Walk(const Plain& plain) : plain_(plain) {}

    std::string days(Timestamp from, int count, bool skip_sundays_and_holidays, bool working_only) const {
        std::string day = day_text(plain_.zone, from);
        for (int counted = 0; counted < count;) {
            day = next(day);
            const bool skipped =
                (skip_sundays_and_holidays && (weekday(day) == "Sun" || in(plain_.calendar.public_holidays, day))) ||
                (working_only && !works(day, plain_.calendar));
            counted += skipped ? 0 : 1;
        }
        return day;
    }
    std::string moved(std::string day) const {
        while (!works(day, plain_.calendar)) {
            day = next(day);
        }
        return day;
    }
    /// Day by day until the month has changed four times and the number is reached, or the month is over.
    std::string four_months(Timestamp from) const {
        std::string day = day_text(plain_.zone, from);
        const std::string number = day.substr(8);
        std::string month = day.substr(0, 7);
        for (int changes = 0; changes < 4;) {
            day = next(day);
            if (day.substr(0, 7) != month) {
                month = day.substr(0, 7);
                ++changes;
            }
        }
        while (day.substr(8) != number && next(day).substr(0, 7) == month) {
            day = next(day);
        }
        return day;
    }

  private:
    const Plain& plain_;
};

struct End {
    std::string day;
    Timestamp instant;
};

std::optional<End> end_for(const Plain& plain) {
    const Walk walk(plain);
    const auto whole = [&](const std::string& day) { return End{day, end_of(plain.zone, day, plain.delivered)}; };
    const auto exact = [&](Timestamp at) { return End{day_text(plain.zone, at), at}; };
    const auto earlier = [](const End& a, const End& b) { return b.instant < a.instant ? b : a; };
    const bool visible = plain.kind == "visible";
    const bool delay = plain.kind == "delay";
    if (plain.regime == "CMR") {
        return visible ? exact(plain.delivered) : whole(walk.days(plain.delivered, delay ? 21 : 7, !delay, false));
    }
    if (plain.regime == "Montreal") {
        return whole(walk.days(plain.delivered, delay ? 21 : 14, false, false));
    }
    if (visible) {
        return exact(plain.delivered);
    }
    if (plain.regime == "87-FZ") {
        return whole(walk.moved(walk.days(plain.delivered, 30, false, false)));
    }
    if (plain.regime == "Hague-Visby") {
        return whole(walk.days(plain.delivered, 3, false, false));
    }
    if (plain.regime == "Carmack/NMFC") {
        return whole(walk.days(plain.delivered, 5, false, true));
    }
    if (plain.regime == "P-6") {
        const End outer = plain.perishable ? exact(plain.delivered + std::chrono::hours{24})
                                           : whole(walk.moved(walk.days(plain.delivered, 10, false, false)));
        return earlier(whole(day_text(plain.zone, plain.opened)), outer);
    }
    if (plain.kind == "latent") {
        return earlier(whole(walk.moved(walk.days(plain.discovered, 5, false, false))),
                       whole(walk.moved(walk.four_months(plain.delivered))));
    }
    return whole(walk.moved(walk.days(plain.delivered, plain.local ? 10 : 20, false, false)));
}

}  // namespace

PlainAnswer slow_answer(const Plain& plain) {
    if (plain.kind == "lost" || (plain.kind == "delay" && plain.regime != "CMR" && plain.regime != "Montreal")) {
        return {{}, {}, plain.kind == "delay" && plain.regime == "87-FZ" ? "unknown" : "in_time"};
    }
    const auto end = end_for(plain);
    const bool by_receipt = plain.regime == "87-FZ";
    const Timestamp notice = by_receipt ? plain.received : plain.notified;
    return {end->day, end->instant, notice <= end->instant ? "in_time" : "late"};
}

std::string to_json(const Plain& plain) {
    const auto local = [&](Timestamp at) { return local_text(plain.zone, at, "%FT%H:%M"); };
    const auto days = [](const std::set<LocalDate>& set) {
        auto list = nlohmann::json::array();
        for (const LocalDate day : set) {
            list.push_back(to_text(day));
        }
        return list;
    };
    return nlohmann::json{
        {"regime", plain.regime},
        {"kind", plain.kind},
        {"zone", plain.zone},
        {"delivered", local(plain.delivered)},
        {"opened", local(plain.opened)},
        {"discovered", local(plain.discovered)},
        {"notified", local(plain.notified)},
        {"received", local(plain.received)},
        {"terms", {{"local", plain.local}, {"perishable", plain.perishable}, {"latent", plain.kind == "latent"}}},
        {"calendar",
         {{"public_holidays", days(plain.calendar.public_holidays)},
          {"days_off_moved", days(plain.calendar.days_off_moved)},
          {"working_weekend_days", days(plain.calendar.working_weekend_days)}}}}
        .dump();
}

}  // namespace shipwitness::claims::deadline::test
