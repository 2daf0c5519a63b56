#include "claims/replies/letter.h"

#include <iterator>

#include "claims/replies/characters.h"
#include "claims/replies/regions.h"
#include "claims/replies/sentences.h"
#include "claims/replies/tokens.h"

namespace shipwitness::claims::replies {

bool Passage::opens_sentence(std::size_t at) const {
    std::size_t first = first_tokens[sentence_of[at]];
    while (first < at && tokens[first].kind == TokenKind::mark) {
        ++first;
    }
    return first == at;
}

Letter take_apart(std::string_view text) {
    Letter letter;
    letter.text = decoded(text);
    const std::vector<Part> parts = regions_of(letter.text);
    std::vector<RawToken> body;
    std::vector<RawToken> signature;
    for (RawToken& raw : tokens_of(letter.text, parts)) {
        (raw.part == Part::signature ? signature : body).push_back(std::move(raw));
    }
    letter.body = passage_of(std::move(body));
    mark_addressee(letter.body);
    mark_primitives(letter.body, false);
    letter.signature = passage_of(std::move(signature));
    mark_primitives(letter.signature, true);
    return letter;
}

std::vector<std::string> forms_of(std::string_view text) {
    const std::u32string points = decoded(text);
    const std::vector<Part> parts(points.size(), Part::body);
    std::vector<std::string> forms;
    for (RawToken& raw : tokens_of(points, parts)) {
        if (raw.token.kind == TokenKind::word || raw.token.kind == TokenKind::number) {
            forms.push_back(std::move(raw.token.form));
        }
    }
    return forms;
}

}  // namespace shipwitness::claims::replies
