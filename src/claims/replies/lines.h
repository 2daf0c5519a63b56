#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shipwitness::claims::replies {

/// A line of the text without its line break, in code points of the text.
struct TextLine {
    std::size_t start = 0;
    std::size_t end = 0;
    bool blank = true;
    std::string plain;  ///< plain_form() without blanks at both ends
};

/// LF, CR LF and CR alone all end a line.
[[nodiscard]] std::vector<TextLine> lines_of(std::u32string_view text);

/// The words of a line's plain form: what stands between blanks and marks.
[[nodiscard]] std::vector<std::string> words_of(std::string_view plain);

}  // namespace shipwitness::claims::replies
