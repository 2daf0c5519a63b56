#include "claims/replies/lines.h"

#include "claims/replies/characters.h"

namespace shipwitness::claims::replies {

std::vector<TextLine> lines_of(std::u32string_view text) {
    std::vector<TextLine> lines;
    std::size_t start = 0;
    const auto add = [&](std::size_t end) {
        std::size_t from = start;
        std::size_t to = end;
        while (from < to && (is_blank(text[from]) || is_unseen(text[from]))) {
            ++from;
        }
        while (to > from && (is_blank(text[to - 1]) || is_unseen(text[to - 1]))) {
            --to;
        }
        lines.push_back({start, end, from == to, plain_form(text.substr(from, to - from))});
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_line_break(text[at])) {
            continue;
        }
        add(at);
        if (text[at] == U'\r' && at + 1 < text.size() && text[at + 1] == U'\n') {
            ++at;
        }
        start = at + 1;
    }
    add(text.size());
    return lines;
}

std::vector<std::string> words_of(std::string_view plain) {
    std::vector<std::string> words;
    std::string word;
    for (const char32_t c : decoded(plain)) {
        if (is_letter(c) || is_digit(c) || c == U'\'') {
            word += encoded(std::u32string_view(&c, 1));
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) {
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace shipwitness::claims::replies
