#include "tests/support/smtp_server.h"

#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <Poco/Net/Context.h>
#include <Poco/Net/DialogSocket.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/ServerSocket.h>

namespace shipwitness::test {

namespace net = Poco::Net;

class SmtpServer::Implementation {
  public:
    explicit Implementation(SmtpBehaviour behaviour)
        : behaviour_(std::move(behaviour)),
          socket_(net::SocketAddress("127.0.0.1", 0)),
          thread_([this](const std::stop_token& stop) { serve(stop); }) {}

    [[nodiscard]] std::uint16_t port() const { return socket_.address().port(); }

    std::vector<std::string> letters() const {
        const std::scoped_lock lock(mutex_);
        return letters_;
    }
    std::vector<std::string> commands() const {
        const std::scoped_lock lock(mutex_);
        return commands_;
    }

  private:
    [[nodiscard]] net::Context::Ptr context() const {
        const std::string file = behaviour_.certificate.string();
        return new net::Context(net::Context::TLS_SERVER_USE, file, file, "", net::Context::VERIFY_NONE);
    }

    void serve(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            if (!socket_.poll(Poco::Timespan(0, 50'000), net::Socket::SELECT_READ)) {
                continue;
            }
            try {
                net::StreamSocket plain = socket_.acceptConnection();
                plain.setReceiveTimeout(Poco::Timespan(30, 0));
                if (behaviour_.tls_from_start) {
                    plain = net::SecureStreamSocket::attach(plain, context());
                }
                net::DialogSocket dialog(plain);
                dialog.sendMessage("220 test ready");
                talk(dialog);
            } catch (const Poco::Exception&) {  // the client went away or refused our certificate
            }
        }
    }

    void talk(net::DialogSocket& dialog) {
        std::string line;
        while (dialog.receiveMessage(line)) {
            remember(line);
            const std::string word = line.substr(0, 4);
            if (word == "EHLO") {
                dialog.sendMessage(behaviour_.certificate.empty() ? "250-test\r\n250 AUTH PLAIN"
                                                                  : "250-test\r\n250-STARTTLS\r\n250 AUTH PLAIN");
            } else if (word == "STAR") {
                if (behaviour_.certificate.empty()) {
                    dialog.sendMessage("502 not here");
                    continue;
                }
                dialog.sendMessage("220 go ahead");
                net::DialogSocket secure(net::SecureStreamSocket::attach(dialog, context()));
                talk(secure);
                return;
            } else if (word == "AUTH") {
                dialog.sendMessage("235 welcome");
            } else if (word == "RCPT") {
                dialog.sendMessage(behaviour_.answer_to_recipient);
            } else if (word == "DATA") {
                dialog.sendMessage("354 tell");
                take_letter(dialog);
                dialog.sendMessage("250 taken");
            } else if (word == "QUIT") {
                dialog.sendMessage("221 bye");
                return;
            } else {
                dialog.sendMessage("250 ok");
            }
        }
    }

    void take_letter(net::DialogSocket& dialog) {
        std::string letter;
        std::string line;
        while (dialog.receiveMessage(line) && line != ".") {
            letter += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
        }
        const std::scoped_lock lock(mutex_);
        letters_.push_back(letter);
    }

    void remember(const std::string& command) {
        const std::scoped_lock lock(mutex_);
        commands_.push_back(command);
    }

    const SmtpBehaviour behaviour_;
    mutable std::mutex mutex_;
    std::vector<std::string> letters_;
    std::vector<std::string> commands_;
    net::ServerSocket socket_;
    std::jthread thread_;
};

SmtpServer::SmtpServer(SmtpBehaviour behaviour)
    : implementation_(std::make_unique<Implementation>(std::move(behaviour))) {}
SmtpServer::~SmtpServer() = default;
std::uint16_t SmtpServer::port() const {
    return implementation_->port();
}
std::vector<std::string> SmtpServer::letters() const {
    return implementation_->letters();
}
std::vector<std::string> SmtpServer::commands() const {
    return implementation_->commands();
}

void make_certificate(const std::filesystem::path& file, const std::string& host) {
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + host +
        " -addext subjectAltName=DNS:" + host + " -keyout '" + file.string() + ".key' -out '" + file.string() +
        ".crt' 2>/dev/null && cat '" + file.string() + ".crt' '" + file.string() + ".key' > '" + file.string() + "'";
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("openssl made no certificate: " + command);
    }
}

}  // namespace shipwitness::test
