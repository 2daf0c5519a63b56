#pragma once

#include <array>
#include <string_view>

#include "web/server/letters/letters.h"

namespace shipwitness::web {

inline constexpr std::array kLetterKinds = {
    LetterKind::sign_in,         LetterKind::claim_received, LetterKind::message_received,
    LetterKind::claim_escalated, LetterKind::claim_answer,   LetterKind::claim_closed,
    LetterKind::video_ready,     LetterKind::video_denied,   LetterKind::video_failed,
};

/// What a template may name beside company, contact, order, claim and link; one space between.
[[nodiscard]] std::string_view names_of(LetterKind kind);

}  // namespace shipwitness::web
