#include "cli/run.h"

#include <exception>

#include <CLI/CLI.hpp>

#include "cli/clip_commands.h"
#include "cli/clock_commands.h"
#include "cli/console.h"
#include "cli/deadline_commands.h"
#include "cli/kpi_commands.h"
#include "cli/order_commands.h"
#include "cli/reply_commands.h"
#include "cli/rules_commands.h"

namespace shipwitness::cli {
namespace {

constexpr const char* kFooter =
    "\nExit codes: 0 done; 1 could not be carried out; 2 carried out, and something was found that needs a person.\n"
    "`shipwitness COMMAND --help` shows examples.";

/// Each file of commands adds its group here.
void add_commands(CLI::App& app, Console& console) {
    add_rules_commands(app, console);
    add_clip_commands(app, console);
    add_clock_commands(app, console);
    add_kpi_commands(app, console);
    add_footage_commands(app, console);
    add_order_commands(app, console);
    add_reply_commands(app, console);
    add_deadline_command(app, console);
}

/// What could not be printed was not carried out: a full disk under "> result.json" must not look like a clean result.
int finish(Console& console) {
    if (!console.out.flush()) {
        console.fail("the result cannot be written to standard output; is the disk full?");
    }
    return static_cast<int>(console.exit);
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
    Console console{out, err};
    CLI::App app("Shipwitness: packing on film, claims by written rules.", "shipwitness");
    app.set_version_flag("--version", "shipwitness " SHIPWITNESS_VERSION);
    app.require_subcommand(1);
    app.footer(kFooter);
    add_commands(app, console);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        console.exit = app.exit(error, out, err) == 0 ? Exit::ok : Exit::trouble;
    } catch (const std::exception& error) {
        console.fail(error.what());
    }
    return finish(console);
}

}  // namespace shipwitness::cli
