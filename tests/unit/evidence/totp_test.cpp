#include "evidence/totp.h"

#include <gtest/gtest.h>

namespace shipwitness::evidence {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";  // of RFC 6238, appendix B

Timestamp at(std::int64_t seconds) {
    return from_us(seconds * 1'000'000);
}

TEST(Totp, GivesTheCodesOfTheStandard) {
    // RFC 6238, appendix B, SHA1, the last six of eight digits.
    EXPECT_EQ(totp_code(kSecret, totp_step(at(59))), "287082");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(1'111'111'109))), "081804");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(1'111'111'111))), "050471");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(1'234'567'890))), "005924");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(2'000'000'000))), "279037");
    EXPECT_EQ(totp_code(kSecret, totp_step(at(20'000'000'000))), "353130");
}

TEST(Totp, TakesACodeOnceAndHalfAMinuteEarlyOrLate) {
    const auto now = at(1'234'567'890);
    const auto step = totp_step(now);
    EXPECT_EQ(totp_fits(kSecret, "005924", now, 0), step);
    EXPECT_EQ(totp_fits(kSecret, "005924", at(1'234'567'890 + 30), 0), step);
    EXPECT_EQ(totp_fits(kSecret, "005924", at(1'234'567'890 - 30), 0), step);
    EXPECT_FALSE(totp_fits(kSecret, "005924", at(1'234'567'890 + 60), 0));
    EXPECT_FALSE(totp_fits(kSecret, "005924", now, step)) << "used already";
    EXPECT_FALSE(totp_fits(kSecret, "", now, 0));
    EXPECT_FALSE(totp_fits(kSecret, "00592", now, 0));
}

TEST(Base32, IsAsAppsReadIt) {
    const auto text = base32(std::as_bytes(std::span(kSecret)));
    EXPECT_EQ(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(from_base32(text), kSecret);
    EXPECT_EQ(from_base32("gezd gnbv-GY3TQOJQGEZDGNBVGY3TQOJQ"), kSecret);
    EXPECT_EQ(base32(std::as_bytes(std::span(std::string_view("foob")))), "MZXW6YQ");  // RFC 4648, 10
    EXPECT_FALSE(from_base32("MZXW0"));
}

}  // namespace
}  // namespace shipwitness::evidence
