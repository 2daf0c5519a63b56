#pragma once

#include <vector>

#include "claims/replies/letter.h"
#include "claims/replies/tokens.h"

namespace shipwitness::claims::replies {

/// Cuts tokens of one part into sentences and marks the words that greet the buyer.
[[nodiscard]] Passage passage_of(std::vector<RawToken> tokens);

/// Marks dates in figures, money, telephones, names and the like at the tokens where they begin.
void mark_primitives(Passage& passage, bool signature);

}  // namespace shipwitness::claims::replies
