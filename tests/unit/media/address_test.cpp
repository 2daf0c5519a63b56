#include "media/address.h"

#include <gtest/gtest.h>

#include "media/camera.h"

namespace shipwitness::media {
namespace {

TEST(CameraAddress, TakesEachKindApart) {
    const auto rtsp = parse_address("rtsp://user:pass@10.0.0.5:554/stream1");
    ASSERT_TRUE(rtsp);
    EXPECT_EQ(rtsp->kind, CameraAddress::Kind::rtsp);
    EXPECT_EQ(rtsp->target, "rtsp://user:pass@10.0.0.5:554/stream1");

    const auto device = parse_address("v4l2:/dev/video0?size=1280x720&rate=30");
    ASSERT_TRUE(device);
    EXPECT_EQ(device->target, "/dev/video0");
    EXPECT_EQ(device->options.at("size"), "1280x720");
    EXPECT_EQ(device->options.at("rate"), "30");

    const auto film = parse_address("file:/srv/packing.mp4?loop=1");
    ASSERT_TRUE(film);
    EXPECT_EQ(film->target, "/srv/packing.mp4");
    EXPECT_TRUE(film->loops());
    EXPECT_FALSE(parse_address("file:/srv/packing.mp4")->loops());
}

TEST(CameraAddress, TellsWhatIsWrong) {
    for (const char* address : {"", "http://camera/", "rtsp://", "rtsp://:554/x", "rtsp://user@/x", "rtsp://host/a b",
                                "file:film.mp4", "file:", "file:/film.mp4?loop=yes", "file:/film.mp4?size=1x1",
                                "v4l2:/dev/video0?size=big", "v4l2:/dev/video0?rate=", "v4l2:/dev/video0?x"}) {
        EXPECT_NE(fault_of_address(address), "") << address;
    }
    EXPECT_EQ(fault_of_address("rtsp://camera-3/stream"), "");
}

TEST(CameraAddress, NeverShowsThePassword) {
    EXPECT_EQ(without_password("rtsp://admin:se@cret@10.0.0.5/stream?x=a@b"), "rtsp://10.0.0.5/stream?x=a@b");
    EXPECT_EQ(without_password("rtsp://10.0.0.5/a@b"), "rtsp://10.0.0.5/a@b");
    EXPECT_EQ(without_password("file:/srv/a@b.mp4"), "file:/srv/a@b.mp4");
    EXPECT_EQ(fault_of_address("rtsp://admin:secret@/x y").find("secret"), std::string::npos);
}

}  // namespace
}  // namespace shipwitness::media
