#pragma once

#include <ostream>

namespace shipwitness::cli {

/// The whole `shipwitness` command: reads the arguments, carries the command out, returns the exit code (console.h).
/// Apart from main() so that tests call it.
[[nodiscard]] int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace shipwitness::cli
