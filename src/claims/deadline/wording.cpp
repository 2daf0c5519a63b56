#include "claims/deadline/wording.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "claims/deadline/phrases.h"

namespace shipwitness::claims::deadline {
namespace {

using rules::Language;

/// How many rows are told one by one; more make nobody wiser.
constexpr std::size_t kMostTold = 4;

class Telling {
  public:
    Telling(const Table& table, const Case& given, const Deadline& deadline, Language language)
        : table_(table), given_(given), deadline_(deadline), say_(language), language_(language) {}

    std::string tell() {
        const auto& all = deadline_.possibilities;
        const bool one_place = std::ranges::all_of(all, [&](const auto& each) { return each.place == all[0].place; });
        std::set<int> rows;
        for (const auto& each : all) {
            rows.insert(each.row);
        }
        if (rows.size() > kMostTold) {
            add(say_.many_rows(rows.size()));
        } else if (one_place) {
            for (const auto& each : all) {
                tell_term(each, all.size() > 1);
            }
        } else {
            tell_without_zone(rows);
        }
        if (!given_.calendar_given && holidays_matter()) {
            add(say_.no_calendar());
        }
        tell_notice();
        conclude(rows);
        return text_;
    }

  private:
    void add(const std::string& sentence) {
        if (!sentence.empty()) {
            text_ += (text_.empty() ? "" : " ") + sentence;
        }
    }

    void tell_term(const Possibility& possible, bool one_of_many) {
        add(table_.note(possible.row, language_));
        if (possible.term != table_.row(possible.row).term) {
            add(say_.contract(possible.term));
        }
        for (const auto& limit : possible.limits) {
            tell_limit(limit);
        }
        tell_end(possible);
        if (one_of_many) {
            add(say_.outcome_of_row(possible.verdict));
        }
    }

    void tell_limit(const CountedLimit& counted) {
        const Limit& limit = counted.limit;
        if (!is_tied_to_event(limit.unit) || limit.unit == Unit::reasonable_time) {
            return;
        }
        if (!counted.event) {
            add(say_.not_known(limit.from));
        } else if (counted.count) {
            add(say_.counted(limit, *counted.event, *counted.count));
        } else if (counted.earliest == counted.latest && counted.latest) {
            add(say_.ends(limit, *counted.event, place_time(*counted.latest)));
        } else {
            add(say_.inexact(limit.from, *counted.event));
        }
    }

    std::string place_time(const End& end) const {
        return given_.zone ? to_text(shown(*given_.zone, end.instant)) : to_text(end.day);
    }

    void tell_end(const Possibility& possible) {
        if (!possible.latest || possible.earliest != possible.latest) {
            return;
        }
        const bool whole_day = given_.zone && given_.zone->end_of(possible.latest->day) == possible.latest->instant;
        add(say_.last(possible.latest->day, whole_day ? "24:00" : place_time(*possible.latest), possible.place,
                      to_utc_text(possible.latest->instant)));
    }

    void tell_without_zone(const std::set<int>& rows) {
        for (const int row : rows) {
            add(table_.note(row, language_));
        }
        if (needs_notice()) {
            add(say_.zone_not_known());
        }
        if (deadline_.last_day) {
            add(say_.last_day(*deadline_.last_day));
        }
    }

    /// The notice as a clock at the place of delivery would have shown it, when it was told by another clock.
    void tell_notice() {
        const auto tell = [&](const std::optional<StatedTime>& at, const std::optional<Zone>& clock, bool sent) {
            if (!at) {
                return;
            }
            std::string there;
            if (given_.zone && at->time) {
                there = elsewhere(*at, clock);
            }
            add(say_.notice(sent, to_text(*at), clock && !at->offset ? clock->name() : "", there));
        };
        tell(given_.notified, given_.notified_zone, true);
        if (by_receipt() || !given_.notified) {
            tell(given_.received, std::nullopt, false);
        }
        if (!given_.notified && !given_.received && needs_notice()) {
            add(say_.no_notice());
        } else if (by_receipt() && !given_.received && deadline_.verdict == Verdict::unknown) {
            add(say_.receipt_not_known());
        }
    }

    std::string elsewhere(const StatedTime& at, const std::optional<Zone>& clock) const {
        if (at.offset) {
            return to_text(shown(*given_.zone, at.by_offset()));
        }
        if (!clock || clock->name() == given_.zone->name()) {
            return "";
        }
        const auto instants = at.by_clocks(*clock);
        return instants ? to_text(shown(*given_.zone, instants->earliest)) : "";
    }

    bool holidays_matter() const {
        return std::ranges::any_of(deadline_.possibilities, [](const auto& each) {
            return std::ranges::any_of(each.limits, [&](const CountedLimit& counted) {
                const Unit unit = counted.limit.unit;
                const bool moves = each.term.end_on_day_off == EndOnDayOff::moves;
                return unit == Unit::days_without_sundays_and_holidays || unit == Unit::working_days ||
                       (moves && (unit == Unit::calendar_days || unit == Unit::months));
            });
        });
    }
    bool by_receipt() const {
        return std::ranges::any_of(deadline_.possibilities,
                                   [](const auto& each) { return each.term.met_by == MetBy::receipt; });
    }
    bool by_sending() const {
        return std::ranges::any_of(deadline_.possibilities, [](const auto& each) {
            return each.term.met_by == MetBy::sending && each.term.limit.unit != Unit::no_term;
        });
    }
    bool needs_notice() const {
        return std::ranges::any_of(deadline_.possibilities,
                                   [](const auto& each) { return each.term.limit.unit != Unit::no_term; });
    }

    void conclude(const std::set<int>& rows) {
        add(say_.verdict(deadline_.verdict));
        if (deadline_.verdict != Verdict::in_time && rows.size() == 1) {
            add(table_.late_note(*rows.begin(), language_));
        }
        if (deadline_.verdict == Verdict::unknown) {
            add(say_.missing(missing()));
        }
    }

    /// What is unknown and could change the verdict: the members' names, as the case has them. The time of a day is
    /// needed only where an end that is known lies within that day.
    std::vector<std::string> missing() const {
        std::vector<std::string> names;
        const auto need = [&](bool absent, const std::string& name) {
            if (absent && std::ranges::find(names, name) == names.end()) {
                names.emplace_back(name);
            }
        };
        need(given_.regimes.size() != 1, "regime");
        need(given_.kinds.size() != 1, "kind");
        need(!given_.zone, "zone");
        bool by_the_minute = false;
        for (const auto& each : deadline_.possibilities) {
            const bool near = each.verdict == Verdict::unknown && each.earliest && each.latest;
            by_the_minute = by_the_minute || near;
            for (const auto& limit : each.limits) {
                const std::string event(to_text(limit.limit.from));
                need(is_tied_to_event(limit.limit.unit) && !limit.event, event);
                const bool to_the_minute = limit.limit.unit == Unit::moment || limit.limit.unit == Unit::hours;
                need(near && to_the_minute && limit.event && !limit.event->time, event + say_.with_its_time());
                need(near && to_the_minute && came_twice(limit.event, given_.zone), event + say_.with_its_offset());
            }
            need(each.term.limit.unit == Unit::by_contract, "terms.days");
        }
        const bool rows_differ = deadline_.possibilities.front().row != deadline_.possibilities.back().row;
        need(rows_differ && !given_.terms.distance && depends_on_distance(), "terms.local");
        need(rows_differ && !given_.terms.perishable && depends_on_perishable(), "terms.perishable");
        need(by_receipt() && !given_.received, "received");
        need(by_sending() && !given_.notified, "notified");
        const auto& sender = given_.notified_zone ? given_.notified_zone : given_.zone;
        need_exact(by_the_minute && by_sending(), given_.notified, sender, "notified", need);
        need_exact(by_the_minute && by_receipt(), given_.received, given_.zone, "received", need);
        return names;
    }

    template <class Need>
    void need_exact(bool matters, const std::optional<StatedTime>& at, const std::optional<Zone>& clock,
                    const std::string& name, const Need& need) const {
        need(matters && at && !at->time, name + say_.with_its_time());
        need(matters && came_twice(at, clock), name + say_.with_its_offset());
    }

    /// Whether clocks were set back over it, so that it may be either of two instants.
    static bool came_twice(const std::optional<StatedTime>& at, const std::optional<Zone>& clock) {
        const auto instants = at && at->time && !at->offset && clock ? at->by_clocks(*clock) : std::nullopt;
        return instants && instants->earliest != instants->latest;
    }

    /// Whether saying it would rule out rows that may apply now.
    bool depends_on_distance() const {
        return narrows([](Table::Selector& selector, bool yes) {
            selector.distance = yes ? Distance::local : Distance::intercity;
        });
    }
    bool depends_on_perishable() const {
        return narrows([](Table::Selector& selector, bool yes) { selector.perishable = yes; });
    }
    template <class Set>
    bool narrows(Set set) const {
        for (const auto& regime : given_.regimes) {
            for (const Kind kind : kinds_meant(given_)) {
                Table::Selector selector{regime, kind, given_.terms.distance, given_.terms.perishable};
                set(selector, true);
                const auto with = table_.rows_for(selector);
                set(selector, false);
                const auto without = table_.rows_for(selector);
                if (with && without && *with != *without) {
                    return true;
                }
            }
        }
        return false;
    }

    const Table& table_;
    const Case& given_;
    const Deadline& deadline_;
    Phrases say_;
    Language language_;
    std::string text_;
};

}  // namespace

std::string why(const Table& table, const Case& given, const Deadline& deadline, Language language) {
    return Telling(table, given, deadline, language).tell();
}

std::string sources_in_words(const Table& table, const Deadline& deadline, Language language) {
    std::vector<std::string> sources;
    for (const auto& each : deadline.possibilities) {
        auto source = table.source(each.row, language);
        if (std::ranges::find(sources, source) == sources.end()) {
            sources.push_back(std::move(source));
        }
    }
    return sources.size() > kMostTold ? Phrases(language).many_sources(sources.size())
                                      : fmt::format("{}", fmt::join(sources, " | "));
}

std::string in_words(Verdict verdict, Language language) {
    return Phrases(language).word(verdict);
}

std::string effect_in_words(const Deadline& deadline, Language language) {
    return Phrases(language).effect(deadline.effect);
}

std::string none_in_words(const Deadline& deadline, Language language) {
    const bool no_term = std::ranges::all_of(deadline.possibilities,
                                             [](const auto& each) { return each.term.limit.unit == Unit::no_term; });
    return Phrases(language).none(no_term);
}

std::string to_utc_text(Timestamp at) {
    std::string text = to_rfc3339(at);
    if (const std::size_t point = text.find(".000000Z"); point != std::string::npos) {
        text.replace(point, std::string::npos, "Z");
    }
    return text;
}

std::string day_table(const Deadline& deadline, Language language) {
    const Phrases say(language);
    std::string text;
    std::set<int> told;
    for (const auto& possible : deadline.possibilities) {
        // The same days in every zone; more rows than can be told have none.
        if (!told.insert(possible.row).second || told.size() > kMostTold) {
            continue;
        }
        for (const auto& counted : possible.limits) {
            if (counted.count && counted.event) {
                text += say.heading(counted.limit);
                text += say.days(counted.limit, counted.event->day, *counted.count);
            }
        }
    }
    return text;
}

}  // namespace shipwitness::claims::deadline
