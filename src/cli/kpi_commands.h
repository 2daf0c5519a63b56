#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// `shipwitness kpi`: response times of many claims.
void add_kpi_commands(CLI::App& app, Console& console);

}  // namespace shipwitness::cli
