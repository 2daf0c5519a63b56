#include "claims/deadline/table.h"

#include <algorithm>
#include <charconv>

#include "rules/check.h"

namespace shipwitness::claims::deadline {
namespace {

using rules::Language;
using rules::Problem;

constexpr std::string_view kNone = "none";

/// Reads the outputs of one row, with a problem for each word that is none of ours.
class RowReader {
  public:
    RowReader(const rules::Model& model, int number, std::vector<Problem>& problems)
        : model_(model), number_(number), problems_(problems) {}

    Row read() {
        Row row{number_, {}};
        row.term.limit = limit("unit", "from", "length");
        if (text("outer_unit") != kNone) {
            row.term.outer = limit("outer_unit", "outer_from", "outer_length");
        }
        row.term.end_on_day_off = choice("end_on_day_off", "stays", "moves") ? EndOnDayOff::moves : EndOnDayOff::stays;
        row.term.met_by = choice("met_by", "sending", "receipt") ? MetBy::receipt : MetBy::sending;
        row.term.late_means = text("late_means");
        if (row.term.late_means.empty()) {
            problem("late_means", "must be a word such as presumption, barred or no_term");
        }
        return row;
    }

  private:
    void problem(std::string_view column, std::string reason) {
        problems_.push_back(
            {model_.file(), std::string(kDecision), number_, std::string(column), std::move(reason), {}});
    }
    std::string text(std::string_view column) { return model_.output_text(kDecision, number_, column); }
    bool choice(std::string_view column, std::string_view no, std::string_view yes) {
        const std::string word = text(column);
        if (word != no && word != yes) {
            problem(column, "`" + word + "` must be " + std::string(no) + " or " + std::string(yes));
        }
        return word == yes;
    }
    Limit limit(std::string_view unit_column, std::string_view from_column, std::string_view length_column) {
        Limit limit;
        const std::string unit = text(unit_column);
        if (const auto parsed = parse_unit(unit)) {
            limit.unit = *parsed;
        } else {
            problem(unit_column, "`" + unit + "` is no unit of terms");
        }
        const auto event = parse_event(text(from_column));
        if (is_tied_to_event(limit.unit) != event.has_value()) {
            problem(from_column,
                    event ? "must be none: " + unit + " starts nowhere" : "must be delivered, opened or discovered");
        }
        limit.from = event.value_or(Event::delivered);
        limit.length = length(length_column, is_counted(limit.unit));
        return limit;
    }
    int length(std::string_view column, bool counted) {
        constexpr int kMost = 10'000;
        const std::string digits = text(column);
        int length = -1;
        std::from_chars(digits.data(), digits.data() + digits.size(), length);
        const bool fits = counted ? length >= 1 && length <= kMost : length == 0;
        if (!fits) {
            problem(column, counted ? "must be a whole number from 1 to 10000" : "must be 0: the unit has no length");
        }
        return fits ? length : 0;
    }

    const rules::Model& model_;
    int number_;
    std::vector<Problem>& problems_;
};

Problem whole(const rules::Model& model, std::string reason) {
    return {model.file(), std::string(kDecision), {}, "", std::move(reason), {}};
}

/// Whether exactly the words that cases use are allowed in a column.
void check_words(const rules::Model& model, std::string_view column, const std::vector<std::string>& wanted,
                 std::vector<Problem>& problems) {
    for (const auto& fact : model.facts(kDecision)) {
        if (fact.name != column) {
            continue;
        }
        std::vector<std::string> allowed;
        for (const auto& value : fact.allowed) {
            allowed.push_back(rules::to_plain(value));
        }
        for (const auto& word : wanted) {
            if (std::ranges::find(allowed, word) == allowed.end()) {
                problems.push_back(whole(model, "the column " + fact.name + " must allow `" + word + "`"));
            }
        }
        if (!wanted.empty() && allowed.size() > wanted.size()) {
            problems.push_back(whole(model, "the column " + fact.name + " allows words that cases do not have"));
        }
        return;
    }
    problems.push_back(whole(model, "the table has no column `" + std::string(column) + "`"));
}

void check_soundness(const rules::Model& model, std::vector<Problem>& problems) {
    const rules::Report report = rules::check(model, Language::english);
    problems.insert(problems.end(), report.errors.begin(), report.errors.end());
    const auto add = [&](const auto& findings) {
        for (const auto& finding : findings) {
            problems.push_back(whole(model, finding.text));
        }
    };
    add(report.gaps);
    add(report.overlaps);
    add(report.unreachable);
}

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
    for (const Kind kind : kKinds) {
        names.emplace_back(to_text(kind));
    }
    return names;
}

}  // namespace

tl::expected<Table, std::vector<Problem>> Table::load(std::string_view xml, std::string file, std::string version) {
    auto model = rules::load(xml, std::move(file));
    if (!model) {
        return tl::unexpected(model.error());
    }
    std::vector<Problem> problems;
    if (!model->has_decision(kDecision)) {
        return tl::unexpected(std::vector{whole(*model, "the file has no decision `deadline`")});
    }
    auto prepared = rules::PreparedTable::make(*model, kDecision);
    if (!prepared) {
        return tl::unexpected(std::vector{whole(*model, prepared.error().detail)});
    }
    Table table(*std::move(model), *std::move(prepared));
    table.version_ = std::move(version);
    check_words(table.model_, "regime", {}, problems);
    check_words(table.model_, "kind", kind_names(), problems);
    check_words(table.model_, "distance", {"local", "intercity"}, problems);
    check_words(table.model_, "perishable", {"yes", "no"}, problems);
    for (const auto& fact : table.model_.facts(kDecision)) {
        if (fact.name == "regime") {
            for (const auto& value : fact.allowed) {
                table.regimes_.push_back(rules::to_plain(value));
            }
        }
    }
    for (int number = 1; number <= table.model_.row_count(kDecision); ++number) {
        table.rows_.push_back(RowReader(table.model_, number, problems).read());
    }
    for (const auto& fact : table.prepared_.facts()) {
        if (fact != "regime" && fact != "kind" && fact != "distance" && fact != "perishable") {
            problems.push_back(whole(table.model_, "cases have nothing for the column " + fact));
        }
    }
    check_soundness(table.model_, problems);
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return table;
}

std::optional<int> Table::row_for(const Selector& complete) const {
    std::vector<rules::Value> values;
    for (const auto& fact : prepared_.facts()) {
        values.emplace_back(fact == "regime" ? *complete.regime
                            : fact == "kind" ? std::string(to_text(complete.kind))
                            : fact == "distance"
                                ? std::string(complete.distance == Distance::local ? "local" : "intercity")
                                : std::string(*complete.perishable ? "yes" : "no"));
    }
    return prepared_.row_for(values);
}

Result<std::vector<int>> Table::rows_for(const Selector& selector) const {
    std::vector<int> rows;
    for (const auto& regime : selector.regime ? std::vector{*selector.regime} : regimes_) {
        for (const Distance distance : {Distance::local, Distance::intercity}) {
            for (const bool perishable : {true, false}) {
                const Selector complete{regime, selector.kind, selector.distance.value_or(distance),
                                        selector.perishable.value_or(perishable)};
                const auto row = row_for(complete);
                if (!row) {
                    return fail(ErrorKind::invalid, "unknown_regime", "the table has no regime " + regime);
                }
                rows.push_back(*row);
            }
        }
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::string Table::note(int number, Language language) const {
    return model_.annotation(kDecision, number, "note", language);
}

std::string Table::late_note(int number, Language language) const {
    return model_.annotation(kDecision, number, "late", language);
}

std::string Table::source(int number, Language language) const {
    const bool russian = language == Language::russian;
    std::string text = model_.annotation(kDecision, number, "source", language);
    const std::string from = model_.annotation(kDecision, number, "valid from", language);
    const std::string until = model_.annotation(kDecision, number, "valid until", language);
    if (!from.empty()) {
        text += (russian ? "; действует с " : "; in force from ") + from;
    }
    if (!until.empty()) {
        text += (russian ? " по " : " until ") + until;
    }
    const std::string confirm = model_.annotation(kDecision, number, "confirm", language);
    return confirm.empty() ? text : text + "; " + confirm;
}

}  // namespace shipwitness::claims::deadline
