#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// `shipwitness deadline`: until when notice must be given, and whether it was.
void add_deadline_command(CLI::App& app, Console& console);

}  // namespace shipwitness::cli
