#include "cli/clock_commands.h"

#include <memory>

#include <CLI/CLI.hpp>

#include "cli/clock_input.h"
#include "cli/clock_json.h"
#include "config/tree_reader.h"

namespace shipwitness::cli {
namespace {

struct Options {
    ClockFiles files;
    bool json = false;
};

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
    console.out << to_json(clock->readings()).dump(2) << '\n';
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
    explaining->add_flag("--json", options->json, "Print JSON");
    explaining->callback([options, &console] { explain(*options, console); });
}

}  // namespace shipwitness::cli
