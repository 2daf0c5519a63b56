#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/file_descriptor.h"
#include "http/json.h"
#include "http/server.h"

namespace shipwitness::test {

/// A real HTTP server in web's place: takes in events as docs/openapi/capture.yaml says, each sequence once, and can be
/// told to answer otherwise, to fall silent, and to come back on the same port. Thread-safe.
class ReceivingWeb {
  public:
    ReceivingWeb();
    ~ReceivingWeb();
    ReceivingWeb(const ReceivingWeb&) = delete;
    ReceivingWeb& operator=(const ReceivingWeb&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

    /// Nobody listens any more, until start().
    void stop();
    void start();

    /// The answer to every delivery from now on, instead of taking it in; an empty function: takes in again.
    using Refusal = std::function<std::optional<http::Response>(const http::Json& event)>;
    void refuse(Refusal refusal);
    /// Takes in, but the answers to the next deliveries are errors: as when the line is cut in between.
    void lose_answers(int count);

    /// Events taken in, each sequence once, in the order of their arrival.
    [[nodiscard]] std::vector<http::Json> events() const;
    [[nodiscard]] std::vector<std::string> types() const;
    /// Events that came again.
    [[nodiscard]] int repeated() const;
    [[nodiscard]] int deliveries() const;
    [[nodiscard]] std::string last_token() const;
    /// Waits until the events taken in fulfil the condition; false after 60 s.
    [[nodiscard]] bool wait_for(const std::function<bool(const std::vector<http::Json>&)>& condition) const;
    [[nodiscard]] bool wait_for_deliveries(int at_least) const;

  private:
    void reserve_port();
    http::Response take_in(const http::Request& request);

    std::shared_ptr<http::Routes> routes_;
    FileDescriptor reserved_;  ///< bound, not listening: the port stays ours while nobody listens
    std::uint16_t port_ = 0;
    std::unique_ptr<http::Server> server_;

    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    Refusal refusal_;
    int answers_to_lose_ = 0;
    int deliveries_ = 0;
    int repeated_ = 0;
    std::int64_t accepted_through_ = 0;
    std::string last_token_;
    std::vector<http::Json> events_;
};

}  // namespace shipwitness::test
