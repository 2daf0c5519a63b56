#include "evidence/sha256.h"

#include <fstream>
#include <system_error>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace shipwitness::evidence {
namespace {

// FIPS 180-4 examples, as NIST publishes them.
TEST(Sha256, AgreesWithTheStandardsExamples) {
    EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, TellsTheHashSoFarAndGoesOn) {
    Sha256 hash;
    hash.update("ab");
    EXPECT_EQ(hash.digest(), sha256("ab"));
    hash.update("c");
    EXPECT_EQ(hash.digest(), sha256("abc"));
}

TEST(Sha256, CopiesGoTheirOwnWay) {
    Sha256 hash;
    hash.update("ab");
    Sha256 copy = hash;
    copy.update("d");
    hash.update("c");
    EXPECT_EQ(copy.digest(), sha256("abd"));
    EXPECT_EQ(hash.digest(), sha256("abc"));
}

TEST(Sha256OfFile, HashesTheWholeOrTheBeginningAndRefusesAShortFile) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "file") << "abcdef";
    EXPECT_EQ(sha256_of_file(folder / "file"), sha256("abcdef"));
    EXPECT_EQ(sha256_of_file(folder / "file", 3), sha256("abc"));
    EXPECT_THROW((void)sha256_of_file(folder / "file", 7), std::system_error);
    EXPECT_THROW((void)sha256_of_file(folder / "absent"), std::system_error);
}

}  // namespace
}  // namespace shipwitness::evidence
