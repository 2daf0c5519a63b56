#include "claims/deadline/deadline.h"

#include <algorithm>
#include <array>

#include "claims/deadline/possibility.h"
#include "claims/deadline/wording.h"

namespace shipwitness::claims::deadline {
namespace {

/// Whether a time was said by an offset: which day that is depends on the place.
bool any_offset(const Case& given) {
    return std::ranges::any_of(std::array{given.delivered, given.opened, given.discovered},
                               [](const auto& at) { return at && at->offset; });
}

/// The zones that stand for all when none is given: the two ends, since all that is local moves with the place; every
/// whole hour where a day depends on the place.
std::vector<Zone> every_zone(const Case& given) {
    std::vector<Zone> zones;
    constexpr int kEast = -14;
    constexpr int kWest = 12;
    for (int west = kEast; west <= kWest; west += any_offset(given) ? 1 : kWest - kEast) {
        const std::string name = "Etc/GMT" + std::string(west < 0 ? "-" : "+") + std::to_string(std::abs(west));
        if (auto zone = Zone::find(name)) {
            zones.push_back(*std::move(zone));
        }
    }
    return zones;
}

/// All rows that may apply, ascending.
Result<std::vector<int>> rows_of(const Table& table, const Case& given) {
    std::vector<std::optional<std::string>> regimes(given.regimes.begin(), given.regimes.end());
    if (regimes.empty()) {
        regimes.emplace_back();
    }
    std::vector<int> rows;
    for (const auto& regime : regimes) {
        for (const Kind kind : kinds_meant(given)) {
            const auto found = table.rows_for({regime, kind, given.terms.distance, given.terms.perishable});
            if (!found) {
                return tl::unexpected(found.error());
            }
            rows.insert(rows.end(), found->begin(), found->end());
        }
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

/// The value that all possibilities agree on; none when they differ.
template <class Get>
auto agreed(const std::vector<Possibility>& all, Get get) -> std::optional<decltype(get(all.front()))> {
    const auto first = get(all.front());
    const bool same = std::all_of(all.begin(), all.end(), [&](const Possibility& each) { return get(each) == first; });
    return same ? std::optional(first) : std::nullopt;
}

std::optional<LocalDate> determined_day(const Possibility& each) {
    return each.earliest && each.latest && each.earliest->day == each.latest->day ? std::optional(each.latest->day)
                                                                                  : std::nullopt;
}

std::optional<Timestamp> determined_instant(const Possibility& each) {
    return each.earliest && each.earliest == each.latest ? std::optional(each.latest->instant) : std::nullopt;
}

void settle(const Table& table, const Case& given, rules::Language language, Deadline& deadline) {
    const auto& all = deadline.possibilities;
    deadline.last_day = agreed(all, determined_day).value_or(std::nullopt);
    deadline.last_instant = agreed(all, determined_instant).value_or(std::nullopt);
    deadline.verdict = agreed(all, [](const auto& each) { return each.verdict; }).value_or(Verdict::unknown);
    deadline.effect = agreed(all, [](const auto& each) { return each.term.late_means; }).value_or("depends");
    deadline.source = sources_in_words(table, deadline, language);
    deadline.table_version = table.version();
    deadline.why = why(table, given, deadline, language);
}

tl::unexpected<Error> contract_not_asked(const Table& table, const Deadline& deadline) {
    const std::string own = table.note(deadline.possibilities.front().row, rules::Language::english);
    return invalid_field("terms", "contract_not_asked",
                         "a contract's own term counts only where the table leaves it to the contract. Here: " + own);
}

}  // namespace

std::string_view to_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::in_time:
            return "in_time";
        case Verdict::late:
            return "late";
        case Verdict::unknown:
            return "unknown";
    }
    return "";
}

Result<Deadline> find_deadline(const Table& table, const Case& given, rules::Language language) {
    const auto rows = rows_of(table, given);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    const std::vector<Zone> places = given.zone ? std::vector{*given.zone} : every_zone(given);
    Deadline deadline;
    bool contract_used = false;
    bool any_term = false;
    for (const int row : *rows) {
        const Term& term = table.row(row).term;
        contract_used = contract_used || leaves_room_for_contract(term);
        any_term = any_term || term.limit.unit != Unit::no_term;
        for (const Zone& place : places) {
            auto possible = possibility(given, table.row(row), place);
            if (!possible) {
                return tl::unexpected(possible.error());
            }
            deadline.possibilities.push_back(*std::move(possible));
        }
    }
    if (deadline.possibilities.empty()) {
        return fail(ErrorKind::invalid, "no_row", "No row of the table applies to this case.");
    }
    if (given.terms.contract && any_term && !contract_used) {
        return contract_not_asked(table, deadline);
    }
    // Of an earlier discovery only: what is short can be told before the goods are opened, by weight or by packages.
    if (std::ranges::all_of(deadline.possibilities, &Possibility::told_before_discovery)) {
        return invalid_field("notified", "contradiction",
                             "lies before the discovery; nobody tells of a defect that is not discovered yet");
    }
    settle(table, given, language, deadline);
    return deadline;
}

}  // namespace shipwitness::claims::deadline
