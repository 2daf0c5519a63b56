#include "media/time_stamp.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace shipwitness::media {
namespace {

/// A grey plane with a margin behind each line that nobody may touch.
class Plane {
  public:
    Plane(int width, int height)
        : width_(width), height_(height), pixels_(static_cast<std::size_t>((width + 8) * height), 100) {}

    void write(std::string_view text) { draw_text({pixels_.data(), width_ + 8, width_, height_}, text); }

    [[nodiscard]] int at(int x, int y) const { return pixels_[static_cast<std::size_t>(y * (width_ + 8) + x)]; }
    [[nodiscard]] bool margin_is_grey() const {
        for (int y = 0; y < height_; ++y) {
            for (int x = width_; x < width_ + 8; ++x) {
                if (at(x, y) != 100) {
                    return false;
                }
            }
        }
        return true;
    }
    /// The picture's corner as signs: '#' white, '.' black, ' ' untouched.
    [[nodiscard]] std::string row(int y, int from, int to) const {
        std::string out;
        for (int x = from; x < to; ++x) {
            out += at(x, y) > 200 ? '#' : at(x, y) < 50 ? '.' : ' ';
        }
        return out;
    }

  private:
    int width_;
    int height_;
    std::vector<std::uint8_t> pixels_;
};

TEST(TimeStamp, WritesReadableDigits) {
    Plane plane(32, 20);  // two signs of six pixels in two fifths of the width: one pixel a dot
    plane.write("17");
    EXPECT_EQ(plane.row(1, 0, 13), "..#...#####. ");
    EXPECT_EQ(plane.row(7, 0, 13), ".###...#.... ");
    EXPECT_EQ(plane.row(9, 0, 13), std::string(13, ' '));
}

TEST(TimeStamp, GrowsWithThePicture) {
    Plane plane(1920, 1080);
    plane.write("2026-11-22 08:36:56.060Z");
    EXPECT_LT(plane.at(719, 44), 50);
    EXPECT_EQ(plane.at(720, 0), 100);
    EXPECT_TRUE(plane.margin_is_grey());
}

TEST(TimeStamp, LeavesPicturesAloneThatAreTooSmall) {
    Plane plane(64, 48);
    plane.write("2026-11-22 08:36:56.060Z");
    EXPECT_EQ(plane.at(0, 0), 100);
    plane.write("");
    EXPECT_EQ(plane.at(0, 0), 100);
}

}  // namespace
}  // namespace shipwitness::media
