#pragma once

#include <string>

#include "core/time.h"
#include "storage/database.h"
#include "web/server/letters/letter_queries.h"

namespace shipwitness::web {

/// A letter was accepted for delivery: event `letter_sent` of its claim (none for letters about no claim). When it is
/// the letter of the newest `closing_written`, and the buyer has not written since, the claim is closed: a claim is
/// never closed before its buyer is told.
void note_letter_sent(storage::Connection& connection, const Letter& letter, Timestamp now);

/// A letter was given up: event `letter_failed`; the claim stays as it is, and somebody must reach the buyer otherwise.
void note_letter_failed(storage::Connection& connection, const Letter& letter, const std::string& why, Timestamp now);

}  // namespace shipwitness::web
