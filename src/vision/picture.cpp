#include "vision/picture.h"

#include <algorithm>
#include <vector>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace shipwitness::vision {

namespace {

constexpr int kJpegQuality = 88;

tl::unexpected<Error> unreadable() {
    return fail(ErrorKind::invalid, "picture_unreadable",
                "The file begins like a picture, but cannot be read; it may be damaged or not whole.");
}

/// White where the picture is see-through: black would hide what is drawn in black.
cv::Mat on_white(const cv::Mat& picture) {
    if (picture.channels() != 4) {
        return picture;
    }
    cv::Mat opaque(picture.size(), CV_8UC3);
    for (int y = 0; y < picture.rows; ++y) {
        const auto* from = picture.ptr<cv::Vec4b>(y);
        auto* to = opaque.ptr<cv::Vec3b>(y);
        for (int x = 0; x < picture.cols; ++x) {
            const int alpha = from[x][3];
            for (int channel = 0; channel < 3; ++channel) {
                to[x][channel] = static_cast<unsigned char>((from[x][channel] * alpha + 255 * (255 - alpha)) / 255);
            }
        }
    }
    return opaque;
}

cv::Mat decode(std::string_view bytes, PictureType type) {
    const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
    if (type == PictureType::jpeg) {
        return cv::imdecode(raw, cv::IMREAD_COLOR);  // turns the picture as its EXIF says
    }
    const cv::Mat picture = cv::imdecode(raw, cv::IMREAD_UNCHANGED);
    if (picture.channels() == 4 && picture.depth() == CV_8U) {
        return on_white(picture);
    }
    return cv::imdecode(raw, cv::IMREAD_COLOR);
}

cv::Mat fitted(const cv::Mat& picture) {
    const int longest = std::max(picture.cols, picture.rows);
    if (longest <= kLongestSide) {
        return picture;
    }
    const double scale = static_cast<double>(kLongestSide) / longest;
    cv::Mat small;
    cv::resize(picture, small, cv::Size(), scale, scale, cv::INTER_AREA);
    return small;
}

Result<CleanPicture> recode(std::string_view bytes, PictureType type) {
    const cv::Mat picture = decode(bytes, type);
    if (picture.empty()) {
        return unreadable();
    }
    const cv::Mat shown = fitted(picture);
    std::vector<unsigned char> jpeg;
    cv::imencode(".jpg", shown, jpeg, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality});
    return CleanPicture{type, static_cast<std::uint32_t>(shown.cols), static_cast<std::uint32_t>(shown.rows),
                        std::string(jpeg.begin(), jpeg.end())};
}

Result<void> check_header(std::string_view bytes, PictureType type, std::int64_t max_pixels) {
    if (bytes.empty()) {
        return fail(ErrorKind::invalid, "picture_empty", "The file is empty.");
    }
    if (type == PictureType::heic) {
        return fail(ErrorKind::invalid, "picture_heic",
                    "This is a HEIC picture, which not every device can show. Please send it as JPEG (on an iPhone: "
                    "Settings, Camera, Formats, Most Compatible), or take a screenshot of it.");
    }
    if (type == PictureType::other) {
        return fail(ErrorKind::invalid, "picture_type_unknown", "Pictures are taken as JPEG, PNG or WebP.");
    }
    const auto size = size_in_header(bytes);
    if (!size) {
        return unreadable();
    }
    if (size->pixels() > static_cast<std::uint64_t>(max_pixels)) {
        return fail(ErrorKind::invalid, "picture_too_many_pixels",
                    "The picture is " + std::to_string(size->width) + " by " + std::to_string(size->height) +
                        " pixels; please send a smaller one.");
    }
    return {};
}

}  // namespace

Result<CleanPicture> clean_picture(std::string_view bytes, std::int64_t max_pixels) {
    const PictureType type = type_of(bytes);
    if (auto fine = check_header(bytes, type, max_pixels); !fine) {
        return tl::unexpected(fine.error());
    }
    try {
        return recode(bytes, type);
    } catch (const cv::Exception&) {
        return unreadable();
    }
}

}  // namespace shipwitness::vision
