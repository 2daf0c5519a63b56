#include <Poco/Net/Context.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>

#include "mail/message.h"
#include "mail/sender.h"

namespace shipwitness::mail {

namespace {

namespace net = Poco::Net;

/// A session over a socket of ours. Poco's own SecureSMTPClientSession, made from a socket, knows no host name to check
/// the certificate against; hence our startTLS.
class Session final : public net::SMTPClientSession {
  public:
    explicit Session(const net::StreamSocket& socket) : SMTPClientSession(socket) {}

    void start_tls(const std::string& host, const net::Context::Ptr& context) {
        std::string answer;
        if (!isPositiveCompletion(sendCommand("STARTTLS", answer))) {
            throw net::SMTPException("the server offers no STARTTLS, and without it nothing is sent");
        }
        socket() = net::SecureStreamSocket::attach(socket(), host, context);
    }
};

class SmtpSender final : public Sender {
  public:
    explicit SmtpSender(SmtpConfig config) : config_(std::move(config)) {}

    Result<void> send(const Letter& letter) override {
        net::MailMessage message;
        if (auto filled = fill(message, letter); !filled) {
            return filled;
        }
        try {
            deliver(message);
            return {};
        } catch (const net::SMTPException& error) {
            // 55x is about this letter or recipient, for good (RFC 5321, 4.2.2); other refusals an administrator can
            // mend.
            const bool for_good = error.code() >= 550 && error.code() <= 559;
            return fail(for_good ? ErrorKind::invalid : ErrorKind::unavailable, "mail_refused",
                        config_.host + ": " + error.displayText());
        } catch (const Poco::Exception& error) {
            return fail(ErrorKind::unavailable, "mail_unreachable", config_.host + ": " + error.displayText());
        }
    }

  private:
    [[nodiscard]] net::Context::Ptr context() const {
        net::Context::Params params;
        params.verificationMode = net::Context::VERIFY_STRICT;
        params.caLocation = config_.ca_file.string();
        params.loadDefaultCAs = config_.ca_file.empty();
        net::Context::Ptr context = new net::Context(net::Context::TLS_CLIENT_USE, params);
        context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
        context->enableExtendedCertificateVerification();
        return context;
    }

    void deliver(const net::MailMessage& message) const {
        const Poco::Timespan timeout(static_cast<long>(config_.timeout.count()), 0);
        const net::SocketAddress address(config_.host, config_.port);
        if (config_.security == Security::tls) {
            net::SecureStreamSocket socket(context());
            socket.setPeerHostName(config_.host);
            socket.connect(address, timeout);
            Session session(socket);
            session.setTimeout(timeout);
            session.login();
            hand_over(session, message);
            return;
        }
        net::StreamSocket socket;
        socket.connect(address, timeout);
        Session session(socket);
        session.setTimeout(timeout);
        session.login();
        if (config_.security == Security::starttls) {
            session.start_tls(config_.host, context());
        }
        hand_over(session, message);
    }

    void hand_over(Session& session, const net::MailMessage& message) const {
        if (!config_.username.empty()) {
            session.login(net::SMTPClientSession::AUTH_PLAIN, config_.username, config_.password);
        }
        session.sendMessage(message);
        session.close();
    }

    SmtpConfig config_;
};

}  // namespace

std::unique_ptr<Sender> smtp_sender(SmtpConfig config) {
    return std::make_unique<SmtpSender>(std::move(config));
}

}  // namespace shipwitness::mail
