#include "web/server/settings/settings.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.h"

namespace shipwitness::web {
namespace {

using ::testing::HasSubstr;

class WebSettings : public ::testing::Test {
  protected:
    Result<Settings> read(const std::string& more, const std::string& http = "") {
        std::ofstream(folder_ / "web.yaml") << "data: data\ncompany:\n  name: Поставщик\nmail:\n  from: a@b.example\n"
                                            << (http.empty() ? "" : "http:\n" + http) << more;
        return read_settings(folder_ / "web.yaml");
    }
    std::string fault(const std::string& more, const std::string& http = "") {
        const auto settings = read(more, http);
        return settings ? "" : settings.error().detail;
    }
    test::TemporaryFolder folder_;
};

TEST_F(WebSettings, HaveDefaultsForAllButFewKeys) {
    const auto settings = read("");
    ASSERT_TRUE(settings.has_value()) << settings.error().detail;
    EXPECT_EQ(settings->data_folder, folder_ / "data");
    EXPECT_EQ(settings->http.public_url, "http://127.0.0.1:8480");
    EXPECT_EQ(settings->answers.first, std::chrono::hours{4});
    EXPECT_EQ(settings->pictures.max_bytes, 15'000'000U);
    EXPECT_EQ(settings->free_space_floor_bytes, 10'000'000U);
    EXPECT_EQ(settings->videos.approval, VideoApproval::automatic);
    EXPECT_FALSE(settings->mail.smtp);
    EXPECT_FALSE(settings->demonstration.on);
}

TEST_F(WebSettings, NameLineKeyAndRemedyOfEachFault) {
    const auto text = fault("anwsers:\n  first: 4h\nsign_in:\n  letter_lifetime: 15\nvideos:\n  approval: maybe\n");
    EXPECT_THAT(text, HasSubstr("answers"));
    EXPECT_THAT(text, HasSubstr("letter_lifetime"));
    EXPECT_THAT(text, HasSubstr("approval"));
    EXPECT_THAT(text, HasSubstr("web.yaml:"));
}

TEST_F(WebSettings, SayHowMuchOfTheDiskMustBeFree) {
    EXPECT_EQ(read("free_space_floor: 2GiB\n")->free_space_floor_bytes, std::uint64_t{2} << 30U);
    EXPECT_EQ(read("free_space_floor: 0MB\n")->free_space_floor_bytes, 0U);
    EXPECT_THAT(fault("free_space_floor: plenty\n"), HasSubstr("free_space_floor"));
}

TEST_F(WebSettings, RefuseShortAndSharedTokens) {
    EXPECT_THAT(fault("machines:\n  - name: a\n    token: short\n"), HasSubstr("at least 16 characters"));
    EXPECT_THAT(
        fault("machines:\n  - name: a\n    token: 0123456789abcdef\n  - name: b\n    token: 0123456789abcdef\n"),
        HasSubstr("same token"));
}

// Was taken for sound; then every order was refused by a site that had never been asked.
TEST_F(WebSettings, RefuseACaptureThatIsReachedByHttps) {
    const auto site = [](const std::string& url) {
        return "sites:\n  - id: north\n    token: 0123456789abcdef\n    capture_token: fedcba9876543210\n    "
               "capture_url: " +
               url + "\n";
    };
    EXPECT_EQ(fault(site("http://capture.example:8481/")), "");
    EXPECT_THAT(fault(site("https://capture.example")), HasSubstr("must begin with http://"));
}

TEST_F(WebSettings, RefuseADemonstrationThatStrangersCouldReach) {
    EXPECT_THAT(fault("demonstration:\n  on: true\n", "  address: 0.0.0.0\n"), HasSubstr("127.0.0.1"));
    EXPECT_EQ(fault("demonstration:\n  on: true\n"), "");
}

TEST_F(WebSettings, ReadDistancesToUtc) {
    EXPECT_EQ(read("orders:\n  utc_offset: \"+03:30\"\n")->orders_utc_offset, std::chrono::minutes{210});
    EXPECT_EQ(read("orders:\n  utc_offset: \"-05:00\"\n")->orders_utc_offset, std::chrono::minutes{-300});
    EXPECT_THAT(fault("orders:\n  utc_offset: Moscow\n"), HasSubstr("utc_offset"));
}

TEST_F(WebSettings, KnowTheClockThatLettersTell) {
    const std::string company = "data: data\nmail:\n  from: a@b.example\ncompany:\n  name: Поставщик\n";
    const auto with = [&](const std::string& more) {
        std::ofstream(folder_ / "zone.yaml") << company << more;
        return read_settings(folder_ / "zone.yaml");
    };
    EXPECT_FALSE(with("")->company.zone.zone) << "UTC";
    const auto moscow = with("  time_zone: Europe/Moscow\n  time_zone_words:\n    ru: по московскому времени\n");
    ASSERT_TRUE(moscow.has_value()) << moscow.error().detail;
    EXPECT_TRUE(moscow->company.zone.zone);
    EXPECT_EQ(moscow->company.zone.russian_words, "по московскому времени");
    const auto wrong = with("  time_zone: Moscow\n");
    ASSERT_FALSE(wrong.has_value());
    EXPECT_THAT(wrong.error().detail, HasSubstr("time_zone"));
}

TEST_F(WebSettings, TakeMailServersWithTheirSecurity) {
    const auto settings = read("  smtp:\n    host: smtp.example\n    security: tls\n    port: 465\n");
    ASSERT_TRUE(settings.has_value()) << settings.error().detail;
    EXPECT_EQ(settings->mail.smtp->port, 465);
    EXPECT_EQ(settings->mail.smtp->security, mail::Security::tls);
}

TEST_F(WebSettings, ShippedFileIsSound) {
    for (const char* name : {"SHIPWITNESS_SITE_TOKEN", "SHIPWITNESS_WEB_TOKEN", "SHIPWITNESS_ERP_TOKEN"}) {
        ::setenv(name, (std::string(name) + "-0123456789").c_str(), 1);
    }
    const auto settings = read_settings(std::string(SHIPWITNESS_SOURCE_DIR) + "/config/web.yaml");
    EXPECT_TRUE(settings.has_value()) << settings.error().detail;
}

}  // namespace
}  // namespace shipwitness::web
