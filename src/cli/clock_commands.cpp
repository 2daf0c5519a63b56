#include "cli/clock_commands.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/clock_input.h"
#include "cli/clock_json.h"
#include "cli/clock_table.h"
#include "cli/target_json.h"
#include "config/tree_reader.h"
#include "rules/language.h"

namespace shipwitness::cli {
namespace {

using rules::Language;

const std::map<std::string, Language> kLanguages{{"en", Language::english}, {"ru", Language::russian}};

struct Options {
    ClockFiles files;
    std::string at;
    Language language = Language::english;
    bool json = false;
};

/// The moment of --at; it must not lie before the last event, for which the clocks have been read already.
Result<std::optional<Timestamp>> moment(const Options& options, const claims::ClaimHistory& history) {
    if (options.at.empty()) {
        return std::nullopt;
    }
    const auto at = parse_rfc3339(options.at);
    if (!at) {
        return fail(ErrorKind::invalid, "bad_time",
                    "--at must be a time with its offset, like 2025-09-02T10:00:00+03:00");
    }
    for (const claims::ClockEvent& event : history.events) {
        if (event.at > *at) {
            return fail(ErrorKind::invalid, "bad_time", "--at lies before an event, " + to_rfc3339(event.at));
        }
    }
    return at;
}

void print(const ClockCase& read, const claims::Readings& readings, std::optional<Timestamp> now,
           const Options& options, std::ostream& out) {
    const claims::Policy* policy =
        claims::choose_policy(read.policies, read.calendar, readings.created, read.history.kind, read.history.priority);
    if (options.json) {
        auto json = to_json(readings);
        if (policy != nullptr) {
            json.update(policy_json(read.calendar, readings, *policy, now));
        }
        out << json.dump(2) << '\n';
        return;
    }
    out << clock_table(read.calendar, readings, now, options.language);
    if (policy != nullptr) {
        out << policy_text(read.calendar, readings, *policy, now, options.language);
    }
}

void explain(const Options& options, Console& console) {
    const auto read = read_clock_case(options.files);
    if (!read) {
        return console.fail(read.error());
    }
    config::Faults faults(options.files.case_file.empty() ? options.files.events : options.files.case_file);
    const auto clock = claims::rebuild(read->calendar, read->history, "events", faults);
    if (!clock) {
        return console.fail(clock.error());
    }
    const auto now = moment(options, read->history);
    if (!now) {
        return console.fail(now.error());
    }
    print(*read, clock->readings(), *now, options, console.out);
}

}  // namespace

void add_clock_commands(CLI::App& app, Console& console) {
    auto* group = app.add_subcommand("clock", "Response clocks: how long answers took");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* explaining = group->add_subcommand("explain", "Show the clocks of one claim and how they came about");
    explaining->add_option("--case", options->files.case_file, "A claim with its calendar and events, YAML or JSON");
    explaining->add_option("--events", options->files.events, "The claim's events, YAML or JSON");
    explaining->add_option("--calendar", options->files.calendar, "Working hours, YAML or JSON");
    explaining->add_option("--policy", options->files.policy, "Targets and warnings, YAML or JSON");
    explaining->add_option("--at", options->at, "Show clocks that are running up to this moment (RFC 3339)");
    explaining->add_option("--language", options->language, "Language of the table: en or ru")
        ->transform(CLI::CheckedTransformer(kLanguages).description("en|ru"))
        ->default_str("en");
    explaining->add_flag("--json", options->json, "Print JSON");
    explaining->footer(
        "\nThe table has a line for each stretch that was counted, skipped or paused. docs/clocks.md describes the\n"
        "files and what starts and ends each clock.\n\nExamples:\n"
        "  shipwitness clock explain --case case.json\n"
        "  shipwitness clock explain --case case.json --json\n"
        "  shipwitness clock explain --events claim17.yaml --calendar config/calendars/warehouse.yaml --language ru");
    explaining->callback([options, &console] { explain(*options, console); });
}

}  // namespace shipwitness::cli
