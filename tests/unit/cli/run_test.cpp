#include "cli/run.h"

#include <ostream>
#include <sstream>
#include <streambuf>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::cli {
namespace {

/// Takes everything and fails when it is to be kept, as standard output does on a full disk.
class FullDisk final : public std::streambuf {
    int_type overflow(int_type c) override { return traits_type::not_eof(c); }
    int sync() override { return -1; }
};

// `shipwitness rules check --json > result.json` on a full disk left an empty file and said 0: clean.
TEST(Run, FailsWhenItsResultCannotBeWritten) {
    FullDisk disk;
    std::ostream out(&disk);
    std::ostringstream err;
    const char* const argv[] = {"shipwitness", "--version"};
    EXPECT_EQ(run(2, argv, out, err), 1);
    EXPECT_THAT(err.str(), testing::HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace shipwitness::cli
