#include "scripts/demo/camera/spec.h"

#include <charconv>

namespace shipwitness::demo {

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(mark);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

std::optional<int> parse_number(std::string_view text, int lowest, int highest) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < lowest || number > highest) {
        return std::nullopt;
    }
    return number;
}

std::optional<Size> parse_size(std::string_view text) {
    const auto parts = split(text, 'x');
    if (parts.size() != 2) {
        return std::nullopt;
    }
    const auto width = parse_number(parts[0], 320, 3840);
    const auto height = parse_number(parts[1], 180, 2160);
    if (!width || !height || *width % 16 != 0 || *height % 4 != 0) {
        return std::nullopt;
    }
    return Size{*width, *height};
}

std::optional<CameraSpec> parse_camera(std::string_view text) {
    const auto parts = split(text, ',');
    if (parts.size() < 4 || parts.size() > 6) {
        return std::nullopt;
    }
    CameraSpec spec;
    spec.name = parts[0];
    const auto stroke = spec.name.rfind('/');
    if (stroke == std::string::npos || stroke == 0 || stroke + 1 == spec.name.size()) {
        return std::nullopt;
    }
    spec.bench = spec.name.substr(0, stroke);
    const auto size = parse_size(parts[2]);
    const auto rate = parse_number(parts[3], 5, 30);
    const auto kilobits = parts.size() == 6 ? parse_number(parts[5], 100, 50'000) : 0;
    const bool known_codec = parts[1] == "h264" || parts[1] == "h265";
    const bool known_view = parts.size() == 4 || parts[4] == "whole" || parts[4] == "carton";
    if (!known_codec || !size || !rate || !known_view || !kilobits) {
        return std::nullopt;
    }
    spec.codec = parts[1] == "h264" ? Codec::h264 : Codec::h265;
    spec.width = size->width;
    spec.height = size->height;
    spec.rate = *rate;
    spec.view = parts.size() >= 5 && parts[4] == "carton" ? View::carton : View::whole;
    spec.kilobits_per_second = *kilobits;
    return spec;
}

std::optional<FilmSpec> parse_film(std::string_view text) {
    const auto parts = split(text, ',');
    if (parts.size() != 3 || parts[0].empty() || (parts[1] != "h264" && parts[1] != "h265") || parts[2].empty() ||
        parts[2].find('"') != std::string_view::npos) {
        return std::nullopt;
    }
    return FilmSpec{std::string(parts[0]), parts[1] == "h264" ? Codec::h264 : Codec::h265, std::string(parts[2])};
}

}  // namespace shipwitness::demo
