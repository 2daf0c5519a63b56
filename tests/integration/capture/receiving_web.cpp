#include "tests/integration/capture/receiving_web.h"

#include <cerrno>
#include <chrono>
#include <system_error>

#include <netinet/in.h>
#include <sys/socket.h>

namespace shipwitness::test {
namespace {

constexpr std::chrono::seconds kPatience{60};

http::ServerConfig on_port(std::uint16_t port) {
    http::ServerConfig config;
    config.port = port;
    config.threads = 4;
    return config;
}

}  // namespace

ReceivingWeb::ReceivingWeb() : routes_(std::make_shared<http::Routes>()) {
    reserve_port();
    routes_->add(http::Method::post, "/api/v1/ingest/events",
                 [this](const http::Request& request) { return take_in(request); });
    routes_->add(http::Method::get, "/healthz", [](const http::Request&) { return http::json_response(200, "{}"); });
    start();
}

ReceivingWeb::~ReceivingWeb() {
    stop();
}

// Without it the kernel could give the port to somebody else while nobody listens, or connect a client that knocks on
// it to itself.
void ReceivingWeb::reserve_port() {
    reserved_ = FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    ::setsockopt(reserved_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    if (::bind(reserved_.get(), reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::getsockname(reserved_.get(), reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        throw std::system_error(errno, std::generic_category(), "no port for a test server");
    }
    port_ = ntohs(address.sin_port);
}

void ReceivingWeb::stop() {
    server_.reset();
}

void ReceivingWeb::start() {
    server_ = std::make_unique<http::Server>(on_port(port_), routes_);
}

void ReceivingWeb::refuse(Refusal refusal) {
    const std::scoped_lock lock(mutex_);
    refusal_ = std::move(refusal);
}

void ReceivingWeb::lose_answers(int count) {
    const std::scoped_lock lock(mutex_);
    answers_to_lose_ = count;
}

http::Response ReceivingWeb::take_in(const http::Request& request) {
    const auto body = http::json_body(request);
    if (!body) {
        return http::problem(body.error());
    }
    const std::scoped_lock lock(mutex_);
    ++deliveries_;
    last_token_ = request.bearer().value_or("");
    changed_.notify_all();  // waiters get the lock when all below is done
    if (refusal_) {
        for (const auto& event : (*body)["events"]) {
            if (auto refused = refusal_(event)) {
                return *std::move(refused);
            }
        }
    }
    for (const auto& event : (*body)["events"]) {
        const auto sequence = event["sequence"].get<std::int64_t>();
        if (sequence <= accepted_through_) {
            ++repeated_;
            continue;
        }
        accepted_through_ = sequence;
        events_.push_back(event);
    }
    if (answers_to_lose_ > 0) {
        --answers_to_lose_;
        return http::problem({ErrorKind::internal, "lost", "The line was cut."});
    }
    return http::json_response(200, http::Json{{"accepted_through", accepted_through_}}.dump());
}

std::vector<http::Json> ReceivingWeb::events() const {
    const std::scoped_lock lock(mutex_);
    return events_;
}

std::vector<std::string> ReceivingWeb::types() const {
    std::vector<std::string> types;
    for (const auto& event : events()) {
        types.push_back(event["type"].get<std::string>());
    }
    return types;
}

int ReceivingWeb::repeated() const {
    const std::scoped_lock lock(mutex_);
    return repeated_;
}

int ReceivingWeb::deliveries() const {
    const std::scoped_lock lock(mutex_);
    return deliveries_;
}

std::string ReceivingWeb::last_token() const {
    const std::scoped_lock lock(mutex_);
    return last_token_;
}

bool ReceivingWeb::wait_for(const std::function<bool(const std::vector<http::Json>&)>& condition) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return condition(events_); });
}

bool ReceivingWeb::wait_for_deliveries(int at_least) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return deliveries_ >= at_least; });
}

}  // namespace shipwitness::test
