#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

/// The client's address: the peer's, or behind a trusted proxy the last one in X-Forwarded-For that is none.
[[nodiscard]] std::string client_address(const http::Request& request, const HttpSettings& settings);

/// Whom limits count: an IPv4 address itself; of an IPv6 address its /64, since whoever has one address there has them
/// all (RFC 6177); an IPv4 address written as IPv6 is that IPv4 address. Anything else as it is. Pure.
[[nodiscard]] std::string counted_client(std::string_view address);

}  // namespace shipwitness::web
