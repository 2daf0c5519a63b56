#pragma once

#include "cli/console.h"

namespace shipwitness::cli {

/// `shipwitness reply …`: check the draft of a reply to a buyer, and test the rules themselves.
void add_reply_commands(CLI::App& app, Console& console);

}  // namespace shipwitness::cli
