#include "core/base64.h"

#include <string>

#include <gtest/gtest.h>

namespace shipwitness {
namespace {

TEST(Base64, AgreesWithTheExamplesOfTheStandard) {
    // RFC 4648, section 10.
    const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : rows) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
    }
}

TEST(Base64, KeepsEveryByte) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
    }
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
}

TEST(Base64, RefusesForeignSignsAndWrongLengths) {
    for (const char* text : {"Z", "Zg=", "Zg", "Z===", "Zm9v\n", "Zm9*", "=m9v", "====", "Z=g="}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
}

}  // namespace
}  // namespace shipwitness
