#include "web/server/letters/letter_kinds.h"

#include <algorithm>

namespace shipwitness::web {

namespace {

struct KindWords {
    LetterKind kind;
    std::string_view word;
    std::string_view names;
};

constexpr std::array<KindWords, 9> kWords = {{
    {LetterKind::sign_in, "sign_in", "code minutes"},
    {LetterKind::claim_received, "claim_received", "name lines wish next_answer"},
    {LetterKind::message_received, "message_received", "name words next_answer"},
    {LetterKind::claim_escalated, "claim_escalated", "name next_answer"},
    {LetterKind::claim_answer, "claim_answer", "words author next_answer"},
    {LetterKind::claim_closed, "claim_closed", "words author"},
    {LetterKind::video_ready, "video_ready", "expires"},
    {LetterKind::video_denied, "video_denied", "reason"},
    {LetterKind::video_failed, "video_failed", ""},
}};

const KindWords& words_of(LetterKind kind) {
    return *std::find_if(kWords.begin(), kWords.end(), [&](const KindWords& each) { return each.kind == kind; });
}

}  // namespace

std::string_view to_text(LetterKind kind) {
    return words_of(kind).word;
}

std::optional<LetterKind> parse_letter_kind(std::string_view text) {
    const auto* found =
        std::find_if(kWords.begin(), kWords.end(), [&](const KindWords& each) { return each.word == text; });
    return found == kWords.end() ? std::nullopt : std::optional(found->kind);
}

std::string_view names_of(LetterKind kind) {
    return words_of(kind).names;
}

}  // namespace shipwitness::web
