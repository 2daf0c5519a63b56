#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// `shipwitness clock …`: how long answers took, and why.
void add_clock_commands(CLI::App& app, Console& console);

}  // namespace shipwitness::cli
