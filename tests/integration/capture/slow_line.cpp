#include "tests/integration/capture/slow_line.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace shipwitness::test {
namespace {

constexpr int kGlanceMs = 20;  // how soon a stop or a release is seen
constexpr std::size_t kPieceBytes = 16U * 1024U;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

FileDescriptor tcp_socket() {
    return FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

bool readable(int fd) {
    pollfd waiting{fd, POLLIN, 0};
    return ::poll(&waiting, 1, kGlanceMs) > 0;
}

bool send_all(int to, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(to, bytes, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

}  // namespace

SlowLine::SlowLine(int target_port) : target_port_(target_port), listener_(tcp_socket()) {
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof(address);
    if (::bind(listener_.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0 ||
        ::listen(listener_.get(), 8) != 0 ||
        ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        throw std::system_error(errno, std::generic_category(), "listen");
    }
    port_ = ntohs(address.sin_port);
    accepter_ = std::jthread([this](const std::stop_token& stop) { accept_clients(stop); });
}

SlowLine::~SlowLine() {
    accepter_.request_stop();
    accepter_.join();
    for (Connection& connection : connections_) {
        connection.there.request_stop();
        connection.back.request_stop();
        ::shutdown(connection.client.get(), SHUT_RDWR);
        ::shutdown(connection.server.get(), SHUT_RDWR);
        connection.there.join();
        connection.back.join();
    }
}

void SlowLine::accept_clients(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (!readable(listener_.get())) {
            continue;
        }
        if (FileDescriptor client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)); client) {
            connect(std::move(client));
        }
    }
}

void SlowLine::connect(FileDescriptor client) {
    FileDescriptor server = tcp_socket();
    const sockaddr_in target = loopback(target_port_);
    if (::connect(server.get(), reinterpret_cast<const sockaddr*>(&target), sizeof(target)) != 0) {
        return;  // the client is closed: it sees a server that refuses
    }
    Connection& made = connections_.emplace_back();
    made.client = std::move(client);
    made.server = std::move(server);
    made.there = std::jthread([this, from = made.client.get(), to = made.server.get()](const std::stop_token& stop) {
        pump(stop, from, to, Direction::to_server);
    });
    made.back = std::jthread([this, from = made.server.get(), to = made.client.get()](const std::stop_token& stop) {
        pump(stop, from, to, Direction::to_client);
    });
}

std::size_t SlowLine::piece_bytes(Direction direction) const {
    const std::int64_t rate = direction == Direction::to_client ? bytes_per_second_.load() : kFast;
    return rate == kFast ? kPieceBytes : std::clamp<std::size_t>(static_cast<std::size_t>(rate / 50), 1, kPieceBytes);
}

void SlowLine::carry(const std::stop_token& stop, std::int64_t bytes) const {
    const auto began = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        const std::int64_t rate = bytes_per_second_;
        if (rate == kFast ||
            std::chrono::steady_clock::now() - began >= std::chrono::microseconds(bytes * 1'000'000 / rate)) {
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

void SlowLine::pump(const std::stop_token& stop, int from, int to, Direction direction) {
    std::array<char, kPieceBytes> buffer{};
    while (!stop.stop_requested()) {
        if (held_ && direction == Direction::to_client) {
            std::this_thread::sleep_for(std::chrono::milliseconds(kGlanceMs));
            continue;
        }
        if (!readable(from)) {
            continue;
        }
        const ssize_t got = ::recv(from, buffer.data(), piece_bytes(direction), 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0 || !send_all(to, buffer.data(), static_cast<std::size_t>(got))) {
            break;
        }
        if (direction == Direction::to_client) {
            passed_ += got;
            carry(stop, got);
        }
    }
    ::shutdown(to, SHUT_RDWR);
    ::shutdown(from, SHUT_RDWR);
}

}  // namespace shipwitness::test
