#include "http/server.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>

#include "core/log.h"
#include "http/connections.h"
#include "http/exchange.h"
#include "http/overload.h"

namespace shipwitness::http {

namespace {

namespace net = Poco::Net;

/// Shared by the connections of one server.
struct Serving {
    std::shared_ptr<const Routes> routes;
    std::atomic<bool> stopping{false};
    std::atomic<std::uint64_t> requests{0};
};

/// The connection that this thread serves: Poco's handlers learn of the request alone.
thread_local Connections::Place* served_here = nullptr;

class ExchangeHandler final : public net::HTTPRequestHandler {
  public:
    explicit ExchangeHandler(Serving& serving) : serving_(serving) {}

    void handleRequest(net::HTTPServerRequest& request, net::HTTPServerResponse& response) override {
        ++serving_.requests;
        try {
            serve_exchange(*serving_.routes, request, response, serving_.stopping, *served_here);
            served_here->enter(Phase::head);
        } catch (const Poco::Exception&) {
            // The connection broke in the middle: nobody is left to be told. It must not be used again.
            response.setKeepAlive(false);
            throw;
        }
    }

  private:
    Serving& serving_;
};

class HandlerFactory final : public net::HTTPRequestHandlerFactory {
  public:
    explicit HandlerFactory(Serving& serving) : serving_(serving) {}
    net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
        return new ExchangeHandler(serving_);
    }
    /// Tells the connections: idle ones close; with `abort`, busy ones too.
    void stop(bool abort) { serverStopped(this, abort); }

  private:
    Serving& serving_;
};

/// Tells the filter when a connection ends, however it ends.
class CountedConnection final : public net::HTTPServerConnection {
  public:
    CountedConnection(const net::StreamSocket& socket, net::HTTPServerParams::Ptr params,
                      net::HTTPRequestHandlerFactory::Ptr factory, Poco::AutoPtr<OverloadFilter> filter,
                      Connections& connections)
        : HTTPServerConnection(socket, std::move(params), std::move(factory)),
          filter_(std::move(filter)),
          connections_(connections) {}
    ~CountedConnection() override { filter_->connection_ended(); }

    void run() override {
        Connections::Place place(connections_, socket().impl()->sockfd());
        served_here = &place;
        try {
            HTTPServerConnection::run();
        } catch (const Poco::SyntaxException&) {
            // Poco makes a number of Content-Length before it has a request to show to a handler.
            if (!place.reads_head()) {
                throw;
            }
            place.say_last(answer_to_unreadable_head());
        }
    }

  private:
    Poco::AutoPtr<OverloadFilter> filter_;
    Connections& connections_;
};

class ConnectionFactory final : public net::TCPServerConnectionFactory {
  public:
    ConnectionFactory(net::HTTPServerParams::Ptr params, net::HTTPRequestHandlerFactory::Ptr handlers,
                      Poco::AutoPtr<OverloadFilter> filter, Connections& connections)
        : params_(std::move(params)),
          handlers_(std::move(handlers)),
          filter_(std::move(filter)),
          connections_(connections) {}
    net::TCPServerConnection* createConnection(const net::StreamSocket& socket) override {
        return new CountedConnection(socket, params_, handlers_, filter_, connections_);
    }

  private:
    net::HTTPServerParams::Ptr params_;
    net::HTTPRequestHandlerFactory::Ptr handlers_;
    Poco::AutoPtr<OverloadFilter> filter_;
    Connections& connections_;
};

net::HTTPServerParams::Ptr params_of(const ServerConfig& config) {
    net::HTTPServerParams::Ptr params = new net::HTTPServerParams;
    params->setMaxThreads(config.threads);
    params->setMaxQueued(config.queued + config.threads);  // the filter refuses before this is reached
    params->setTimeout(Poco::Timespan(config.read_timeout.count(), 0));
    params->setKeepAlive(true);
    params->setKeepAliveTimeout(Poco::Timespan(config.keep_alive.count(), 0));
    params->setMaxKeepAliveRequests(0);
    return params;
}

net::ServerSocket listen(const ServerConfig& config) {
    try {
        net::ServerSocket socket;
        socket.bind(net::SocketAddress(config.address, config.port), true, false);
        socket.listen(config.threads + config.queued);
        return socket;
    } catch (const Poco::Exception& error) {
        throw std::runtime_error("cannot listen on " + config.address + ":" + std::to_string(config.port) + ": " +
                                 error.displayText());
    }
}

constexpr std::chrono::seconds kPatience{5};

}  // namespace

class Server::Implementation {
  public:
    Implementation(const ServerConfig& config, std::shared_ptr<const Routes> routes)
        : serving_{.routes = std::move(routes)},
          pool_("http", 1, config.threads),
          filter_(new OverloadFilter(config.threads + config.queued, [this] { connections_.look(); })),
          connections_({config.crowded_head, config.crowded_body},
                       [filter = filter_, threads = config.threads] { return filter->open() - threads; }),
          params_(params_of(config)),
          factory_(new HandlerFactory(serving_)),
          socket_(listen(config)),
          server_(new ConnectionFactory(params_, factory_, filter_, connections_), pool_, socket_, params_) {
        server_.setConnectionFilter(filter_);
        server_.start();
    }

    ~Implementation() { stop(); }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    void stop() {
        if (serving_.stopping.exchange(true)) {
            return;
        }
        server_.stop();
        params_->setKeepAlive(false);
        factory_->stop(false);  // idle connections are closed, busy ones finish
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (server_.currentConnections() > 0 && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));  // Poco offers nothing to wait on
        }
        factory_->stop(true);
        pool_.joinAll();
    }

    [[nodiscard]] std::uint16_t port() const { return socket_.address().port(); }
    [[nodiscard]] ServerStats stats() const {
        return {.requests = serving_.requests, .refused = filter_->refused(), .connections = filter_->open()};
    }

  private:
    Serving serving_;
    Poco::ThreadPool pool_;
    Poco::AutoPtr<OverloadFilter> filter_;
    Connections connections_;
    net::HTTPServerParams::Ptr params_;
    Poco::SharedPtr<HandlerFactory> factory_;
    net::ServerSocket socket_;
    net::TCPServer server_;
};

Server::Server(const ServerConfig& config, std::shared_ptr<const Routes> routes)
    : implementation_(std::make_unique<Implementation>(config, std::move(routes))) {}
Server::~Server() = default;
void Server::stop() {
    implementation_->stop();
}
std::uint16_t Server::port() const {
    return implementation_->port();
}
ServerStats Server::stats() const {
    return implementation_->stats();
}

}  // namespace shipwitness::http
