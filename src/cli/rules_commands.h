#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// `shipwitness rules …`: check and evaluate decision tables.
void add_rules_commands(CLI::App& app, Console& console);

}  // namespace shipwitness::cli
