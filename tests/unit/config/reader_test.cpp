#include "config/reader.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "config/units.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::config {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class ReaderTest : public testing::Test {
  protected:
    Document load(const std::string& yaml) {
        std::ofstream(folder_ / "capture.yaml") << yaml;
        auto document = Document::load(folder_ / "capture.yaml", "SW_TEST_");
        EXPECT_TRUE(document) << (document ? "" : document.error().detail);
        return document.value();
    }
    test::TemporaryFolder folder_;
};

TEST_F(ReaderTest, ReadsEveryKindOfValueAndItsDefault) {
    Document document = load(
        "data: footage\nidle: 15m\nroom: 20GB\nmode: b\non: true\nport: 8481\n"
        "words: [a, b]\nhttp: {address: 127.0.0.1}\ncameras:\n  - id: one\n  - id: two\n");
    Node root = document.root();
    EXPECT_EQ(root.path("data"), folder_ / "footage");
    EXPECT_EQ(root.duration("idle", 1s), 15min);
    EXPECT_EQ(root.duration("other", 1s), 1s);
    EXPECT_EQ(root.size("room"), 20'000'000'000U);
    EXPECT_EQ(root.word("mode", {"a", "b"}), "b");
    EXPECT_TRUE(root.boolean("on", false));
    EXPECT_EQ(root.integer("port", 0, 65535), 8481);
    EXPECT_THAT(root.texts("words"), testing::ElementsAre("a", "b"));
    EXPECT_EQ(root.map("http").text("address"), "127.0.0.1");
    EXPECT_EQ(root.map("absent").integer("x", 0, 9, 7), 7);
    auto cameras = root.list("cameras");
    ASSERT_EQ(cameras.size(), 2U);
    EXPECT_EQ(cameras[0].text("id"), "one");
    EXPECT_EQ(cameras[1].text("id"), "two");
    const auto done = document.finish();
    EXPECT_TRUE(done) << (done ? "" : done.error().detail);
}

TEST_F(ReaderTest, NamesFileLineKeyAndRemedyOfEveryFault) {
    Document document = load("port: 99999\nidel: 5m\nroom: 20 GB\nhttp:\n  adress: x\n");
    Node root = document.root();
    (void)root.integer("port", 0, 65535);
    (void)root.duration("idle", 15min);
    (void)root.size("room", 0);
    (void)root.map("http").text("address", "127.0.0.1");
    (void)root.text("token");
    const std::string detail = document.finish().error().detail;
    EXPECT_THAT(detail, HasSubstr("capture.yaml:1: port: \"99999\" must be a whole number from 0 to 65535"));
    EXPECT_THAT(detail, HasSubstr("capture.yaml:2: idel: is not known here; did you mean idle?"));
    EXPECT_THAT(detail, HasSubstr("capture.yaml:3: room: \"20 GB\" must be a size like"));
    EXPECT_THAT(detail, HasSubstr("capture.yaml:5: http.adress: is not known here; did you mean address?"));
    EXPECT_THAT(detail, HasSubstr("token: is required"));
}

TEST_F(ReaderTest, TakesSecretsFromTheEnvironmentAndLetsItOverride) {
    ::setenv("SW_TEST_SECRET_VALUE", "s3cret", 1);
    ::setenv("SW_TEST_HTTP__PORT", "9000", 1);
    Document document = load("token: x-${SW_TEST_SECRET_VALUE}-y\nhttp: {port: 1}\nother: ${SW_TEST_NOT_SET}\n");
    Node root = document.root();
    EXPECT_EQ(root.text("token"), "x-s3cret-y");
    EXPECT_EQ(root.map("http").integer("port", 0, 65535), 9000);
    (void)root.text("other");
    ::unsetenv("SW_TEST_SECRET_VALUE");
    ::unsetenv("SW_TEST_HTTP__PORT");
    const std::string detail = document.finish().error().detail;
    EXPECT_THAT(detail, HasSubstr("capture.yaml:3: other: the environment variable SW_TEST_NOT_SET is not set"));
    EXPECT_THAT(detail, Not(HasSubstr("s3cret")));
}

TEST_F(ReaderTest, RefusesWrongShapesAndDoubleKeys) {
    Document document = load("cameras: none\nhttp: [1]\nwords: {a: b}\nport: [1]\nport: 2\n");
    Node root = document.root();
    (void)root.list("cameras");
    (void)root.map("http");
    (void)root.texts("words");
    (void)root.integer("port", 0, 9);
    const std::string detail = document.finish().error().detail;
    EXPECT_THAT(detail, HasSubstr("cameras: must be a list"));
    EXPECT_THAT(detail, HasSubstr("http: must be a map of keys"));
    EXPECT_THAT(detail, HasSubstr("words: must be a list"));
    EXPECT_THAT(detail, HasSubstr("port: stands here twice"));
}

TEST_F(ReaderTest, TellsWhereAFileIsNoYaml) {
    std::ofstream(folder_ / "bad.yaml") << "a: 1\nb: [1, 2\nc: }";
    const auto bad = Document::load(folder_ / "bad.yaml", "");
    ASSERT_FALSE(bad);
    EXPECT_THAT(bad.error().detail, HasSubstr("bad.yaml:3:"));
    EXPECT_THAT(Document::load(folder_ / "absent.yaml", "").error().detail, HasSubstr("cannot be read"));
    std::ofstream(folder_ / "list.yaml") << "- 1";
    EXPECT_THAT(Document::load(folder_ / "list.yaml", "").error().detail, HasSubstr("must be a map"));
}

TEST(Units, RefuseWhatHasNoUnitOrDoesNotFit) {
    EXPECT_EQ(parse_duration("250ms"), 250ms);
    EXPECT_EQ(parse_duration("30d"), 24h * 30);
    EXPECT_EQ(parse_size("64MiB"), 67'108'864U);
    for (const char* text : {"", "5", "s", "-5s", "5 s", "5S", "99999999d", "1.5h", "99999999999999999999s"}) {
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
    }
    for (const char* text : {"", "5", "5gb", "99999999TB"}) {
        EXPECT_EQ(parse_size(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace shipwitness::config
