#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <thread>

#include "core/file_descriptor.h"

namespace shipwitness::test {

/// A line to a server on loopback that can be held up: what the server sends waits, and comes in one burst afterwards.
class SlowLine {
  public:
    /// Throws std::system_error when it cannot listen.
    explicit SlowLine(int target_port);
    ~SlowLine();
    SlowLine(const SlowLine&) = delete;
    SlowLine& operator=(const SlowLine&) = delete;

    [[nodiscard]] int port() const { return port_; }
    void hold() { held_ = true; }
    void release() { held_ = false; }

  private:
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
    void pump(const std::stop_token& stop, int from, int to, Direction direction) const;

    int target_port_;
    int port_ = 0;
    std::atomic<bool> held_{false};
    FileDescriptor listener_;
    std::list<Connection> connections_;  ///< of the accepting thread, until that has ended
    std::jthread accepter_;
};

}  // namespace shipwitness::test
