#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>

// Internal to src/http.

namespace shipwitness::http {

/// Answers 503 with Retry-After to connections that the server has no room for, before Poco would close them silently.
///
/// Closing a socket with unread bytes resets the connection, and the client might lose the answer; so refused sockets
/// are read dry by a thread of their own, for a second at most, and the newest pushes out the oldest when there are
/// too many.
class OverloadFilter final : public Poco::Net::TCPServerConnectionFilter {
  public:
    /// `come` is called, on the accepting thread, for each connection that is let in.
    OverloadFilter(int limit, std::function<void()> come);
    ~OverloadFilter() override;

    /// Called on the accepting thread.
    bool accept(const Poco::Net::StreamSocket& socket) override;
    /// Called when a connection that was accepted has ended.
    void connection_ended() { --open_; }

    [[nodiscard]] std::uint64_t refused() const { return refused_; }
    [[nodiscard]] int open() const { return open_; }

  private:
    void drain(const std::stop_token& stop);

    const int limit_;
    const std::function<void()> come_;
    std::atomic<int> open_{0};
    std::atomic<std::uint64_t> refused_{0};
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Poco::Net::StreamSocket> leaving_;
    std::jthread drainer_;
};

}  // namespace shipwitness::http
