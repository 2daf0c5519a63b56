#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace shipwitness::test {

/// How the mail server of a test behaves.
struct SmtpBehaviour {
    std::filesystem::path certificate{};  ///< PEM with certificate and key; empty: no STARTTLS is offered
    bool tls_from_start = false;          ///< as on port 465
    std::string answer_to_recipient = "250 ok";
};

/// A real SMTP server on a free loopback port, for letters of tests: one connection at a time.
class SmtpServer {
  public:
    explicit SmtpServer(SmtpBehaviour behaviour);
    ~SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// The letters taken so far, as they came (dots unstuffed).
    [[nodiscard]] std::vector<std::string> letters() const;
    /// The commands of all connections so far.
    [[nodiscard]] std::vector<std::string> commands() const;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Makes a self-signed certificate for `host` with its key in one PEM file, by the openssl program.
void make_certificate(const std::filesystem::path& file, const std::string& host);

}  // namespace shipwitness::test
