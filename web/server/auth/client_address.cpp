#include "web/server/auth/client_address.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "core/text.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kNetworkBytes = 8;  // /64

bool trusted(const HttpSettings& settings, std::string_view address) {
    return std::find(settings.trusted_proxies.begin(), settings.trusted_proxies.end(), address) !=
           settings.trusted_proxies.end();
}

/// The list, however many headers it is spread over (RFC 9110, 5.3): some proxies add one of their own behind the
/// client's instead of appending to it.
std::string forwarded_for(const http::Request& request) {
    std::string list;
    for (const auto& [name, value] : request.headers.all()) {
        if (equal_ignoring_case(name, "X-Forwarded-For")) {
            list += (list.empty() ? "" : ",") + value;
        }
    }
    return list;
}

std::string text_of(int family, const void* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    return ::inet_ntop(family, address, text.data(), text.size()) == nullptr ? "" : text.data();
}

}  // namespace

std::string client_address(const http::Request& request, const HttpSettings& settings) {
    if (!trusted(settings, request.peer)) {
        return request.peer;
    }
    // Each proxy appends the address it saw: what stands left of the last untrusted one, the client may have made up.
    std::string list = forwarded_for(request);
    while (!list.empty()) {
        const std::size_t comma = list.rfind(',');
        const std::string address(trim(comma == std::string::npos ? list : list.substr(comma + 1)));
        if (!address.empty() && !trusted(settings, address)) {
            return address;
        }
        list = comma == std::string::npos ? "" : list.substr(0, comma);
    }
    return request.peer;
}

std::string counted_client(std::string_view address) {
    // Some write it as in an address bar: "[2001:db8::1]". A link-local one may carry its interface: "fe80::1%eth0".
    if (address.size() > 2 && address.front() == '[' && address.back() == ']') {
        address = address.substr(1, address.size() - 2);
    }
    const std::string plain(address.substr(0, address.find('%')));
    in6_addr bytes{};
    if (::inet_pton(AF_INET6, plain.c_str(), &bytes) != 1) {
        return std::string(address);
    }
    if (IN6_IS_ADDR_V4MAPPED(&bytes)) {
        return text_of(AF_INET, &bytes.s6_addr[12]);
    }
    std::fill(std::begin(bytes.s6_addr) + kNetworkBytes, std::end(bytes.s6_addr), std::uint8_t{0});
    return text_of(AF_INET6, &bytes) + "/64";
}

}  // namespace shipwitness::web
