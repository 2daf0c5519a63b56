#pragma once

#include <string_view>
#include <vector>

#include "claims/replies/letter.h"
#include "claims/replies/regions.h"

namespace shipwitness::claims::replies {

/// A token before sentences are known, with what stood before it.
struct RawToken {
    Token token;
    Part part = Part::body;
    bool blank_before = false;  ///< a blank or a line break
    bool line_before = false;   ///< begins a line
    bool empty_line_before = false;
    bool bullet = false;             ///< begins a line that is an item of a list; the bullet itself is no token
    bool short_line_before = false;  ///< the line before it was too short to have been wrapped
};

/// The tokens of a text, others' lines and quotations as one token each.
[[nodiscard]] std::vector<RawToken> tokens_of(std::u32string_view text, const std::vector<Part>& parts);

}  // namespace shipwitness::claims::replies
