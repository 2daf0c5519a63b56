#include "capture/app/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

Result<Arguments> parse(const std::vector<const char*>& words) {
    return parse_arguments(words);
}

TEST(CaptureArguments, ServeByDefaultWithTheInstalledSettings) {
    const auto arguments = parse({});
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->action, Arguments::Action::serve);
    EXPECT_EQ(arguments->config, "/etc/shipwitness/capture.yaml");
}

TEST(CaptureArguments, TakeTheFileInBothSpellings) {
    EXPECT_EQ(parse({"--config", "a.yaml"})->config, "a.yaml");
    EXPECT_EQ(parse({"--config=a.yaml", "--check-config"})->config, "a.yaml");
    EXPECT_EQ(parse({"--config=a.yaml", "--check-config"})->action, Arguments::Action::check_config);
}

TEST(CaptureArguments, ShowHelpAndVersion) {
    EXPECT_EQ(parse({"--help"})->action, Arguments::Action::help);
    EXPECT_EQ(parse({"--version"})->action, Arguments::Action::version);
    EXPECT_THAT(help_text(), testing::HasSubstr("--check-config"));
}

TEST(CaptureArguments, SayWhichSessionsAreToldAgain) {
    const auto since = parse({"--config", "a.yaml", "--tell-again", "2026-11-20T06:00:00+03:00"});
    EXPECT_EQ(since->action, Arguments::Action::tell_again);
    EXPECT_EQ(since->tell_since, parse_rfc3339("2026-11-20T03:00:00Z"));
    const auto refused = parse({"--tell-again", "refused", "--config=a.yaml"});
    EXPECT_EQ(refused->action, Arguments::Action::tell_again);
    EXPECT_FALSE(refused->tell_since);
    EXPECT_EQ(refused->config, "a.yaml");
    for (const auto& words : {std::vector{"--tell-again"}, std::vector{"--tell-again", "yesterday"},
                              std::vector{"--tell-again", "2026-11-20 03:00"}}) {
        EXPECT_THAT(parse(words).error().detail, testing::HasSubstr("2026-11-20T03:00:00Z"));
    }
}

TEST(CaptureArguments, NameWhatTheyDoNotKnow) {
    EXPECT_THAT(parse({"--confg", "a.yaml"}).error().detail, testing::HasSubstr("--confg"));
    EXPECT_THAT(parse({"--config"}).error().detail, testing::HasSubstr("needs a file"));
}

}  // namespace
}  // namespace shipwitness::capture
