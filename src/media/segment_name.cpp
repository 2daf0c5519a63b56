#include "media/segment_name.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace shipwitness::media {

namespace {

constexpr std::size_t kTimeLength = 14;  // 083656.060000Z

/// Takes "<letter><number>" off the front.
std::optional<std::int64_t> take_number(std::string_view& text, std::string_view letter) {
    if (!text.starts_with(letter)) {
        return std::nullopt;
    }
    text.remove_prefix(letter.size());
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value < 1) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

}  // namespace

std::filesystem::path path_of(const SegmentName& name) {
    const std::string at = to_rfc3339(name.start);  // 2026-11-22T08:36:56.060000Z
    const std::string file = at.substr(11, 2) + at.substr(14, 2) + at.substr(17) + "-r" + std::to_string(name.run) +
                             "-s" + std::to_string(name.sequence) + ".mp4";
    return std::filesystem::path(name.camera.text()) / at.substr(0, 10) / file;
}

std::optional<SegmentName> name_from(const std::filesystem::path& relative) {
    const auto folder = relative.parent_path();
    const std::string file = relative.filename().string();
    const CameraId camera(folder.parent_path().string());
    if (!is_camera_id(camera) || file.size() < kTimeLength) {
        return std::nullopt;
    }
    const auto start = parse_rfc3339(folder.filename().string() + "T" + file.substr(0, 2) + ":" + file.substr(2, 2) +
                                     ":" + file.substr(4, kTimeLength - 4));
    std::string_view rest = std::string_view(file).substr(kTimeLength);
    const auto run = take_number(rest, "-r");
    const auto sequence = take_number(rest, "-s");
    if (!start || !run || !sequence || rest != ".mp4") {
        return std::nullopt;
    }
    return SegmentName{camera, *start, *run, *sequence};
}

bool is_camera_id(const CameraId& camera) {
    const std::string& text = camera.text();
    return !text.empty() && text.size() <= 64 && text.front() != '.' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                      c == '_' || c == '-';
           });
}

}  // namespace shipwitness::media
