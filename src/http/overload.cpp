#include "http/overload.h"

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include <Poco/Exception.h>

namespace shipwitness::http {

namespace {

constexpr std::size_t kMostLeaving = 256;
constexpr std::chrono::seconds kPatience{1};

constexpr std::string_view kBody =
    R"({"type":"about:blank","title":"Not available at the moment","status":503,"code":"overloaded",)"
    R"("detail":"Too many at once. Please try again in a moment."})";

const std::string& answer() {
    static const std::string text =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nContent-Length: " +
        std::to_string(kBody.size()) + "\r\nRetry-After: 2\r\nConnection: close\r\n\r\n" + std::string(kBody);
    return text;
}

}  // namespace

OverloadFilter::OverloadFilter(int limit, std::function<void()> come)
    : limit_(limit), come_(std::move(come)), drainer_([this](const std::stop_token& stop) { drain(stop); }) {}

OverloadFilter::~OverloadFilter() = default;

bool OverloadFilter::accept(const Poco::Net::StreamSocket& socket) {
    if (open_ < limit_) {
        ++open_;
        come_();
        return true;
    }
    ++refused_;
    Poco::Net::StreamSocket leaving(socket);
    try {
        leaving.setBlocking(false);
        leaving.sendBytes(answer().data(), static_cast<int>(answer().size()));
        leaving.shutdownSend();
    } catch (const Poco::Exception&) {  // gone already
        return false;
    }
    const std::scoped_lock lock(mutex_);
    if (leaving_.size() >= kMostLeaving) {
        leaving_.pop_front();
    }
    leaving_.push_back(leaving);
    changed_.notify_one();
    return false;
}

void OverloadFilter::drain(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return !leaving_.empty(); })) {
            return;
        }
        Poco::Net::StreamSocket socket = leaving_.front();
        leaving_.pop_front();
        lock.unlock();
        try {
            socket.setBlocking(true);
            const auto deadline = std::chrono::steady_clock::now() + kPatience;
            socket.setReceiveTimeout(Poco::Timespan(0, 100'000));
            std::array<char, 4096> waste{};
            while (std::chrono::steady_clock::now() < deadline && !stop.stop_requested() &&
                   socket.receiveBytes(waste.data(), static_cast<int>(waste.size())) > 0) {
            }
        } catch (const Poco::Exception&) {  // reset or silent: it has had its chance
        }
    }
}

}  // namespace shipwitness::http
