#pragma once

#include <vector>

#include "claims/replies/letter.h"
#include "claims/replies/tokens.h"

namespace shipwitness::claims::replies {

/// Cuts tokens of one part into sentences.
[[nodiscard]] Passage passage_of(std::vector<RawToken> tokens);

/// Marks the words that greet the buyer in the body of a letter: "Dear Mrs Hollins", «Марина, добрый день», «Саша,» up
/// to the comma, colon, or the sentence's end.
void mark_addressee(Passage& body);

/// Marks dates in figures, money, telephones, names and the like at the tokens where they begin.
void mark_primitives(Passage& passage, bool signature);

}  // namespace shipwitness::claims::replies
