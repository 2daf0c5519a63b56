#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// `shipwitness reply learn`, in the group `reply`.
void add_learn_command(CLI::App& group, Console& console);

}  // namespace shipwitness::cli
