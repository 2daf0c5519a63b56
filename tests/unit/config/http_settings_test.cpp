#include "config/http_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::config {
namespace {

using testing::HasSubstr;

/// Reads `read(root)`; what is wrong with the text, empty when nothing is.
template <class Read>
std::string fault_of(const std::string& text, Read read) {
    auto document = Document::parse(text, "service.yaml").value();
    Node root = document.root();
    read(root);
    const auto done = document.finish();
    return done ? "" : done.error().detail;
}

TEST(HttpSettings, HaveUsualValues) {
    Listener listener;
    EXPECT_EQ(fault_of("{}", [&](Node& root) { listener = read_listener(root, 8'480); }), "");
    EXPECT_EQ(listener.address, "127.0.0.1");
    EXPECT_EQ(listener.port, 8'480);
    EXPECT_EQ(listener.threads, 64);
    const auto read = [](Node& root) { static_cast<void>(read_listener(root, 1)); };
    EXPECT_THAT(fault_of("port: 65536\n", read), HasSubstr("service.yaml:1: port"));
    EXPECT_THAT(fault_of("threads: 2\n", read), HasSubstr("threads"));
}

TEST(HttpSettings, TakeTheOtherServicesAddressInPlainHttpOnly) {
    std::string address;
    const auto read = [&](Node& root) { address = service_address(root, "url"); };
    EXPECT_EQ(fault_of("url: http://10.0.0.2:8481//\n", read), "");
    EXPECT_EQ(address, "http://10.0.0.2:8481");
    for (const char* url : {"https://10.0.0.2:8481", "10.0.0.2:8481", "ftp://10.0.0.2", "HTTPS://10.0.0.2"}) {
        EXPECT_THAT(fault_of("url: '" + std::string(url) + "'\n", read), HasSubstr("must begin with http://")) << url;
    }
    EXPECT_THAT(fault_of("{}", read), HasSubstr("url"));
}

}  // namespace
}  // namespace shipwitness::config
