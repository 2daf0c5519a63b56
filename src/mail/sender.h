#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"
#include "core/time.h"

namespace shipwitness::mail {

/// Whether a person wrote the letter or the system did (RFC 3834: Auto-Submitted keeps robots from answering robots).
enum class Author { person, system };

/// A letter to one recipient, in plain text.
struct Letter {
    std::string message_id;     ///< without angle brackets, "claim-C-7K3M.1@example.org"; makes sending twice visible
    std::string from;           ///< "claims@example.org"
    std::string from_name;      ///< shown beside it, UTF-8; may be empty
    std::string to;             ///< one address
    std::string subject;        ///< UTF-8, one line
    std::string text;           ///< UTF-8
    std::string reply_to{};     ///< an address, or empty
    std::string in_reply_to{};  ///< a message id without brackets, or empty
    Author author = Author::system;
    Timestamp date{};
};

/// The letter as RFC 5322 and MIME have it, lines ended by CRLF. `invalid` when an address or a one-line field holds
/// line breaks or an address is none.
[[nodiscard]] Result<std::string> to_rfc5322(const Letter& letter);

/// Whether this looks like one mail address: something@something, ASCII, no white space, at most 254 characters.
/// Whether it exists only a letter tells.
[[nodiscard]] bool is_address(const std::string& text);

/// Where letters go out. Thread-safe.
class Sender {
  public:
    virtual ~Sender() = default;
    /// Blocks until the next host has taken the letter. `unavailable`: try again later; `invalid`: never will be taken
    /// (the letter or its recipient is refused for good).
    [[nodiscard]] virtual Result<void> send(const Letter& letter) = 0;
};

enum class Security { none, starttls, tls };

struct SmtpConfig {
    std::string host;
    std::uint16_t port = 25;
    Security security = Security::starttls;
    std::string username{};  ///< empty: no authentication
    std::string password{};
    std::chrono::seconds timeout{30};
    std::filesystem::path ca_file{};  ///< certificates to trust instead of the system's; empty: the system's
};

/// Sends over SMTP. The server's certificate must be right for its host, or nothing is sent.
[[nodiscard]] std::unique_ptr<Sender> smtp_sender(SmtpConfig config);

/// Writes each letter as `<message id>.eml` into a folder, for sites without a mail server. Writing the same message id
/// again replaces the file.
[[nodiscard]] std::unique_ptr<Sender> folder_sender(std::filesystem::path folder);

}  // namespace shipwitness::mail
