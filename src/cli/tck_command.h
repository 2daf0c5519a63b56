#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// `shipwitness rules tck`: runs a folder of the public DMN conformance suite.
void add_tck_command(CLI::App& rules, Console& console);

}  // namespace shipwitness::cli
