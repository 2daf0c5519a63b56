#include "media/camera.h"

#include <fstream>

#include <gtest/gtest.h>

#include "core/clock.h"
#include "media/opener.h"
#include "media/picture.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_video.h"

namespace shipwitness::media {
namespace {

using namespace std::chrono_literals;

class FilmAsCamera : public ::testing::Test {
  protected:
    CameraResult<std::unique_ptr<Camera>> open(const std::string& address) {
        interrupt_.set_deadline(std::chrono::steady_clock::now() + 30s);
        return opener_.open(address, interrupt_);
    }
    std::vector<Packet> read_all(Camera& camera) {
        std::vector<Packet> packets;
        for (auto packet = camera.read(); packet; packet = camera.read()) {
            packets.push_back(*packet);
        }
        return packets;
    }
    static CameraFailure::Kind read_to_end(Camera& camera) {
        auto packet = camera.read();
        while (packet) {
            packet = camera.read();
        }
        return packet.error().kind;
    }
    std::string film(const std::string& name, test::TestVideo options) {
        test::make_test_video(options, folder_ / name);
        return "file:" + (folder_ / name).string();
    }

    test::TemporaryFolder folder_;
    test::ManualClock clock_;
    LibavOpener opener_{clock_};
    Interrupt interrupt_;
};

TEST_F(FilmAsCamera, GivesEveryPictureOfH264) {
    const auto address = film("a.mp4", {.seconds = 0.6, .pictures_per_gop = 5});
    const auto began = std::chrono::steady_clock::now();
    const auto camera = open(address);
    ASSERT_TRUE(camera) << camera.error().detail;
    EXPECT_EQ((*camera)->format().codec, Codec::h264);
    EXPECT_EQ((*camera)->format().width, 160);
    EXPECT_EQ((*camera)->format().height, 120);
    const auto packets = read_all(**camera);
    ASSERT_EQ(packets.size(), 15U);
    EXPECT_TRUE(packets[0].key);
    EXPECT_FALSE(packets[1].key);
    EXPECT_TRUE(packets[5].key);
    EXPECT_EQ(packets[14].dts, 560ms);
    EXPECT_GE(packets[14].arrived - began, 560ms) << "a film is played in real time";
}

TEST_F(FilmAsCamera, GivesEveryPictureOfH265) {
    const auto camera = open(film("a.mkv", {.encoder = "libx265", .seconds = 0.4, .pictures_per_gop = 5}));
    ASSERT_TRUE(camera) << camera.error().detail;
    EXPECT_EQ((*camera)->format().codec, Codec::h265);
    EXPECT_EQ(read_all(**camera).size(), 10U);
}

TEST_F(FilmAsCamera, LoopsOnOneTimeLine) {
    const auto camera = open(film("a.mp4", {.seconds = 0.2, .pictures_per_gop = 5}) + "?loop=1");
    ASSERT_TRUE(camera) << camera.error().detail;
    for (int i = 0; i < 12; ++i) {
        const auto packet = (*camera)->read();
        ASSERT_TRUE(packet) << packet.error().detail;
        EXPECT_EQ(packet->dts, i * 40ms);
        EXPECT_EQ(packet->key, i % 5 == 0);
    }
}

TEST_F(FilmAsCamera, IsOverAtItsEnd) {
    const auto camera = open(film("a.mp4", {.seconds = 0.04}));
    ASSERT_TRUE(camera) << camera.error().detail;
    EXPECT_TRUE((*camera)->read());
    const auto end = (*camera)->read();
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().kind, CameraFailure::Kind::over);
}

TEST_F(FilmAsCamera, EndsAtTheDeadlineAsSilent) {
    const auto camera = open(film("a.mp4", {.seconds = 20, .rate = 1, .pictures_per_gop = 1}));
    ASSERT_TRUE(camera) << camera.error().detail;
    EXPECT_TRUE((*camera)->read());
    interrupt_.set_deadline(std::chrono::steady_clock::now() + 50ms);
    EXPECT_EQ(read_to_end(**camera), CameraFailure::Kind::silent);
}

TEST_F(FilmAsCamera, StopsAtOnce) {
    const auto camera = open(film("a.mp4", {.seconds = 20, .rate = 1, .pictures_per_gop = 1}));
    ASSERT_TRUE(camera) << camera.error().detail;
    interrupt_.stop();
    EXPECT_EQ(read_to_end(**camera), CameraFailure::Kind::stopped);
}

TEST_F(FilmAsCamera, EncodesRawPictures) {
    const auto camera = open(film("a.y4m", {.encoder = "wrapped_avframe", .seconds = 1.2, .size = "320x180"}));
    ASSERT_TRUE(camera) << camera.error().detail;
    EXPECT_EQ((*camera)->format().codec, Codec::h264);
    EXPECT_EQ((*camera)->format().width, 320);
    const auto packets = read_all(**camera);
    ASSERT_EQ(packets.size(), 30U);
    EXPECT_TRUE(packets[0].key);
    EXPECT_TRUE(packets[25].key) << "a key frame a second";
    EXPECT_EQ(packets[29].pts - packets[0].pts, 1160ms);
    EXPECT_TRUE(jpeg_of((*camera)->format(), packets[25]));
}

TEST_F(FilmAsCamera, EncodesJpegs) {
    const auto camera = open(film("a.mkv", {.encoder = "mjpeg", .seconds = 0.2, .size = "320x180"}));
    ASSERT_TRUE(camera) << camera.error().detail;
    EXPECT_EQ(read_all(**camera).size(), 5U);
}

TEST_F(FilmAsCamera, TellsWhatItCannotOpen) {
    const auto missing = open("file:" + (folder_ / "none.mp4").string());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, CameraFailure::Kind::unreachable);
    EXPECT_NE(missing.error().detail.find("No such file"), std::string::npos) << missing.error().detail;

    std::ofstream(folder_ / "text.mp4") << "this is not a film";
    EXPECT_FALSE(open("file:" + (folder_ / "text.mp4").string()));

    const auto other = open(film("a.mp4", {.encoder = "mpeg4", .seconds = 0.2}));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().kind, CameraFailure::Kind::unusable);
    EXPECT_NE(other.error().detail.find("mpeg4"), std::string::npos) << other.error().detail;

    const auto wrong = open("carrier-pigeon:/coop");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, CameraFailure::Kind::unusable);
}

TEST_F(FilmAsCamera, MissingDeviceIsUnreachable) {
    const auto device = open("v4l2:/dev/video-that-is-not-there");
    ASSERT_FALSE(device);
    EXPECT_EQ(device.error().kind, CameraFailure::Kind::unreachable);
}

TEST_F(FilmAsCamera, GivesJpegsOfBothCodecs) {
    for (const char* encoder : {"libx264", "libx265"}) {
        const auto camera =
            open(film(std::string(encoder) + ".mp4", {.encoder = encoder, .seconds = 0.2, .b_frames = 2}));
        ASSERT_TRUE(camera) << camera.error().detail;
        const auto packet = (*camera)->read();
        ASSERT_TRUE(packet);
        const auto jpeg = jpeg_of((*camera)->format(), *packet);
        ASSERT_TRUE(jpeg);
        EXPECT_EQ(jpeg->substr(0, 3), "\xff\xd8\xff");
        std::ofstream(folder_ / "picture.jpg", std::ios::binary) << *jpeg;
        const auto decoded = test::decode_video(folder_ / "picture.jpg");
        EXPECT_EQ(decoded.errors, "");
        EXPECT_EQ(decoded.pictures, 1);
    }
}

TEST_F(FilmAsCamera, GivesNoJpegOfGarbage) {
    const std::vector<std::byte> garbage(100, std::byte{0x55});
    Packet packet;
    packet.bytes = garbage;
    EXPECT_FALSE(jpeg_of({Codec::h264, 0, 0, {}}, packet));
    EXPECT_FALSE(jpeg_of({Codec::h265, 0, 0, garbage}, packet));
}

}  // namespace
}  // namespace shipwitness::media
