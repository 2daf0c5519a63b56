#include "claims/deadline/case_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "claims/deadline/case_values.h"
#include "claims/deadline/regime_names.h"
#include "config/tree.h"
#include "config/tree_reader.h"
#include "core/text.h"

namespace shipwitness::claims::deadline {
namespace {

using config::MapReader;
using config::Tree;

struct KindWord {
    std::string_view word;  ///< folded
    std::vector<Kind> kinds;
};

const std::vector<KindWord>& kind_words() {
    static const std::vector<KindWord> kWords{
        {"delay", {Kind::delay}},
        {"delayed", {Kind::delay}},
        {"late", {Kind::delay}},
        {"latedelivery", {Kind::delay}},
        {"просрочка", {Kind::delay}},
        {"опоздание", {Kind::delay}},
        {"lost", {Kind::lost}},
        {"totalloss", {Kind::lost}},
        {"утрата", {Kind::lost}},
        {"loss", {Kind::lost, Kind::content}},
        {"content", {Kind::content}},
        {"shortage", {Kind::content}},
        {"short", {Kind::content}},
        {"quantity", {Kind::content}},
        {"missing", {Kind::content}},
        {"wrongitem", {Kind::content}},
        {"partialloss", {Kind::content}},
        {"недостача", {Kind::content}},
        {"количество", {Kind::content}},
        {"пересорт", {Kind::content}},
        {"visible", {Kind::visible}},
        {"visibledamage", {Kind::visible}},
        {"apparent", {Kind::visible}},
        {"apparentdamage", {Kind::visible}},
        {"hidden", {Kind::hidden}},
        {"hiddendamage", {Kind::hidden}},
        {"concealed", {Kind::hidden}},
        {"concealeddamage", {Kind::hidden}},
        {"quality", {Kind::hidden}},
        {"качество", {Kind::hidden}},
        {"latent", {Kind::latent}},
        {"latentdefect", {Kind::latent}},
        {"hiddendefect", {Kind::latent}},
        {"скрытыйнедостаток", {Kind::latent}},
        {"скрытыйдефект", {Kind::latent}},
        {"damage", {Kind::visible, Kind::hidden}},
        {"повреждение", {Kind::visible, Kind::hidden}},
    };
    return kWords;
}

/// Sets the kinds; "quality" is what acceptance finds, so that it is no latent defect.
void read_kind(MapReader& in, Case& read) {
    const auto text = read_text(in, "kind");
    if (!text) {
        return;
    }
    const std::string word = folded(*text);
    const auto& words = kind_words();
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const KindWord& each) { return each.word == word; });
    if (found != words.end()) {
        read.kinds = found->kinds;
        if ((word == "quality" || word == "качество") && !read.terms.latent) {
            read.terms.latent = false;
        }
        return;
    }
    std::vector<std::string> names;
    for (const KindWord& each : words) {
        names.emplace_back(each.word);
    }
    const auto meant = nearest(word, names);
    in.fault("kind", "there is no kind " + *text + (meant ? "; did you mean " + *meant + "?" : ";") +
                         " Known: delay, lost, content (shortage, quantity), visible, hidden (quality), latent");
}

std::optional<StatedTime> read_time(MapReader& in, std::string_view name) {
    const auto text = read_text(in, name);
    const auto at = text ? parse_stated_time(*text) : std::nullopt;
    if (text && !at) {
        in.fault(name, *text + " is no local time; write 2025-03-03T14:30, or 2025-03-03 when the hour is not known");
    }
    return at;
}

std::optional<Zone> read_zone(MapReader& in, std::string_view name) {
    const auto text = read_text(in, name);
    auto zone = text ? Zone::find(*text) : fail(ErrorKind::not_found, "", "");
    if (zone) {
        return *std::move(zone);
    }
    if (text) {
        in.fault(name, zone.error().detail);
    }
    return std::nullopt;
}

std::set<LocalDate> read_days(MapReader& in, std::string_view name) {
    std::set<LocalDate> days;
    const Tree* list = in.find(name);
    if (list == nullptr) {
        return days;
    }
    if (list->kind != Tree::Kind::list) {
        in.fault(name, "must be a list of dates in brackets");
        return days;
    }
    for (const Tree& entry : list->items) {
        if (const auto day = parse_date(entry.text)) {
            days.insert(*day);
        } else {
            in.faults().add(entry.line, in.path(name),
                            '"' + entry.text + "\" is no date; write it like \"2025-01-31\"");
        }
    }
    return days;
}

/// A day cannot be both.
void refuse_common(MapReader& in, std::string_view name, const std::set<LocalDate>& off,
                   const std::set<LocalDate>& working) {
    for (const LocalDate day : off) {
        if (working.contains(day)) {
            in.fault(name, to_text(day) + " is also a working weekend day; it cannot be both");
        }
    }
}

/// A date typed wrongly would leave the day that was meant off, and the term a day too long.
void refuse_weekdays(MapReader& in, std::string_view name, const std::set<LocalDate>& working_weekend_days) {
    constexpr std::array<std::string_view, 7> kNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};
    for (const LocalDate day : working_weekend_days) {
        if (!is_weekend(day)) {
            in.fault(name, to_text(day) + " is a " + std::string(kNames[std::chrono::weekday{day}.c_encoding()]) +
                               "; a working weekend day is a Saturday or a Sunday");
        }
    }
}

void read_calendar(MapReader& in, DayCalendar& calendar) {
    calendar.public_holidays = read_days(in, "public_holidays");
    calendar.days_off_moved = read_days(in, "days_off_moved");
    calendar.working_weekend_days = read_days(in, "working_weekend_days");
    in.ignore({"region", "name", "source", "comment", "note"});
    refuse_common(in, "public_holidays", calendar.public_holidays, calendar.working_weekend_days);
    refuse_common(in, "days_off_moved", calendar.days_off_moved, calendar.working_weekend_days);
    refuse_weekdays(in, "working_weekend_days", calendar.working_weekend_days);
    in.refuse_unknown_keys();
}

std::optional<Distance> distance_meant(std::string_view text) {
    constexpr std::array<std::string_view, 12> kLocal{"local",      "onetown",      "sametown",     "samecity",
                                                      "withintown", "withincity",   "town",         "city",
                                                      "местная",    "одногородняя", "одногородний", "внутригородская"};
    constexpr std::array<std::string_view, 10> kIntercity{"intercity",   "betweentowns", "betweencities", "intertown",
                                                          "outoftown",   "nonlocal",     "remote",        "иногородняя",
                                                          "иногородний", "междугородняя"};
    const std::string word = folded(text);
    if (std::ranges::find(kLocal, word) != kLocal.end()) {
        return Distance::local;
    }
    return std::ranges::find(kIntercity, word) != kIntercity.end() ? std::optional(Distance::intercity) : std::nullopt;
}

/// Each of the members says it in its own way; they must not contradict each other.
void read_distance(MapReader& in, Terms& terms) {
    std::vector<Distance> said;
    if (const auto local = read_flag(in, "local", {"one_town", "same_town", "same_city", "within_town", "is_local"})) {
        said.push_back(*local ? Distance::local : Distance::intercity);
    }
    if (const auto apart =
            read_flag(in, "intercity", {"between_towns", "between_cities", "out_of_town", "inter_city"})) {
        said.push_back(*apart ? Distance::intercity : Distance::local);
    }
    if (const auto word =
            read_text(in, "distance", {"locality", "delivery", "supply", "place", "scope", "route", "range"})) {
        const auto meant = distance_meant(*word);
        if (meant) {
            said.push_back(*meant);
        } else {
            in.fault("distance", "must be local or intercity");
        }
    }
    if (std::ranges::adjacent_find(said, std::ranges::not_equal_to{}) != said.end()) {
        in.fault("local", "and intercity contradict each other");
    } else if (!said.empty()) {
        terms.distance = said.front();
    }
}

/// The length that the contract sets, in one of its units.
std::optional<Limit> read_length(MapReader& in) {
    struct Spelling {
        Unit unit;
        std::string_view name;
        std::initializer_list<std::string_view> also;
        int max;
    };
    constexpr int kMaxDays = 3'650;
    const std::array spellings{
        Spelling{Unit::calendar_days, "days", {"calendar_days"}, kMaxDays},
        Spelling{Unit::working_days, "working_days", {"business_days"}, kMaxDays},
        Spelling{Unit::days_without_sundays_and_holidays, "days_without_sundays_and_holidays", {}, kMaxDays},
        Spelling{Unit::hours, "hours", {}, kMaxDays * 24},
        Spelling{Unit::months, "months", {}, 120},
    };
    std::optional<Limit> limit;
    for (const Spelling& each : spellings) {
        const auto length = read_number(in, each.name, each.also, each.max);
        if (length && limit) {
            in.fault(each.name, "is a second length beside " + std::string(to_text(limit->unit)));
        } else if (length) {
            limit = Limit{each.unit, Event::delivered, *length};
        }
    }
    return limit;
}

void read_contract(MapReader& in, Terms& terms) {
    auto limit = read_length(in);
    const auto from = read_text(in, "from");
    const auto met_by = read_text(in, "met_by");
    const auto moves = read_flag(in, "end_moves_to_working_day", {"end_moves"});
    const auto event = from ? parse_event(*from) : std::optional(Event::delivered);
    if (!event) {
        in.fault("from", "must be delivered, opened or discovered");
    }
    if (met_by && *met_by != "sending" && *met_by != "receipt") {
        in.fault("met_by", "must be sending or receipt");
    }
    if (!limit) {
        if (from || met_by || moves) {
            in.fault(from     ? "from"
                     : met_by ? "met_by"
                              : "end_moves_to_working_day",
                     "needs a length beside it: days, working_days, hours or months");
        }
        return;
    }
    limit->from = event.value_or(Event::delivered);
    terms.contract = ContractTerm{*limit, {}, {}};
    if (moves) {
        terms.contract->end_on_day_off = *moves ? EndOnDayOff::moves : EndOnDayOff::stays;
    }
    if (met_by) {
        terms.contract->met_by = *met_by == "receipt" ? MetBy::receipt : MetBy::sending;
    }
}

/// "local", "intercity", "perishable", "latent" alone, as texts.
void read_term_word(MapReader& in, const Tree& word, Terms& terms) {
    const std::string text = folded(word.text);
    if (const auto distance = distance_meant(text)) {
        terms.distance = distance;
    } else if (text == "perishable" || text == "скоропортящийся" || text == "скоропортящаяся") {
        terms.perishable = true;
    } else if (text == "notperishable" || text == "nonperishable") {
        terms.perishable = false;
    } else if (text == "latent") {
        terms.latent = true;
    } else if (text == "apparent") {
        terms.apparent = true;
    } else {
        in.faults().add(
            word.line, in.path("terms"),
            "does not know \"" + word.text + "\"; there are local, intercity, perishable, latent, apparent");
    }
}

void read_terms(MapReader& in, Terms& terms) {
    const Tree* value = in.find("terms");
    if (value == nullptr) {
        return;
    }
    if (value->kind == Tree::Kind::scalar) {
        return read_term_word(in, *value, terms);
    }
    if (value->kind == Tree::Kind::list) {
        for (const Tree& word : value->items) {
            read_term_word(in, word, terms);
        }
        return;
    }
    MapReader members(*value, in.path("terms"), in.faults());
    read_distance(members, terms);
    terms.perishable = read_flag(members, "perishable", {"is_perishable", "perishable_goods"});
    terms.latent = read_flag(members, "latent", {"latent_defect", "is_latent"});
    terms.apparent = read_flag(members, "apparent");
    read_contract(members, terms);
    members.ignore({"comment", "note"});
    members.refuse_unknown_keys();
}

/// Of two regimes that one name means, the one that fits the kind: П-6 is for quantity, П-7 for quality.
void choose_supply(Case& read) {
    if (read.regimes.size() != 2 || read.kinds.size() != 1) {
        return;
    }
    const bool quality = read.kinds.front() == Kind::hidden || read.kinds.front() == Kind::latent;
    read.regimes = {read.regimes[quality ? 1 : 0]};
}

void read_regime(MapReader& in, std::span<const std::string> known, Case& read) {
    const auto text = read_text(in, "regime");
    if (!text) {
        return;
    }
    if (auto regimes = regimes_meant(*text, known)) {
        read.regimes = *std::move(regimes);
    } else {
        in.fault("regime", regimes.error().detail);
    }
}

}  // namespace

Result<Case> read_case(std::string_view bytes, std::span<const std::string> regimes, const std::string& file) {
    if (bytes.size() > kMaxCaseBytes) {
        return fail(ErrorKind::too_large, "case_too_large",
                    file + " has more than " + std::to_string(kMaxCaseBytes) + " bytes.");
    }
    const auto tree = config::parse_tree(bytes, file);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    config::Faults faults(file);
    MapReader in(*tree, "", faults);
    Case read;
    read_regime(in, regimes, read);
    read_terms(in, read.terms);
    read_kind(in, read);
    choose_supply(read);
    read.zone = read_zone(in, "zone");
    read.notified_zone = read_zone(in, "notified_zone");
    read.delivered = read_time(in, "delivered");
    read.notified = read_time(in, "notified");
    read.received = read_time(in, "received");
    read.opened = read_time(in, "opened");
    read.discovered = read_time(in, "discovered");
    if (const Tree* calendar = in.find("calendar")) {
        MapReader days(*calendar, in.path("calendar"), faults);
        read_calendar(days, read.calendar);
        read.calendar_given = true;
    }
    in.ignore({"id", "name", "comment", "note"});
    in.refuse_unknown_keys();
    if (!faults.empty()) {
        return tl::unexpected(faults.result().error());
    }
    return read;
}

}  // namespace shipwitness::claims::deadline
