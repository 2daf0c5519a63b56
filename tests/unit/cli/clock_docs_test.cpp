#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/run.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::cli {
namespace {

/// The fenced blocks of docs/clocks.md, in order, without their fences.
std::vector<std::string> blocks() {
    std::ifstream in(std::string(SHIPWITNESS_SOURCE_DIR) + "/docs/clocks.md", std::ios::binary);
    std::vector<std::string> found;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```")) {
            inside = !inside;
            if (inside) {
                found.emplace_back();
            }
        } else if (inside) {
            found.back() += line + "\n";
        }
    }
    return found;
}

std::string explain(const std::vector<const char*>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    if (run(static_cast<int>(arguments.size()), arguments.data(), out, err) != 0) {
        throw std::runtime_error(err.str());
    }
    return out.str();
}

TEST(ClockDocs, TheWorkedExampleGivesWhatThePageSays) {
    const auto shown = blocks();
    ASSERT_GE(shown.size(), 3U);
    const test::TemporaryFolder folder;
    const std::string file = (folder / "case.json").string();
    std::ofstream(file, std::ios::binary) << shown[0];
    const std::string command = "$ shipwitness clock explain --case case.json\n";
    ASSERT_TRUE(shown[1].starts_with(command));
    EXPECT_EQ(explain({"shipwitness", "clock", "explain", "--case", file.c_str()}), shown[1].substr(command.size()));
    EXPECT_EQ(explain({"shipwitness", "clock", "explain", "--case", file.c_str(), "--json"}), shown[2]);
}

}  // namespace
}  // namespace shipwitness::cli
