#include "scripts/demo/camera/picture_time.h"

#include <vector>

#include <gtest/gtest.h>

namespace shipwitness::demo {
namespace {

constexpr int kWidth = 320;
constexpr int kHeight = 180;

std::vector<std::uint8_t> picture_of(Timestamp at, std::uint8_t black, std::uint8_t white) {
    std::vector<std::uint8_t> grey(static_cast<std::size_t>(kWidth * kHeight), 100);
    const TimeCells cells = time_cells(at);
    for (int y = kHeight - kHeight / kTimeRowsPerPicture; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            grey[static_cast<std::size_t>(y * kWidth + x)] = cells.at(static_cast<std::size_t>(x / 5)) ? white : black;
        }
    }
    return grey;
}

constexpr Timestamp kMoment = from_us(1'763'800'496'712'000);

TEST(PictureTime, IsReadToTheMillisecond) {
    EXPECT_EQ(read_picture_time(picture_of(kMoment + Microseconds{999}, 16, 235), kWidth, kHeight), kMoment);
}

TEST(PictureTime, IsReadFromAPalePicture) {
    EXPECT_EQ(read_picture_time(picture_of(kMoment, 60, 150), kWidth, kHeight), kMoment);
}

TEST(PictureTime, IsNotReadWhenACellIsWrong) {
    auto grey = picture_of(kMoment, 16, 235);
    for (int y = kHeight - 5; y < kHeight; ++y) {
        for (int x = 300; x < 305; ++x) {
            auto& pixel = grey[static_cast<std::size_t>(y * kWidth + x)];
            pixel = pixel > 128 ? 16 : 235;
        }
    }
    EXPECT_EQ(read_picture_time(grey, kWidth, kHeight), std::nullopt);
}

TEST(PictureTime, IsNotReadFromAPictureWithoutIt) {
    EXPECT_EQ(
        read_picture_time(std::vector<std::uint8_t>(static_cast<std::size_t>(kWidth * kHeight), 40), kWidth, kHeight),
        std::nullopt);
    EXPECT_EQ(read_picture_time({}, kWidth, kHeight), std::nullopt);
}

}  // namespace
}  // namespace shipwitness::demo
