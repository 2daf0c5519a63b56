#include <algorithm>
#include <sstream>

#include <Poco/Base64Encoder.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/MailRecipient.h>
#include <Poco/Timestamp.h>

#include "mail/message.h"
#include "mail/sender.h"

namespace shipwitness::mail {

namespace {

constexpr std::size_t kLongestAddress = 254;  // RFC 5321, 4.5.3.1, less the angle brackets
constexpr std::size_t kLongestLocalPart = 64;

bool is_one_line(const std::string& text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// Encoded words of RFC 2047, each with whole characters only: Poco's own encodeWord() cuts letters of more than one
/// byte in two, which section 5 forbids and some readers show as rubbish.
std::string encoded(const std::string& text) {
    static constexpr std::size_t kBytesPerWord = 45;  // 60 signs of base64: with its frame under the 75 allowed
    const bool plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
    if (plain && text.find("=?") == std::string::npos) {
        return text;
    }
    std::string words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(at + kBytesPerWord, text.size());
        while (end > at + 1 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
            --end;
        }
        std::ostringstream word;
        Poco::Base64Encoder encoder(word);
        encoder.rdbuf()->setLineLength(0);
        encoder << text.substr(at, end - at);
        encoder.close();
        words += (words.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + word.str()) + "?=";
        at = end;
    }
    return words;
}

std::string with_name(const std::string& name, const std::string& address) {
    return name.empty() ? address : encoded(name) + " <" + address + ">";
}

/// Bare LF and CR as CRLF, as mail wants it.
std::string with_crlf(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            continue;
        }
        result += text[i] == '\n' || text[i] == '\r' ? "\r\n" : std::string(1, text[i]);
    }
    return result;
}

}  // namespace

bool is_address(const std::string& text) {
    static const std::string kForbidden = "<>(),;:\\\"[]";
    const std::size_t at = text.find('@');
    return text.size() <= kLongestAddress && at != std::string::npos && at > 0 && at <= kLongestLocalPart &&
           at + 1 < text.size() && text.find('@', at + 1) == std::string::npos && text.back() != '.' &&
           std::ranges::all_of(text,
                               [](char c) { return c > ' ' && c < 0x7f && kForbidden.find(c) == std::string::npos; });
}

Result<void> fill(Poco::Net::MailMessage& message, const Letter& letter) {
    if (!is_address(letter.from)) {
        return invalid_field("from", "bad_address", "is no mail address");
    }
    if (!is_address(letter.to)) {
        return invalid_field("to", "bad_address", "is no mail address");
    }
    if (!is_one_line(letter.subject) || !is_one_line(letter.from_name) || !is_one_line(letter.message_id) ||
        !is_one_line(letter.in_reply_to) || (!letter.reply_to.empty() && !is_address(letter.reply_to))) {
        return invalid_field("subject", "line_break", "a field of the letter's head holds a line break");
    }
    message.setSender(with_name(letter.from_name, letter.from));
    message.addRecipient(Poco::Net::MailRecipient(Poco::Net::MailRecipient::PRIMARY_RECIPIENT, letter.to));
    message.setSubject(encoded(letter.subject));
    message.setDate(Poco::Timestamp(to_us(letter.date)));
    message.set("Message-ID", "<" + letter.message_id + ">");
    if (!letter.reply_to.empty()) {
        message.set("Reply-To", letter.reply_to);
    }
    if (!letter.in_reply_to.empty()) {
        message.set("In-Reply-To", "<" + letter.in_reply_to + ">");
        message.set("References", "<" + letter.in_reply_to + ">");
    }
    if (letter.author == Author::system) {
        message.set("Auto-Submitted", "auto-generated");
    }
    message.setContentType("text/plain; charset=UTF-8");
    message.setContent(with_crlf(letter.text), Poco::Net::MailMessage::ENCODING_QUOTED_PRINTABLE);
    return {};
}

Result<std::string> to_rfc5322(const Letter& letter) {
    Poco::Net::MailMessage message;
    if (auto filled = fill(message, letter); !filled) {
        return tl::unexpected(filled.error());
    }
    std::ostringstream text;
    message.write(text);
    return text.str();
}

}  // namespace shipwitness::mail
