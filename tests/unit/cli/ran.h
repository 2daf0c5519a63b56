#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/run.h"
#include "tests/support/temporary_folder.h"

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

/// For tests of a command: files for it, and what its last call left behind.
class CommandTest : public testing::Test {
  protected:
    std::string file(const std::string& name, const std::string& bytes) {
        const auto path = folder_ / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    int call(const std::vector<std::string>& arguments) {
        ran_ = shipwitness(arguments);
        return ran_.exit;
    }

    test::TemporaryFolder folder_;
    Ran ran_;
};

}  // namespace shipwitness::cli
