#pragma once

#include "cli/console.h"

namespace CLI {
class App;
}

namespace shipwitness::cli {

/// `clip cut`, `clip verify`: clips from a footage folder, without the service.
void add_clip_commands(CLI::App& app, Console& console);

/// `footage check`: is every recorded file whole, and as the catalogue says?
void add_footage_commands(CLI::App& app, Console& console);

}  // namespace shipwitness::cli
