#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "evidence/sha256.h"
#include "storage/database.h"
#include "tests/support/clip_files.h"
#include "tests/support/test_video.h"
#include "tests/unit/cli/ran.h"

namespace shipwitness::cli {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class ClipCommands : public CommandTest {
  protected:
    /// Two seconds from 08:36:56 on, and two seconds more.
    void record() {
        std::filesystem::create_directories(day());
        test::make_test_video({.seconds = 2, .size = "64x48"}, first());
        test::make_test_video({.seconds = 2, .size = "64x48", .source = "testsrc"}, second());
    }

    [[nodiscard]] std::filesystem::path day() const { return folder_ / "footage/bench-1-top/2026-11-22"; }
    [[nodiscard]] std::filesystem::path first() const { return day() / "083656.000000Z-r1-s1.mp4"; }
    [[nodiscard]] std::filesystem::path second() const { return day() / "083658.000000Z-r1-s2.mp4"; }
    [[nodiscard]] std::string footage() const { return folder_ / "footage"; }
    [[nodiscard]] std::string clip() const { return folder_ / "clip.mp4"; }

    int cut(const std::string& from, const std::string& to) {
        return call({"clip", "cut", footage(), "--camera", "bench-1-top", "--from", "2026-11-22T08:" + from, "--to",
                     "2026-11-22T08:" + to, "--order", "SO-10417", "-o", clip()});
    }
    int verify() { return call({"clip", "verify", clip(), "--footage", footage(), "--json"}); }
};

TEST_F(ClipCommands, CutAClipThatIsAsItWasRecorded) {
    record();
    ASSERT_EQ(cut("36:57Z", "36:59.5Z"), 0) << ran_.out << ran_.err;
    EXPECT_THAT(ran_.out, HasSubstr("shows 2026-11-22T08:36:57.000000Z to 2026-11-22T08:36:59.500000Z"));
    EXPECT_EQ(test::decode_video(clip()).errors, "");
    ASSERT_EQ(verify(), 0) << ran_.out << ran_.err;
    const Json found = Json::parse(ran_.out);
    EXPECT_TRUE(found["as_recorded"]);
    EXPECT_EQ(found["pictures"], 63);
    EXPECT_LE(found["largest_time_error_ms"], 1);
    EXPECT_EQ(found["footage"]["from"], "2026-11-22T08:36:57.000000Z");
}

TEST_F(ClipCommands, TellWhatIsMissing) {
    record();
    ASSERT_EQ(cut("36:55Z", "37:01Z"), 2);
    EXPECT_THAT(ran_.out, HasSubstr("missing: 2026-11-22T08:36:55.000000Z to 2026-11-22T08:36:56.000000Z"));
    EXPECT_THAT(ran_.out, HasSubstr("missing: 2026-11-22T08:37:00.000000Z to 2026-11-22T08:37:01.000000Z"));
}

TEST_F(ClipCommands, FindAChangedPicture) {
    record();
    ASSERT_EQ(cut("36:56Z", "37:00Z"), 0);
    std::string bytes = test::read_whole(clip());
    bytes[bytes.size() - 10] = static_cast<char>(bytes[bytes.size() - 10] ^ 1);
    test::write_whole(clip(), bytes);
    ASSERT_EQ(verify(), 2);
    const Json found = Json::parse(ran_.out);
    EXPECT_FALSE(found["as_recorded"]);
    EXPECT_EQ(found["foreign"], Json::array({99}));
}

TEST_F(ClipCommands, FindPicturesThatWereLeftOut) {
    record();
    const auto third = day() / "083700.000000Z-r1-s3.mp4";
    test::make_test_video({.seconds = 1, .size = "64x48", .source = "smptebars"}, third);
    // A clip of the first and the third recording, as somebody makes who does not want the second one to be seen.
    std::filesystem::rename(second(), folder_ / "hidden");
    ASSERT_EQ(cut("36:56Z", "37:01Z"), 2);
    std::filesystem::rename(folder_ / "hidden", second());
    ASSERT_EQ(verify(), 2) << ran_.out;
    EXPECT_EQ(Json::parse(ran_.out)["left_out"], 50) << ran_.out;
}

TEST_F(ClipCommands, RefuseWhatCannotBe) {
    record();
    EXPECT_EQ(cut("36:58Z", "36:57Z"), 1);
    EXPECT_THAT(ran_.err, HasSubstr("--to"));
    EXPECT_EQ(cut("36 o'clock", "36:57Z"), 1);
    EXPECT_EQ(cut("50:00Z", "51:00Z"), 1);
    EXPECT_THAT(ran_.err, HasSubstr("Nothing was recorded"));
    EXPECT_FALSE(std::filesystem::exists(clip()));
    EXPECT_EQ(call({"clip", "cut", folder_ / "nowhere", "--camera", "c", "--from", "2026-11-22T08:36:56Z", "--to",
                    "2026-11-22T08:36:57Z", "-o", clip()}),
              1);
    test::write_whole(clip(), "garbage");
    EXPECT_EQ(verify(), 1);
    EXPECT_EQ(call({"clip", "verify", folder_ / "absent.mp4", "--footage", footage()}), 1);
}

TEST_F(ClipCommands, CheckFindsTornAndDamagedFiles) {
    record();
    EXPECT_EQ(call({"footage", "check", footage()}), 0) << ran_.out;
    EXPECT_THAT(ran_.out, HasSubstr("2 files, 100 pictures; 0 files need a look"));
    std::filesystem::resize_file(first(), std::filesystem::file_size(first()) - 300);
    test::write_whole(second(), "garbage that is long enough to be one");
    test::write_whole(folder_ / "footage/notes.txt", "not ours");
    EXPECT_EQ(call({"footage", "check", footage(), "--json"}), 2);
    const Json found = Json::parse(ran_.out);
    EXPECT_EQ(found["bad"], 2);
    EXPECT_EQ(found["foreign_files"], 1);
    EXPECT_THAT(found["files"][0]["findings"][0], HasSubstr("torn"));
    EXPECT_THAT(found["files"][1]["findings"][0], HasSubstr("not_mp4"));
}

TEST_F(ClipCommands, CheckComparesWithTheCatalogue) {
    record();
    {
        storage::Database database(folder_ / "capture.sqlite");
        database.write([&](storage::Connection& connection) {
            connection.script(test::read_whole(SHIPWITNESS_SOURCE_DIR "/capture/schema/010_footage.sql"));
            connection.script(
                "insert into runs (id, camera, started_us, codec, width, height) values (1, 'bench-1-top', "
                "1, 'h264', 64, 48)");
            for (const auto& file : {first(), second(), day() / "083700.000000Z-r1-s3.mp4"}) {
                const bool there = std::filesystem::exists(file);
                connection.execute(
                    "insert into segments (run, camera, sequence, file, state, start_us, wall_duration, "
                    "media_duration, "
                    "size_bytes, sha256, end_reason, fragments) values (1, 'bench-1-top', $1, $2, 'closed', "
                    "1795336616000000, 2000000, 2000000, $3, $4, 'full', x'')",
                    static_cast<int>(file.string().at(file.string().size() - 5) - '0'),
                    file.lexically_relative(footage()).string(),
                    there ? static_cast<std::int64_t>(std::filesystem::file_size(file)) : std::int64_t{1},
                    there ? evidence::to_hex(evidence::sha256_of_file(file)) : std::string(64, 'a'));
            }
        });
    }
    const std::vector<std::string> check{"footage", "check", footage(), "--database", folder_ / "capture.sqlite"};
    EXPECT_EQ(call(check), 2);
    EXPECT_THAT(ran_.out, HasSubstr("s3.mp4: missing"));
    EXPECT_THAT(ran_.out, HasSubstr("1 files need a look"));
    std::string bytes = test::read_whole(first());
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    test::write_whole(first(), bytes);
    EXPECT_EQ(call(check), 2);
    EXPECT_THAT(ran_.out, HasSubstr("s1.mp4: changed"));
    EXPECT_EQ(call({"footage", "check", footage(), "--database", folder_ / "none.sqlite"}), 1);
}

}  // namespace
}  // namespace shipwitness::cli
