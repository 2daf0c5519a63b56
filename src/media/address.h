#pragma once

#include <map>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace shipwitness::media {

/// A camera's address, taken apart. See CameraOpener for the forms.
struct CameraAddress {
    enum class Kind { rtsp, device, film };
    Kind kind = Kind::rtsp;
    std::string target;                          ///< rtsp: the whole address; else the path
    std::map<std::string, std::string> options;  ///< device and film: what stands after '?'; known names only

    [[nodiscard]] bool loops() const;
};

/// Takes an address apart; the error says in English what is wrong and what would be right, without the password.
[[nodiscard]] tl::expected<CameraAddress, std::string> parse_address(std::string_view address);

}  // namespace shipwitness::media
