#pragma once

#include "core/result.h"
#include "mail/sender.h"

namespace Poco::Net {
class MailMessage;
}

// Internal to src/mail.

namespace shipwitness::mail {

/// Puts a letter into Poco's message. `invalid` as in to_rfc5322().
Result<void> fill(Poco::Net::MailMessage& message, const Letter& letter);

}  // namespace shipwitness::mail
