#include "claims/replies/name_marker.h"

#include "claims/replies/names.h"
#include "claims/replies/word_kinds.h"

namespace shipwitness::claims::replies {
namespace {

using Words = std::unordered_set<std::string_view>;

/// A capital letter that is a word of its own more often than an initial.
bool is_one_letter_word(std::string_view word) {
    static const Words kWords{"i", "a", "я", "в", "с", "к"};
    return kWords.contains(word);
}

/// Words that open the last lines of a letter and name nobody.
bool is_closing_word(std::string_view word) {
    static const Words kWords{"kind",  "best",      "warm",    "yours",   "with",   "regards",   "many", "thanks",
                              "thank", "sincerely", "warmest", "kindest", "cheers", "cordially", "с",    "ваш",
                              "ваша",  "искренне",  "your",    "the",     "our",    "ps"};
    return kWords.contains(word);
}

}  // namespace

NameMarker::NameMarker(Passage& passage, bool signature) : passage_(passage), signature_(signature) {
    for (const Token& token : passage.tokens) {
        if (token.addressee && token.capital && token.kind == TokenKind::word && !is_title(token.form)) {
            greeted_.insert(token.form);
        }
    }
}

void NameMarker::mark_at(std::size_t at) {
    mark_name(at);
    mark_capital(at);
}

bool NameMarker::capital_word(std::size_t at) const {
    if (at >= passage_.tokens.size()) {
        return false;
    }
    const Token& token = passage_.tokens[at];
    return token.kind == TokenKind::word && token.capital && token.end - token.start > 1 &&
           !is_calendar_word(token.form) && !is_polite_you(token.form);
}

bool NameMarker::initial(std::size_t at) const {
    const Token& token = passage_.tokens[at];
    return token.end - token.start == 1 && token.capital;
}

/// How far a name goes on that begins before `at`.
std::size_t NameMarker::end_of_name(std::size_t at) const {
    while (capital_word(at) && !is_office_word(passage_.form(at))) {
        ++at;
    }
    return at;
}

void NameMarker::mark_capital(std::size_t at) {
    if (!capital_word(at) || (passage_.opens_sentence(at) && !signature_)) {
        return;
    }
    std::size_t end = at + 1;
    while (capital_word(end)) {
        ++end;
    }
    passage_.mark(at, Primitive::capital, end - at);
}

void NameMarker::mark_name(std::size_t at) {
    const std::string_view word = passage_.form(at);
    if (is_title(word) && passage_.tokens[at].capital && capital_word(at + 1)) {
        if (!greeted_.contains(passage_.form(at + 1))) {
            passage_.mark(at, Primitive::name, end_of_name(at + 1) - at);
        }
    } else if (!greeted_.contains(word) && (follows_initial(at) || (capital_word(at) && names_person(at)))) {
        passage_.mark(at, Primitive::name, end_of_name(at + 1) - at);
    }
}

/// "H. Lindqvist": the full stop is no token, but the gap that it leaves is seen.
bool NameMarker::follows_initial(std::size_t at) const {
    return initial(at) && !is_one_letter_word(passage_.form(at)) && capital_word(at + 1) &&
           !is_office_word(passage_.form(at + 1)) &&
           (signature_ || passage_.tokens[at + 1].start - passage_.tokens[at].end == 2);
}

bool NameMarker::names_person(std::size_t at) const {
    const std::string_view word = passage_.form(at);
    const bool opens = passage_.opens_sentence(at);
    const bool given = is_given_name(word) || has_name_ending(word) || (!opens && is_declined_given_name(word));
    const bool ambiguous = opens && is_doubtful_name(word) && !signature_;
    const bool doubtful = is_doubtful_name(word) && (!opens || signature_ || capital_word(at + 1));
    return (given && !ambiguous) || doubtful || (signature_ && names_signer(at)) || is_full_name(at) ||
           signs_letter(at);
}

/// «Анфиса Зуева», «Чернов П. П.»: two capital letters side by side, one of them of a surname.
bool NameMarker::is_full_name(std::size_t at) const {
    const auto& tokens = passage_.tokens;
    const std::size_t next = at + 1;
    if (next >= tokens.size() || tokens[next].kind != TokenKind::word || !tokens[next].capital ||
        is_office_word(passage_.form(at)) || is_polite_you(passage_.form(next)) ||
        (at > 0 && is_place_word(passage_.form(at - 1)))) {
        return false;
    }
    return initial(next) ? has_surname_ending(passage_.form(at)) && tokens[next].start - tokens[at].end == 1
                         : has_surname_ending(passage_.form(next)) && !is_office_word(passage_.form(next));
}

/// A last sentence of names only: «Позвоню сегодня в 14:40. Гульзат».
bool NameMarker::signs_letter(std::size_t at) const {
    constexpr std::size_t kMostWords = 4;
    const std::size_t sentence = passage_.sentence_of[at];
    if (signature_ || !passage_.opens_sentence(at) || sentence + 1 < passage_.sentences() || sentence == 0) {
        return false;
    }
    std::size_t words = 0;
    const auto few = [&] { return words > 0 && words <= kMostWords; };
    for (; at < passage_.tokens.size() && passage_.tokens[at].kind != TokenKind::end; ++at) {
        if (passage_.tokens[at].kind == TokenKind::mark) {
            if (passage_.form(at) == "-") {
                continue;  // "Breda Molloy-Hayes"
            }
            return (passage_.form(at) == "," || passage_.form(at) == "(") && few();  // «Зиновий, склад»
        }
        if (!capital_word(at) || is_office_word(passage_.form(at))) {
            return false;
        }
        ++words;
    }
    return few();
}

/// A piece of the signature between marks whose words all have capital letters and none of which is an office's.
bool NameMarker::names_signer(std::size_t at) const {
    constexpr std::size_t kMostWords = 4;
    const auto& tokens = passage_.tokens;
    while (at > 0 && tokens[at - 1].kind == TokenKind::word) {
        --at;
    }
    const std::size_t first = at;
    for (; at < tokens.size() && tokens[at].kind == TokenKind::word; ++at) {
        if (is_office_word(passage_.form(at)) || !tokens[at].marks.empty() || !tokens[at].capital) {
            return false;
        }
    }
    return at - first <= kMostWords && !is_closing_word(passage_.form(first));
}

}  // namespace shipwitness::claims::replies
