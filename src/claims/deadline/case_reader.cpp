#include "claims/deadline/case_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "claims/deadline/regime_names.h"
#include "claims/deadline/strict_json.h"
#include "core/text.h"

namespace shipwitness::claims::deadline {
namespace {

using Json = nlohmann::json;

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
void read_kind(JsonObject& in, Case& read) {
    const auto text = in.text("kind");
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
    in.fault("kind", "unknown_kind",
             "there is no kind " + *text + (meant ? "; did you mean " + *meant + "?" : ";") +
                 " Known: delay, lost, content (shortage, quantity), visible, hidden (quality), latent");
}

std::optional<StatedTime> read_time(JsonObject& in, std::string_view name) {
    const auto text = in.text(name);
    const auto at = text ? parse_stated_time(*text) : std::nullopt;
    if (text && !at) {
        in.fault(name, "bad_time",
                 *text + " is no local time; write 2025-03-03T14:30, or 2025-03-03 when the hour is not known");
    }
    return at;
}

std::optional<Zone> read_zone(JsonObject& in, std::string_view name) {
    const auto text = in.text(name);
    auto zone = text ? Zone::find(*text) : fail(ErrorKind::not_found, "", "");
    if (zone) {
        return *std::move(zone);
    }
    if (text) {
        in.fault(name, "unknown_zone", zone.error().detail);
    }
    return std::nullopt;
}

std::set<LocalDate> read_days(JsonObject& in, std::string_view name) {
    std::set<LocalDate> days;
    const Json* list = in.find(name);
    if (list == nullptr) {
        return days;
    }
    if (!list->is_array()) {
        in.fault(name, "wrong_type", "must be a list of dates in brackets");
        return days;
    }
    for (const Json& entry : *list) {
        const auto day = entry.is_string() ? parse_date(entry.get_ref<const std::string&>()) : std::nullopt;
        if (!day) {
            in.fault(name, "bad_date", entry.dump() + " is no date; write it like \"2025-01-31\"");
            return days;
        }
        days.insert(*day);
    }
    return days;
}

/// A day cannot be both.
void refuse_common(JsonObject& in, std::string_view name, const std::set<LocalDate>& off,
                   const std::set<LocalDate>& working) {
    for (const LocalDate day : off) {
        if (working.contains(day)) {
            in.fault(name, "contradiction", to_text(day) + " is also a working weekend day; it cannot be both");
        }
    }
}

/// A date typed wrongly would leave the day that was meant off, and the term a day too long.
void refuse_weekdays(JsonObject& in, std::string_view name, const std::set<LocalDate>& working_weekend_days) {
    constexpr std::array<std::string_view, 7> kNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};
    for (const LocalDate day : working_weekend_days) {
        if (!is_weekend(day)) {
            in.fault(name, "contradiction",
                     to_text(day) + " is a " + std::string(kNames[std::chrono::weekday{day}.c_encoding()]) +
                         "; a working weekend day is a Saturday or a Sunday");
        }
    }
}

void read_calendar(JsonObject& in, DayCalendar& calendar) {
    calendar.public_holidays = read_days(in, "public_holidays");
    calendar.days_off_moved = read_days(in, "days_off_moved");
    calendar.working_weekend_days = read_days(in, "working_weekend_days");
    in.ignore({"region", "name", "source", "comment", "note"});
    refuse_common(in, "public_holidays", calendar.public_holidays, calendar.working_weekend_days);
    refuse_common(in, "days_off_moved", calendar.days_off_moved, calendar.working_weekend_days);
    refuse_weekdays(in, "working_weekend_days", calendar.working_weekend_days);
    in.finish();
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
void read_distance(JsonObject& in, Terms& terms) {
    std::vector<Distance> said;
    if (const auto local = in.flag("local", {"one_town", "same_town", "same_city", "within_town", "is_local"})) {
        said.push_back(*local ? Distance::local : Distance::intercity);
    }
    if (const auto apart = in.flag("intercity", {"between_towns", "between_cities", "out_of_town", "inter_city"})) {
        said.push_back(*apart ? Distance::intercity : Distance::local);
    }
    if (const auto word = in.text("distance", {"locality", "delivery", "supply", "place", "scope", "route", "range"})) {
        const auto meant = distance_meant(*word);
        if (meant) {
            said.push_back(*meant);
        } else {
            in.fault("distance", "unknown_value", "must be local or intercity");
        }
    }
    if (std::ranges::adjacent_find(said, std::ranges::not_equal_to{}) != said.end()) {
        in.fault("local", "contradiction", "and intercity contradict each other");
    } else if (!said.empty()) {
        terms.distance = said.front();
    }
}

/// The length that the contract sets, in one of its units.
std::optional<Limit> read_length(JsonObject& in) {
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
        const auto length = in.number(each.name, each.also, each.max);
        if (length && limit) {
            in.fault(each.name, "said_twice", "is a second length beside " + std::string(to_text(limit->unit)));
        } else if (length) {
            limit = Limit{each.unit, Event::delivered, *length};
        }
    }
    return limit;
}

void read_contract(JsonObject& in, Terms& terms) {
    auto limit = read_length(in);
    const auto from = in.text("from");
    const auto met_by = in.text("met_by");
    const auto moves = in.flag("end_moves_to_working_day", {"end_moves"});
    const auto event = from ? parse_event(*from) : std::optional(Event::delivered);
    if (!event) {
        in.fault("from", "unknown_value", "must be delivered, opened or discovered");
    }
    if (met_by && *met_by != "sending" && *met_by != "receipt") {
        in.fault("met_by", "unknown_value", "must be sending or receipt");
    }
    if (!limit) {
        if (from || met_by || moves) {
            in.fault(from     ? "from"
                     : met_by ? "met_by"
                              : "end_moves_to_working_day",
                     "no_length", "needs a length beside it: days, working_days, hours or months");
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
void read_term_word(JsonObject& in, const Json& word, Terms& terms) {
    const std::string text = word.is_string() ? folded(word.get_ref<const std::string&>()) : "";
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
        in.fault("terms", "unknown_value",
                 "does not know " + word.dump(-1, ' ', false, Json::error_handler_t::replace) +
                     "; there are local, intercity, perishable, latent, apparent");
    }
}

void read_terms(JsonObject& in, Terms& terms) {
    const Json* value = in.find("terms");
    if (value == nullptr) {
        return;
    }
    if (value->is_string()) {
        return read_term_word(in, *value, terms);
    }
    if (value->is_array()) {
        for (const Json& word : *value) {
            read_term_word(in, word, terms);
        }
        return;
    }
    auto members = in.object("terms");
    if (!members) {
        return;
    }
    read_distance(*members, terms);
    terms.perishable = members->flag("perishable", {"is_perishable", "perishable_goods"});
    terms.latent = members->flag("latent", {"latent_defect", "is_latent"});
    terms.apparent = members->flag("apparent");
    read_contract(*members, terms);
    members->ignore({"comment", "note"});
    members->finish();
}

/// Of two regimes that one name means, the one that fits the kind: П-6 is for quantity, П-7 for quality.
void choose_supply(Case& read) {
    if (read.regimes.size() != 2 || read.kinds.size() != 1) {
        return;
    }
    const bool quality = read.kinds.front() == Kind::hidden || read.kinds.front() == Kind::latent;
    read.regimes = {read.regimes[quality ? 1 : 0]};
}

void read_regime(JsonObject& in, std::span<const std::string> known, Case& read) {
    const auto text = in.text("regime");
    if (!text) {
        return;
    }
    if (auto regimes = regimes_meant(*text, known)) {
        read.regimes = *std::move(regimes);
    } else {
        in.fault("regime", regimes.error().code, regimes.error().detail);
    }
}

}  // namespace

Result<Case> read_case(std::string_view json, std::span<const std::string> regimes, const std::string& file) {
    if (json.size() > kMaxCaseBytes) {
        return fail(ErrorKind::too_large, "case_too_large",
                    file + " has more than " + std::to_string(kMaxCaseBytes) + " bytes.");
    }
    const auto object = parse_strictly(json, file);
    if (!object) {
        return tl::unexpected(object.error());
    }
    std::vector<FieldError> faults;
    JsonObject in(*object, "", json, file, faults);
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
    if (auto calendar = in.object("calendar")) {
        read_calendar(*calendar, read.calendar);
        read.calendar_given = true;
    }
    in.ignore({"id", "name", "comment", "note"});
    in.finish();
    if (!faults.empty()) {
        std::string detail = faults.front().field + ": " + faults.front().detail;
        return fail(ErrorKind::invalid, "case_wrong", std::move(detail), std::move(faults));
    }
    return read;
}

}  // namespace shipwitness::claims::deadline
