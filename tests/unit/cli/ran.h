#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"

namespace shipwitness::cli {

/// What a run of the command left behind.
struct Ran {
    int exit = -1;
    std::string out;
    std::string err;
};

/// `shipwitness ARGUMENTS…`, in this process.
inline Ran shipwitness(const std::vector<std::string>& arguments) {
    std::vector<const char*> argv{"shipwitness"};
    for (const std::string& argument : arguments) {
        argv.push_back(argument.c_str());
    }
    std::ostringstream out;
    std::ostringstream err;
    const int exit = run(static_cast<int>(argv.size()), argv.data(), out, err);
    return {exit, out.str(), err.str()};
}

}  // namespace shipwitness::cli
