#include "vision/picture.h"

#include <gtest/gtest.h>

#include "tests/support/pictures.h"

namespace shipwitness::vision {
namespace {

using test::a_picture;
using test::PictureFile;
using test::with_exif_rotation;

constexpr std::int64_t kManyPixels = 50'000'000;

TEST(PictureHeader, TellsTypesByContent) {
    EXPECT_EQ(type_of(a_picture(PictureFile::jpeg, 8, 4)), PictureType::jpeg);
    EXPECT_EQ(type_of(a_picture(PictureFile::png, 8, 4)), PictureType::png);
    EXPECT_EQ(type_of(a_picture(PictureFile::webp, 8, 4)), PictureType::webp);
    EXPECT_EQ(type_of(std::string("\0\0\0\x18"
                                  "ftypheic\0\0\0\0mif1heic",
                                  24)),
              PictureType::heic);
    EXPECT_EQ(type_of("GIF89a"), PictureType::other);
    EXPECT_EQ(type_of("<svg onload=alert(1)>"), PictureType::other);
    EXPECT_EQ(type_of(""), PictureType::other);
}

TEST(PictureHeader, TellsSizeWithoutDecoding) {
    for (const PictureFile type : {PictureFile::jpeg, PictureFile::png, PictureFile::webp}) {
        const auto size = size_in_header(a_picture(type, 321, 123));
        ASSERT_TRUE(size);
        EXPECT_EQ(size->width, 321U);
        EXPECT_EQ(size->height, 123U);
    }
}

TEST(PictureHeader, StopsAtTheEndOfDamagedBytes) {
    for (const PictureFile type : {PictureFile::jpeg, PictureFile::png, PictureFile::webp}) {
        const std::string whole = a_picture(type, 32, 16);
        for (std::size_t length = 0; length < whole.size(); ++length) {
            (void)size_in_header(std::string_view(whole).substr(0, length));
        }
    }
}

TEST(CleanPicture, IsAJpegOfTheSameSizeWithoutExif) {
    const std::string original = with_exif_rotation(a_picture(PictureFile::jpeg, 60, 40), 1, "SECRET-PLACE");
    ASSERT_NE(original.find("SECRET-PLACE"), std::string::npos);
    const auto clean = clean_picture(original, kManyPixels);
    ASSERT_TRUE(clean.has_value()) << clean.error().detail;
    EXPECT_EQ(type_of(clean->jpeg), PictureType::jpeg);
    EXPECT_EQ(clean->width, 60U);
    EXPECT_EQ(clean->height, 40U);
    EXPECT_EQ(clean->jpeg.find("SECRET-PLACE"), std::string::npos);
    EXPECT_EQ(clean->jpeg.find("Exif"), std::string::npos);
}

TEST(CleanPicture, StandsUprightWhenThePhoneWasTurned) {
    const auto turned = clean_picture(with_exif_rotation(a_picture(PictureFile::jpeg, 60, 40), 6, ""), kManyPixels);
    ASSERT_TRUE(turned.has_value());
    EXPECT_EQ(turned->width, 40U);
    EXPECT_EQ(turned->height, 60U);
}

TEST(CleanPicture, TakesPngAndWebp) {
    for (const PictureFile type : {PictureFile::png, PictureFile::webp}) {
        const auto clean = clean_picture(a_picture(type, 30, 20), kManyPixels);
        ASSERT_TRUE(clean.has_value());
        EXPECT_EQ(type_of(clean->jpeg), PictureType::jpeg);
    }
}

TEST(CleanPicture, IsMadeSmallerThanItCame) {
    const auto clean = clean_picture(a_picture(PictureFile::png, 5'120, 1'000), kManyPixels);
    ASSERT_TRUE(clean.has_value());
    EXPECT_EQ(clean->width, 2'560U);
    EXPECT_EQ(clean->height, 500U);
}

TEST(CleanPicture, RefusesWhatIsNoPictureWithItsReason) {
    const auto code = [](std::string_view bytes, std::int64_t max_pixels = kManyPixels) {
        const auto clean = clean_picture(bytes, max_pixels);
        return clean ? std::string("taken") : clean.error().code;
    };
    EXPECT_EQ(code(""), "picture_empty");
    EXPECT_EQ(code("MZ this is a program"), "picture_type_unknown");
    EXPECT_EQ(code("\xFF\xD8\xFF garbage that begins like a JPEG"), "picture_unreadable");
    EXPECT_EQ(code(std::string_view("\0\0\0\x18"
                                    "ftypheic\0\0\0\0mif1heic",
                                    24)),
              "picture_heic");
    EXPECT_EQ(code(a_picture(PictureFile::png, 30, 20), 599), "picture_too_many_pixels");
    EXPECT_EQ(code(a_picture(PictureFile::png, 30, 20).substr(0, 60)), "picture_unreadable");
}

TEST(CleanPicture, RefusesABombByItsHeader) {
    std::string bomb = a_picture(PictureFile::png, 30, 20);
    bomb.replace(16, 8, std::string("\x00\x00\xFF\xFF\x00\x00\xFF\xFF", 8));
    EXPECT_EQ(clean_picture(bomb, kManyPixels).error().code, "picture_too_many_pixels");
}

}  // namespace
}  // namespace shipwitness::vision
