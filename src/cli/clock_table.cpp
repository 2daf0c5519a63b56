#include "cli/clock_table.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "claims/clock/steps.h"

namespace shipwitness::cli {
namespace {

using namespace std::chrono;
using claims::Calendar;
using claims::ClockStep;
using claims::Reading;
using claims::Readings;
using claims::StepKind;
using rules::Language;

struct Words {
    std::array<std::string_view, 7> weekdays;
    std::string_view clock, first_response, next_response, resolution_first, resolution_total;
    std::string_view counted, skipped, paused, closed, holiday, day_off;
    std::string_view business, wall, waited, not_counted, between, periods;
    std::string_view none_yet, never_closed, open_now, unanswered;
    std::string_view stretch, added, so_far, business_so_far;
};

constexpr Words kEnglish{
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    "Clocks in the time of",
    "First response",
    "Next response",
    "First resolution",
    "Resolution over all",
    "counted",
    "skipped: no working hours",
    "paused: waiting for the buyer",
    "closed",
    "holiday",
    "day off",
    "working time",
    "all time",
    "of it waiting for the buyer",
    "working time not counted",
    "closed in between",
    "open periods",
    "no person has answered yet",
    "not closed yet",
    "open now",
    "unanswered since",
    "from – to, local time",
    "counted",
    "sum so far",
    "working time so far",
};

constexpr Words kRussian{
    {"пн", "вт", "ср", "чт", "пт", "сб", "вс"},
    "Часы по времени зоны",
    "Первый ответ",
    "Следующий ответ",
    "Первое решение",
    "Решение в целом",
    "идёт",
    "не идёт: нерабочее время",
    "стоит: ждём покупателя",
    "закрыто",
    "праздник",
    "выходной",
    "рабочее время",
    "всё время",
    "из него ожидание покупателя",
    "рабочего времени не учтено",
    "между ними закрыто",
    "открыто раз",
    "ещё никто не ответил",
    "ещё не закрыто",
    "сейчас открыто",
    "без ответа с",
    "с – по, местное время",
    "учтено",
    "всего",
    "рабочего времени до сих пор",
};

const Words& words(Language language) {
    return language == Language::russian ? kRussian : kEnglish;
}

std::string time_text(Microseconds of_day) {
    const hh_mm_ss time{of_day};
    std::string text =
        fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(), time.seconds().count());
    if (time.subseconds().count() != 0) {
        text += fmt::format(".{:06}", time.subseconds().count());
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

std::string offset_text(seconds offset) {
    const auto size = abs(offset);
    const auto minutes_left = duration_cast<minutes>(size % hours{1}).count();
    return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', duration_cast<hours>(size).count(),
                       minutes_left);
}

std::string day_text(claims::LocalDate date, Language language) {
    const year_month_day parts{date};
    return fmt::format("{:04}-{:02}-{:02} {}", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                       static_cast<unsigned>(parts.day()), words(language).weekdays.at(claims::weekday_index(date)));
}

/// Writes the table; each clock is a block of lines.
class Table {
  public:
    Table(const Calendar& calendar, Language language) : calendar_(calendar), language_(language) {}

    void line(const std::string& text) { out_ += text + '\n'; }

    void heading(std::string_view name, const Interval& at) {
        line(fmt::format("\n{}: {} – {}", name, local_text(calendar_, at.from, language_),
                         local_text(calendar_, at.to, language_)));
    }

    /// Every step of the stretch; what it counted is added to `sum`.
    void steps(const Interval& within, const std::vector<Interval>& waits, Microseconds& sum) {
        for (const ClockStep& step : claims::clock_steps(calendar_, within, waits)) {
            sum += step.kind == StepKind::counted ? step.working : Microseconds{0};
            const std::string added = step.kind == StepKind::counted ? "+" + hours_text(step.working) : "";
            step_line(step.at, what(step), added, sum);
        }
    }

    void closed(const Interval& at, Microseconds sum) { step_line(at, std::string(text().closed), "", sum); }

    void sums(const claims::Spent& spent) {
        line(fmt::format(
            "  = {} {}; {} {}{}", text().business, hours_text(spent.business), text().wall, hours_text(spent.wall),
            spent.paused_wall.count() == 0 ? std::string()
                                           : fmt::format(", {} {}", text().waited, hours_text(spent.paused_wall))));
    }

    void sum_so_far(Microseconds sum) { line(fmt::format("  = {} {}", text().business_so_far, hours_text(sum))); }

    void reading(std::string_view name, const Reading& reading, const std::vector<Interval>& waits) {
        heading(name, {reading.from, reading.to});
        Microseconds sum{0};
        steps({reading.from, reading.to}, waits, sum);
        sums(reading.spent);
    }

    [[nodiscard]] const Words& text() const { return words(language_); }
    [[nodiscard]] const std::string& done() const { return out_; }

  private:
    /// From and to; the date of the end only where it is another one.
    [[nodiscard]] std::string stretch_text(const Interval& at) const {
        const auto from = calendar_.zone().local(at.from);
        const auto to = calendar_.zone().local(at.to);
        const auto first = floor<days>(from);
        auto last = floor<days>(to);
        auto last_time = to - last;
        if (last_time.count() == 0 && last == first + days{1}) {
            last = first;  // the end of a day is its 24:00
            last_time = days{1};
        }
        const bool shifted = calendar_.zone().offset_at(at.from) != calendar_.zone().offset_at(at.to);
        const auto offset = [&](Timestamp moment) {
            return shifted ? " " + offset_text(calendar_.zone().offset_at(moment)) : std::string();
        };
        return fmt::format("{} {}{} – {}{}{}", day_text(first, language_), time_text(from - first), offset(at.from),
                           last == first ? std::string() : day_text(last, language_) + " ", time_text(last_time),
                           offset(at.to));
    }

    [[nodiscard]] std::string what(const ClockStep& step) const {
        switch (step.kind) {
            case StepKind::counted:
                return std::string(text().counted);
            case StepKind::paused:
                return fmt::format("{} ({}: {})", text().paused, text().not_counted, hours_text(step.working));
            case StepKind::skipped:
                break;
        }
        return std::string(text().skipped) + days_off(step.at);
    }

    /// The holidays and other days off in it: " (holiday 2025-11-04 Tue)".
    [[nodiscard]] std::string days_off(const Interval& at) const {
        std::string list;
        const auto& days_of = calendar_.plan().days;
        const auto end = days_of.upper_bound(calendar_.local_date(at.to - Microseconds{1}));
        for (auto day = days_of.lower_bound(calendar_.local_date(at.from)); day != end; ++day) {
            const bool holiday = day->second.reason == claims::DayReason::holiday;
            if (holiday || day->second.reason == claims::DayReason::day_off) {
                list += fmt::format("{}{} {}", list.empty() ? " (" : ", ", holiday ? text().holiday : text().day_off,
                                    day_text(day->first, language_));
            }
        }
        return list.empty() ? list : list + ")";
    }

    void step_line(const Interval& at, const std::string& what, const std::string& added, Microseconds sum) {
        line(fmt::format("  {:<50} {:>11} {:>11}  {}", stretch_text(at), added, hours_text(sum), what));
    }

    const Calendar& calendar_;
    Language language_;
    std::string out_;
};

/// Waits, the one that is going on included.
std::vector<Interval> waits_until(const Readings& readings, Timestamp now) {
    std::vector<Interval> waits = readings.waits;
    if (readings.waiting_since && *readings.waiting_since < now) {
        waits.push_back({*readings.waiting_since, now});
    }
    return waits;
}

void responses(Table& table, const Calendar& calendar, const Readings& readings, std::optional<Timestamp> now,
               Language language) {
    const Words& text = table.text();
    Microseconds sum{0};
    if (readings.first_response) {
        table.reading(text.first_response, *readings.first_response, {});
    } else {
        table.line(fmt::format("\n{}: {}; {} {}", text.first_response, text.none_yet, text.unanswered,
                               local_text(calendar, readings.created, language)));
        if (now && *now > readings.created) {
            table.steps({readings.created, *now}, {}, sum);
            table.sum_so_far(sum);
        }
    }
    for (const Reading& next : readings.next_responses) {
        table.reading(text.next_response, next, readings.waits);
    }
    if (readings.first_response && readings.unanswered_since) {
        table.line(fmt::format("\n{}: {} {}", text.next_response, text.unanswered,
                               local_text(calendar, *readings.unanswered_since, language)));
        if (now && *now > *readings.unanswered_since) {
            table.steps({*readings.unanswered_since, *now}, waits_until(readings, *now), sum);
            table.sum_so_far(sum);
        }
    }
}

void periods(Table& table, const Readings& readings, std::optional<Timestamp> now, Microseconds& sum) {
    for (std::size_t i = 0; i < readings.open_periods.size(); ++i) {
        if (i > 0) {
            table.closed({readings.open_periods[i - 1].to, readings.open_periods[i].from}, sum);
        }
        table.steps(readings.open_periods[i], readings.waits, sum);
    }
    if (readings.open_since && now && *now > *readings.open_since) {
        if (!readings.open_periods.empty()) {
            table.closed({readings.open_periods.back().to, *readings.open_since}, sum);
        }
        table.steps({*readings.open_since, *now}, waits_until(readings, *now), sum);
    }
}

void resolutions(Table& table, const Calendar& calendar, const Readings& readings, std::optional<Timestamp> now,
                 Language language) {
    const Words& text = table.text();
    if (readings.resolution_first) {
        table.reading(text.resolution_first, *readings.resolution_first, readings.waits);
    } else {
        table.line(fmt::format("\n{}: {}", text.resolution_first, text.never_closed));
    }
    if (readings.open_periods.size() < 2 && !readings.open_since) {
        return;  // the same as the first
    }
    Microseconds sum{0};
    if (readings.resolution_total) {
        const claims::TotalReading& total = *readings.resolution_total;
        table.heading(text.resolution_total, {readings.created, readings.open_periods.back().to});
        periods(table, readings, std::nullopt, sum);
        table.sums(total.spent);
        table.line(fmt::format("    {} {}; {} {} ({} {})", text.periods, total.periods, text.between,
                               hours_text(total.closed_between_wall), text.business,
                               hours_text(total.closed_between_business)));
    } else {
        table.line(fmt::format("\n{}: {} ({})", text.resolution_total, text.open_now,
                               local_text(calendar, *readings.open_since, language)));
        periods(table, readings, now, sum);
        if (now || !readings.open_periods.empty()) {
            table.sum_so_far(sum);
        }
    }
}

}  // namespace

std::string hours_text(Microseconds time) {
    const auto whole = duration_cast<hours>(time);
    return fmt::format("{}{}", whole.count(), time_text(time - whole).substr(2));
}

std::string local_text(const Calendar& calendar, Timestamp at, Language language) {
    const auto local = calendar.zone().local(at);
    const auto date = floor<days>(local);
    return fmt::format("{} {} {}", day_text(date, language), time_text(local - date),
                       offset_text(calendar.zone().offset_at(at)));
}

std::string clock_table(const Calendar& calendar, const Readings& readings, std::optional<Timestamp> now,
                        Language language) {
    Table table(calendar, language);
    const Words& text = words(language);
    table.line(fmt::format("{} {}", text.clock, calendar.plan().zone));
    table.line(fmt::format("  {:<50} {:>11} {:>11}", text.stretch, text.added, text.so_far));
    responses(table, calendar, readings, now, language);
    resolutions(table, calendar, readings, now, language);
    return table.done();
}

}  // namespace shipwitness::cli
