#include "evidence/password.h"

#include <gtest/gtest.h>

namespace shipwitness::evidence {
namespace {

TEST(Password, FitsItsOwnHashOnly) {
    const std::string hash = hash_password("верный пароль 42");
    EXPECT_TRUE(verify_password(hash, "верный пароль 42"));
    EXPECT_FALSE(verify_password(hash, "верный пароль 43"));
    EXPECT_FALSE(verify_password(hash, ""));
}

TEST(Password, IsHashedByArgon2idWithASaltOfItsOwn) {
    const std::string one = hash_password("same");
    EXPECT_EQ(one.rfind("$argon2id$v=19$m=19456,t=2,p=1$", 0), 0U) << one;
    EXPECT_NE(one, hash_password("same"));
}

TEST(Password, NeverFitsWhatIsNoHash) {
    EXPECT_FALSE(verify_password("", "x"));
    EXPECT_FALSE(verify_password("x", "x"));
    EXPECT_FALSE(verify_password(std::string(500, 'x'), "x"));
}

}  // namespace
}  // namespace shipwitness::evidence
