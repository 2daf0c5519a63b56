#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "config/reader.h"

namespace shipwitness::config {

/// Where a service listens: its `http: {address, port, threads}`.
struct Listener {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: a free one
    int threads = 64;        ///< requests served at once
};
[[nodiscard]] Listener read_listener(Node& http, std::uint16_t usual_port);

/// Where web reaches capture, or capture web: "http://host:port", without a slash at the end. Anything else is a fault
/// of the key: the two speak plain HTTP with each other.
[[nodiscard]] std::string service_address(Node& node, std::string_view key);

/// The text without slashes at its end.
[[nodiscard]] std::string without_slashes(std::string text);

}  // namespace shipwitness::config
