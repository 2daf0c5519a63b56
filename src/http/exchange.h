#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include "http/connections.h"
#include "http/routes.h"

// Internal to src/http: one request and its answer over Poco.

namespace shipwitness::http {

/// Reads the request, runs the route, writes the answer. Throws Poco::Exception when the connection breaks.
/// `stopping` ends streams; `place` is told how far it is.
void serve_exchange(const Routes& routes, Poco::Net::HTTPServerRequest& from, Poco::Net::HTTPServerResponse& to,
                    const std::atomic<bool>& stopping, Connections::Place& place);

/// What is sent, head and body, where Poco could make no request out of the head: 400 `body_unreadable`.
[[nodiscard]] std::string answer_to_unreadable_head();

}  // namespace shipwitness::http
