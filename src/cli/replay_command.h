#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// Adds `replay` to `shipwitness rules`: past cases, judged by the table of today and by a draft.
void add_replay_command(CLI::App& rules, Console& console);

}  // namespace shipwitness::cli
