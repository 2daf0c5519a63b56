#include "tests/support/pictures.h"

#include <vector>

#include <opencv2/imgcodecs.hpp>

namespace shipwitness::test {

namespace {

std::string two_bytes(std::size_t value) {
    return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xFFU)};
}

}  // namespace

std::string a_picture(PictureFile type, int width, int height) {
    const cv::Mat picture(height, width, CV_8UC3, cv::Scalar(40, 120, 200));
    const char* ending = type == PictureFile::jpeg ? ".jpg" : type == PictureFile::png ? ".png" : ".webp";
    std::vector<unsigned char> bytes;
    cv::imencode(ending, picture, bytes);
    return {bytes.begin(), bytes.end()};
}

std::string with_exif_rotation(const std::string& jpeg, int orientation, std::string_view text) {
    using namespace std::literals;
    // One TIFF directory in big-endian order: Orientation (0x0112), one SHORT; the text lies behind it, unused.
    const std::string tiff = "MM\0*\0\0\0\x08"s + two_bytes(1) + "\x01\x12\0\x03\0\0\0\x01"s +
                             two_bytes(static_cast<std::size_t>(orientation)) + "\0\0"s + "\0\0\0\0"s +
                             std::string(text);
    const std::string exif = "Exif\0\0"s + tiff;
    return jpeg.substr(0, 2) + "\xFF\xE1" + two_bytes(exif.size() + 2) + exif + jpeg.substr(2);
}

}  // namespace shipwitness::test
