#pragma once

#include <atomic>
#include <chrono>

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include "http/routes.h"

// Internal to src/http: one request and its answer over Poco.

namespace shipwitness::http {

/// Reads the request, runs the route, writes the answer. Throws Poco::Exception when the connection breaks.
/// `stopping` ends streams.
void serve_exchange(const Routes& routes, Poco::Net::HTTPServerRequest& from, Poco::Net::HTTPServerResponse& to,
                    const std::atomic<bool>& stopping);

}  // namespace shipwitness::http
