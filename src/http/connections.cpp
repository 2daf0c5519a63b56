#include "http/connections.h"

#include <utility>

#include <fcntl.h>
#include <sys/socket.h>

namespace shipwitness::http {

namespace {

constexpr std::chrono::milliseconds kLookEvery{100};

}  // namespace

Connections::Connections(CrowdPatience patience, std::function<int()> crowd)
    : patience_(patience), crowd_(std::move(crowd)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Connections::look() {
    {
        const std::scoped_lock lock(mutex_);
        asked_ = true;
    }
    changed_.notify_one();
}

void Connections::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [&] { return asked_; })) {
        const int crowd = crowd_();
        if (crowd <= 0) {
            asked_ = false;
            continue;
        }
        let_go(crowd);
        changed_.wait_for(lock, stop, kLookEvery, [] { return false; });
    }
}

bool Connections::is_over(const Place& place, std::chrono::steady_clock::time_point now) const {
    const auto waited = now - place.since_;
    return !place.let_go_ && ((place.phase_ == Phase::head && waited >= patience_.head) ||
                              (place.phase_ == Phase::body && waited >= patience_.body));
}

void Connections::let_go(int count) {
    const auto now = std::chrono::steady_clock::now();
    for (; count > 0; --count) {
        Place* longest = nullptr;
        for (Place* place : places_) {
            if (is_over(*place, now) && (longest == nullptr || place->since_ < longest->since_)) {
                longest = place;
            }
        }
        if (longest == nullptr) {
            return;
        }
        longest->let_go_ = true;
        ::shutdown(longest->socket_.get(), SHUT_RDWR);  // fails only when the client has gone already
    }
}

Connections::Place::Place(Connections& connections, int socket)
    : connections_(connections), socket_(::fcntl(socket, F_DUPFD_CLOEXEC, 0)) {
    const std::scoped_lock lock(connections_.mutex_);
    at_ = connections_.places_.insert(connections_.places_.end(), this);
}

Connections::Place::~Place() {
    const std::scoped_lock lock(connections_.mutex_);
    connections_.places_.erase(at_);
}

void Connections::Place::say_last(std::string_view answer) const {
    while (!answer.empty()) {
        const ssize_t sent = ::send(socket_.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        answer.remove_prefix(static_cast<std::size_t>(sent));
    }
    ::shutdown(socket_.get(), SHUT_WR);
}

void Connections::Place::enter(Phase phase) {
    const std::scoped_lock lock(connections_.mutex_);
    phase_ = phase;
    since_ = Clock::now();
}

}  // namespace shipwitness::http
