#include "claims/deadline/phrases.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace shipwitness::claims::deadline {
namespace {

/// «1 день, 2 дня, 5 дней»
std::string russian_count(int number, const char* one, const char* few, const char* many) {
    const int last = number % 10;
    const int teens = number % 100;
    const bool is_teen = teens >= 11 && teens <= 14;
    const char* form = !is_teen && last == 1 ? one : !is_teen && last >= 2 && last <= 4 ? few : many;
    return fmt::format("{} {}", number, form);
}

std::string english_count(int number, const char* noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string weekday_name(LocalDate day, bool russian) {
    constexpr std::array kEnglish{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kRussian{"вс", "пн", "вт", "ср", "чт", "пт", "сб"};
    const unsigned index = std::chrono::weekday{day}.c_encoding();
    return russian ? kRussian.at(index) : kEnglish.at(index);
}

}  // namespace

std::string Phrases::pick(const char* english, const char* in_russian) const {
    return russian_ ? in_russian : english;
}

std::string Phrases::word(Verdict verdict) const {
    switch (verdict) {
        case Verdict::in_time:
            return pick("in time", "в срок");
        case Verdict::late:
            return pick("late", "с опозданием");
        case Verdict::unknown:
            return pick("open", "неизвестно");
    }
    return "";
}

std::string Phrases::length(const Limit& limit) const {
    const int number = limit.length;
    switch (limit.unit) {
        case Unit::calendar_days:
            return russian_ ? russian_count(number, "календарный день", "календарных дня", "календарных дней")
                            : english_count(number, "calendar day");
        case Unit::days_without_sundays_and_holidays:
            return (russian_ ? russian_count(number, "день", "дня", "дней") : english_count(number, "day")) +
                   pick(" without Sundays and public holidays", " без воскресений и праздников");
        case Unit::working_days:
            return russian_ ? russian_count(number, "рабочий день", "рабочих дня", "рабочих дней")
                            : english_count(number, "working day");
        case Unit::hours:
            return russian_ ? russian_count(number, "час", "часа", "часов") : english_count(number, "hour");
        case Unit::months:
            return russian_ ? russian_count(number, "месяц", "месяца", "месяцев") : english_count(number, "month");
        case Unit::same_day:
            return pick("the same day", "тот же день");
        case Unit::moment:
            return pick("the moment itself", "сам момент");
        default:
            return "";
    }
}

std::string Phrases::happened(Event event) const {
    switch (event) {
        case Event::opened:
            return pick("Opened", "Вскрыто");
        case Event::discovered:
            return pick("Discovered", "Обнаружено");
        case Event::delivered:
            return pick("Delivered", "Вручено");
    }
    return "";
}

std::string Phrases::contract(const Term& term) const {
    const std::string from = term.limit.from == Event::opened       ? pick("opening", "вскрытия")
                             : term.limit.from == Event::discovered ? pick("discovery", "обнаружения")
                                                                    : pick("delivery", "вручения");
    return fmt::format(fmt::runtime(pick("The contract says: {} from {}, met by {} the notice.",
                                         "По договору: {} от {}; решает {} уведомления.")),
                       length(term.limit), from,
                       term.met_by == MetBy::receipt ? pick("receiving", "получение") : pick("sending", "отправка"));
}

std::string Phrases::not_known(Event event) const {
    switch (event) {
        case Event::opened:
            return pick("When it was opened is not known.", "Когда вскрыли, неизвестно.");
        case Event::discovered:
            return pick("When it was discovered is not known.", "Когда обнаружили, неизвестно.");
        case Event::delivered:
            return pick("When it was delivered is not known.", "Когда вручили, неизвестно.");
    }
    return "";
}

std::string Phrases::effect(const std::string& word) const {
    struct Effect {
        const char* word;
        const char* english;
        const char* in_russian;
    };
    constexpr std::array kEffects{
        Effect{"presumption", "the goods are presumed to be as the papers say",
               "груз считается таким, как в документах"},
        Effect{"barred", "the right is lost", "право утрачено"},
        Effect{"burden_of_proof_shifts", "the claim stands, but the claimant has more to prove",
               "претензия возможна, но доказывать придётся больше"},
        Effect{"act_not_accepted", "the other side need not accept the act", "другая сторона может не признать акт"},
        Effect{"by_contract", "what the contract says", "то, что сказано в договоре"},
        Effect{"no_term", "nothing: there is no term", "ничего: срока нет"},
        Effect{"depends", "it depends on what is not known yet", "зависит от того, что пока неизвестно"},
    };
    const auto found = std::ranges::find(kEffects, std::string_view(word), &Effect::word);
    return found == kEffects.end() ? word : pick(found->english, found->in_russian);
}

std::string Phrases::none(bool no_term) const {
    return no_term ? pick("none", "нет") : pick("not determined", "не определён");
}

std::string Phrases::inexact(Event event, const StatedTime& at) const {
    if (at.time) {
        return fmt::format(fmt::runtime(pick("{} {}; clocks were set back, and that time came twice.",
                                             "{} {}; часы переводили назад, и это время было дважды.")),
                           happened(event), to_text(at));
    }
    return fmt::format(fmt::runtime(pick("{} {}; the exact time is not known.", "{} {}; точное время неизвестно.")),
                       happened(event), to_text(at));
}

std::string Phrases::day_off(DayOff why) const {
    switch (why) {
        case DayOff::sunday:
            return pick("Sunday", "воскресенье");
        case DayOff::weekend:
            return pick("weekend", "выходной");
        case DayOff::public_holiday:
            return pick("public holiday", "праздник");
        case DayOff::moved_day_off:
            return pick("moved day off", "перенесённый выходной");
    }
    return "";
}

std::string Phrases::listed(const std::vector<SkippedDay>& days) const {
    constexpr std::size_t kMost = 20;
    std::string list;
    for (std::size_t i = 0; i < std::min(days.size(), kMost); ++i) {
        list += fmt::format("{}{} ({})", i == 0 ? "" : ", ", to_text(days[i].day), day_off(days[i].why));
    }
    if (days.size() > kMost) {
        list += fmt::format(fmt::runtime(pick(" and {} more", " и ещё {}")), days.size() - kMost);
    }
    return list;
}

std::string Phrases::counted(const Limit& limit, const StatedTime& event, const Count& count) const {
    std::string text = fmt::format(fmt::runtime(pick("{} {}, a day that is not counted; {} end on {}.",
                                                     "{} {}, этот день не считается; {}: последний день {}.")),
                                   happened(limit.from), to_text(event), length(limit), to_text(count.before_move));
    if (!count.skipped.empty()) {
        text += pick(" Left out: ", " Не считаются: ") + listed(count.skipped) + ".";
    }
    if (!count.moved_over.empty()) {
        text += fmt::format(fmt::runtime(pick(" The end falls on days off and moves to {}: {}.",
                                              " Конец срока приходится на нерабочие дни и переносится на {}: {}.")),
                            to_text(count.last), listed(count.moved_over));
    }
    return text;
}

std::string Phrases::ends(const Limit& limit, const StatedTime& event, const std::string& end) const {
    if (limit.unit == Unit::moment) {
        return fmt::format("{} {}.", happened(limit.from), to_text(event));
    }
    if (limit.unit == Unit::same_day) {
        return fmt::format(fmt::runtime(pick("{} {}: until 24:00 of that day.", "{} {}: до 24:00 того же дня.")),
                           happened(limit.from), to_text(event));
    }
    return fmt::format(fmt::runtime(pick("{} {}; {} end at {}.", "{} {}; {}: до {}.")), happened(limit.from),
                       to_text(event), length(limit), end);
}

std::string Phrases::last(LocalDate day, const std::string& time, const std::string& place,
                          const std::string& utc) const {
    if (time == "24:00") {
        return fmt::format(
            fmt::runtime(pick("The last day is {}, until 24:00 in {} ({}).", "Последний день {}, до 24:00, {} ({}).")),
            to_text(day), place, utc);
    }
    return fmt::format(fmt::runtime(pick("The last moment is {} in {} ({}).", "Последний момент {}, {} ({}).")), time,
                       place, utc);
}

std::string Phrases::last_day(LocalDate day) const {
    return fmt::format(fmt::runtime(pick("The last day is {}.", "Последний день {}.")), to_text(day));
}

std::string Phrases::zone_not_known() const {
    return pick("The time zone of the place of delivery is not known.", "Часовой пояс места вручения неизвестен.");
}

std::string Phrases::many_rows(std::size_t rows) const {
    return fmt::format(fmt::runtime(pick("Too little is known: {} rows of the table may apply.",
                                         "Известно слишком мало: могут подойти строки таблицы, всего {}.")),
                       rows);
}

std::string Phrases::outcome_of_row(Verdict verdict) const {
    return fmt::format(fmt::runtime(pick("In this case: {}.", "В этом случае: {}.")), word(verdict));
}

std::string Phrases::notice(bool sent, const std::string& at, const std::string& clock,
                            const std::string& there) const {
    std::string text = (sent ? pick("The notice was given ", "Уведомление сделано ")
                             : pick("The notice was received ", "Уведомление получено ")) +
                       at;
    text += clock.empty() ? "" : " (" + clock + ")";
    if (!there.empty()) {
        text += pick(", at the place of delivery ", ", по времени места вручения ") + there;
    }
    return text + ".";
}

std::string Phrases::no_notice() const {
    return pick("No notice is known yet.", "Об уведомлении пока ничего не известно.");
}

std::string Phrases::receipt_not_known() const {
    return pick("Here it counts when the notice was received, and that is not known.",
                "Здесь решает, когда уведомление получено, а это неизвестно.");
}

std::string Phrases::verdict(Verdict verdict) const {
    switch (verdict) {
        case Verdict::in_time:
            return pick("So it is in time.", "Значит, срок соблюдён.");
        case Verdict::late:
            return pick("So it is late.", "Значит, срок пропущен.");
        case Verdict::unknown:
            return pick("Whether it is in time is open.", "Соблюдён ли срок, пока неизвестно.");
    }
    return "";
}

std::string Phrases::with_its_time() const {
    return pick(" (the exact time)", " (точное время)");
}

std::string Phrases::with_its_offset() const {
    return pick(" (with its offset, as in T02:30+01:00: the hour came twice)",
                " (со смещением, например T02:30+01:00: этот час был дважды)");
}

std::string Phrases::many_sources(std::size_t count) const {
    return fmt::format(
        fmt::runtime(pick("sources differ: {} of them in the table", "источники разные, в таблице их {}")), count);
}

std::string Phrases::no_calendar() const {
    return pick(
        "No calendar of the place was given: of the days off only weekends and Sundays are known, and public "
        "holidays may make the term longer.",
        "Календарь места вручения не задан: из нерабочих дней известны только выходные недели, а праздники могут "
        "продлить срок.");
}

/// A member's name with what it means, unless it has been said behind the name already.
std::string Phrases::explained(const std::string& name) const {
    struct Member {
        const char* name;
        const char* english;
        const char* in_russian;
    };
    constexpr std::array kMembers{
        Member{"regime", "which law or contract decides", "какой закон или договор действует"},
        Member{"kind", "what is wrong", "что случилось"},
        Member{"zone", "the time zone of the place of delivery", "часовой пояс места вручения"},
        Member{"delivered", "when it was delivered", "когда вручили"},
        Member{"opened", "when it was opened", "когда вскрыли"},
        Member{"discovered", "when it was discovered", "когда обнаружили"},
        Member{"notified", "when the notice was sent", "когда отправили уведомление"},
        Member{"received", "when the notice was received", "когда получили уведомление"},
        Member{"terms.days", "the contract's term", "срок по договору"},
        Member{"terms.local", "within one town or between towns", "поставка одногородняя или иногородняя"},
        Member{"terms.perishable", "whether the goods spoil quickly", "скоропортящийся ли товар"},
    };
    const auto found = std::ranges::find(kMembers, std::string_view(name), &Member::name);
    return found == kMembers.end() ? name : fmt::format("{} ({})", name, pick(found->english, found->in_russian));
}

std::string Phrases::missing(const std::vector<std::string>& names) const {
    if (names.empty()) {
        return "";
    }
    std::vector<std::string> told;
    for (const auto& name : names) {
        told.push_back(explained(name));
    }
    return fmt::format(fmt::runtime(pick("What would help to know: {}.", "Что помогло бы узнать: {}.")),
                       fmt::join(told, ", "));
}

std::string Phrases::heading(const Limit& limit) const {
    return length(limit) + "\n";
}

std::string Phrases::days(const Limit& limit, LocalDate event, const Count& count) const {
    std::string text;
    const auto line = [&](LocalDate day, const std::string& what) {
        text += fmt::format("  {}  {}  {}\n", to_text(day), weekday_name(day, russian_), what);
    };
    line(event, happened(limit.from) + pick(", not counted", ", не считается"));
    if (limit.unit == Unit::months) {
        line(count.before_move, pick("same number of the month, or its last day", "то же число месяца или его конец"));
    } else {
        int number = 0;
        for (LocalDate day = event + std::chrono::days{1}; day <= count.before_move; day += std::chrono::days{1}) {
            const auto skipped = std::ranges::find(count.skipped, day, &SkippedDay::day);
            line(day, skipped == count.skipped.end() ? std::to_string(++number) : "–  " + day_off(skipped->why));
        }
    }
    for (const auto& moved : count.moved_over) {
        line(moved.day, "→  " + day_off(moved.why));
    }
    if (count.last != count.before_move) {
        line(count.last, pick("the next working day", "ближайший рабочий день"));
    }
    return text;
}

}  // namespace shipwitness::claims::deadline
