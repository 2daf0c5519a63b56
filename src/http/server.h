#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "http/routes.h"

namespace shipwitness::http {

struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                 ///< 0: a free one; ask port()
    int threads = 64;                       ///< connections served at once
    int queued = 64;                        ///< waiting beyond that; the next one is answered 503
    std::chrono::seconds read_timeout{15};  ///< a client slower than this between bytes is let go
    std::chrono::seconds keep_alive{10};
    /// While connections wait for a thread, those are let go that have kept one waiting for so long: without a whole
    /// head of a request, and in the middle of its body.
    std::chrono::milliseconds crowded_head{2'000};
    std::chrono::milliseconds crowded_body{30'000};
};

/// Counters since the start, for /metrics.
struct ServerStats {
    std::uint64_t requests = 0;
    std::uint64_t refused = 0;  ///< connections answered 503 because all threads and the queue were taken
    int connections = 0;        ///< being served now
};

/// Serves a route table over HTTP/1.1. Under overload it answers 503 with Retry-After, never silence.
class Server {
  public:
    /// Listens at once; throws std::runtime_error naming address and port when that is not possible.
    Server(const ServerConfig& config, std::shared_ptr<const Routes> routes);
    /// Stops.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Streams are told (their writers return false), running requests finish or are cut after 5 s; returns when no
    /// handler runs any more. Handlers may ask port() and stats() until then. A second call does nothing.
    void stop();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] ServerStats stats() const;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace shipwitness::http
