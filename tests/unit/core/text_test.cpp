#include "core/text.h"

#include <vector>

#include <gtest/gtest.h>

namespace shipwitness {
namespace {

TEST(Utf8, TakesEveryLengthAndRefusesWhatTheStandardForbids) {
    EXPECT_TRUE(is_utf8("plain, кириллица, € and 😀"));
    for (const char* bad : {"\xff", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xd0", "a\x80"}) {
        EXPECT_FALSE(is_utf8(bad)) << bad;
    }
}

TEST(Utf8, CountsCodePoints) {
    EXPECT_EQ(utf8_length("Жук 😀"), 5U);
}

TEST(Nearest, NamesTheWordThatWasMeantAndNoOther) {
    const std::vector<std::string> words{"cameras", "stations", "port"};
    EXPECT_EQ(nearest("camera", words), "cameras");
    EXPECT_EQ(nearest("Prot", words), "port");
    EXPECT_EQ(nearest("porr", words), "port");
    EXPECT_EQ(nearest("colours", words), std::nullopt);
}

TEST(EqualSecrets, AgreesWithPlainComparison) {
    EXPECT_TRUE(equal_secrets("token", "token"));
    EXPECT_FALSE(equal_secrets("token", "tokem"));
    EXPECT_FALSE(equal_secrets("token", "tokentoken"));
    EXPECT_FALSE(equal_secrets("", "t"));
    EXPECT_FALSE(equal_secrets("t", ""));
}

TEST(Trim, TakesWhiteSpaceOffBothEndsOnly) {
    EXPECT_EQ(trim(" \t a b\r\n"), "a b");
}

}  // namespace
}  // namespace shipwitness
