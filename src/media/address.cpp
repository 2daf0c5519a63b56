#include "media/address.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "media/camera.h"

namespace shipwitness::media {

namespace {

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_size(std::string_view text) {
    const auto x = text.find('x');
    return x != std::string_view::npos && is_number(text.substr(0, x)) && is_number(text.substr(x + 1));
}

/// What is wrong with an option, or nothing.
std::optional<std::string> fault_of_option(CameraAddress::Kind kind, std::string_view name, std::string_view value) {
    if (kind == CameraAddress::Kind::film && name == "loop") {
        return value == "0" || value == "1" ? std::nullopt : std::optional<std::string>("loop is 0 or 1");
    }
    if (kind == CameraAddress::Kind::device && name == "size") {
        return is_size(value) ? std::nullopt : std::optional<std::string>("size is like 1280x720");
    }
    if (kind == CameraAddress::Kind::device && name == "rate") {
        return is_number(value) ? std::nullopt : std::optional<std::string>("rate is pictures a second, like 25");
    }
    return kind == CameraAddress::Kind::film ? "the only option of file: is loop"
                                             : "the options of v4l2: are size and rate";
}

tl::expected<CameraAddress, std::string> parse_local(CameraAddress::Kind kind, std::string_view rest) {
    CameraAddress address{kind, {}, {}};
    const auto question = rest.find('?');
    address.target = std::string(rest.substr(0, question));
    if (address.target.empty() || address.target.front() != '/') {
        return tl::unexpected<std::string>("a path from the root must follow the colon, like file:/var/film.mp4");
    }
    if (question == std::string_view::npos) {
        return address;
    }
    std::string_view options = rest.substr(question + 1);
    while (!options.empty()) {
        const std::string_view option = options.substr(0, options.find('&'));
        options.remove_prefix(std::min(options.size(), option.size() + 1));
        const auto equals = std::min(option.find('='), option.size());
        const std::string_view name = option.substr(0, equals);
        const std::string_view value = option.substr(std::min(option.size(), equals + 1));
        if (auto fault = fault_of_option(kind, name, value)) {
            return tl::unexpected(*fault);
        }
        address.options[std::string(name)] = std::string(value);
    }
    return address;
}

tl::expected<CameraAddress, std::string> parse_rtsp(std::string_view whole, std::string_view rest) {
    const std::string_view authority = rest.substr(0, rest.find('/'));
    const auto at = authority.rfind('@');
    const std::string_view host = at == std::string_view::npos ? authority : authority.substr(at + 1);
    if (host.empty() || host.front() == ':') {
        return tl::unexpected<std::string>("a host must follow rtsp://, like rtsp://10.0.0.5:554/stream1");
    }
    const bool printable = std::all_of(whole.begin(), whole.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!printable) {
        return tl::unexpected<std::string>("it has a space or a sign outside ASCII: write it as %20, %D0…");
    }
    return CameraAddress{CameraAddress::Kind::rtsp, std::string(whole), {}};
}

}  // namespace

bool CameraAddress::loops() const {
    const auto found = options.find("loop");
    return found != options.end() && found->second == "1";
}

tl::expected<CameraAddress, std::string> parse_address(std::string_view address) {
    if (address.starts_with("rtsp://")) {
        return parse_rtsp(address, address.substr(7));
    }
    if (address.starts_with("v4l2:")) {
        return parse_local(CameraAddress::Kind::device, address.substr(5));
    }
    if (address.starts_with("file:")) {
        return parse_local(CameraAddress::Kind::film, address.substr(5));
    }
    return tl::unexpected<std::string>("an address begins with rtsp://, v4l2: or file:");
}

std::string without_password(std::string_view address) {
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos) {
        return std::string(address);
    }
    const auto from = scheme + 3;
    const auto end = std::min(address.find('/', from), address.size());
    const auto at = address.substr(0, end).rfind('@');
    if (at == std::string_view::npos || at < from) {
        return std::string(address);
    }
    return std::string(address.substr(0, from)) + std::string(address.substr(at + 1));
}

std::string fault_of_address(std::string_view address) {
    const auto parsed = parse_address(address);
    return parsed ? std::string() : parsed.error();
}

}  // namespace shipwitness::media
