#include "config/http_settings.h"

#include <utility>

namespace shipwitness::config {

Listener read_listener(Node& http, std::uint16_t usual_port) {
    Listener listener;
    listener.address = http.text("address", listener.address);
    listener.port = static_cast<std::uint16_t>(http.integer("port", 0, 65'535, usual_port));
    listener.threads = static_cast<int>(http.integer("threads", 4, 1'024, listener.threads));
    return listener;
}

std::string service_address(Node& node, std::string_view key) {
    std::string text = node.text(key);
    if (!text.empty() && !text.starts_with("http://")) {
        node.fault(key,
                   "must begin with http://, e.g. http://127.0.0.1:8480: web and capture speak plain HTTP with each "
                   "other; let a tunnel encrypt the line");
    }
    return without_slashes(std::move(text));
}

std::string without_slashes(std::string text) {
    while (text.ends_with('/')) {
        text.pop_back();
    }
    return text;
}

}  // namespace shipwitness::config
