#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <thread>

#include "core/file_descriptor.h"

namespace shipwitness::test {

/// A line to a server on loopback that can be held up, or made slow: what the server sends waits, and comes in one
/// burst afterwards.
class SlowLine {
  public:
    /// Throws std::system_error when it cannot listen.
    explicit SlowLine(int target_port);
    ~SlowLine();
    SlowLine(const SlowLine&) = delete;
    SlowLine& operator=(const SlowLine&) = delete;

    [[nodiscard]] int port() const { return port_; }
    void hold() { held_ = true; }
    /// Lets through so many bytes a second from the server. Small pieces: a picture comes in some of them.
    void slow_to(std::int64_t bytes_per_second) { bytes_per_second_ = bytes_per_second; }
    /// Neither held nor slow any more.
    void release() {
        held_ = false;
        bytes_per_second_ = kFast;
    }
    /// Bytes from the server so far.
    [[nodiscard]] std::int64_t passed() const { return passed_; }

  private:
    static constexpr std::int64_t kFast = 0;
    struct Connection {
        FileDescriptor client;
        FileDescriptor server;
        std::jthread there;
        std::jthread back;
    };
    void accept_clients(const std::stop_token& stop);
    void connect(FileDescriptor client);
    /// Moves bytes until a side closes. `may_be_held`: this is the direction that waits.
    enum class Direction { to_server, to_client };
    void pump(const std::stop_token& stop, int from, int to, Direction direction);
    /// How much may be taken from the server at once.
    [[nodiscard]] std::size_t piece_bytes(Direction direction) const;
    /// Waits as long as these bytes take on a line that slow.
    void carry(const std::stop_token& stop, std::int64_t bytes) const;

    int target_port_;
    int port_ = 0;
    std::atomic<bool> held_{false};
    std::atomic<std::int64_t> bytes_per_second_{kFast};
    std::atomic<std::int64_t> passed_{0};
    FileDescriptor listener_;
    std::list<Connection> connections_;  ///< of the accepting thread, until that has ended
    std::jthread accepter_;
};

}  // namespace shipwitness::test
