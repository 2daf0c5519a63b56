#pragma once

#include <ostream>
#include <string_view>

#include "core/result.h"

namespace CLI {
class App;
}

namespace shipwitness::cli {

/// Exit codes of `shipwitness`, the same for every command.
enum class Exit : int {
    ok = 0,        ///< done, nothing to complain about
    trouble = 1,   ///< the command could not be carried out: wrong use, unreadable file, refused input
    findings = 2,  ///< carried out, and it found something that a person must look at
};

/// Where a command prints, and how it ended. Results go to `out`, what is wrong goes to `err`.
struct Console {
    std::ostream& out;
    std::ostream& err;
    Exit exit = Exit::ok;

    /// Prints the error, its fields one a line, and ends the command with `trouble`.
    void fail(const Error& error);
    void fail(std::string_view what);
};

}  // namespace shipwitness::cli
