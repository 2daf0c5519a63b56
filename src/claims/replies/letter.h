#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shipwitness::claims::replies {

/// A token is a word or a number of the text, a mark between words, the end of a sentence (which may have no sign of
/// its own), or what stands for somebody else's words.
enum class TokenKind : std::uint8_t { word, number, mark, end, quotation };

/// What is written in a way that every language shares. A token may begin several, of different lengths.
enum class Primitive : std::uint8_t {
    number,     ///< 30, 4 500, 1,250.00
    date,       ///< in figures: 12.11.2026, 12/11, 2026-11-12
    clock,      ///< in figures: 18:00, 9.30 am
    money,      ///< an amount with its currency
    percent,    ///< 10 %, 15 percent
    phone,      ///< a telephone number
    email,      ///< an e-mail address
    link,       ///< a web address
    name,       ///< a person's name, not the addressee's
    capital,    ///< one or more words with a capital letter that do not open the sentence
    question,   ///< a whole sentence that ends with a question mark
    quotation,  ///< somebody else's words
    word,       ///< any word; no token is marked with it
};

/// A primitive that begins at a token: `length` tokens of it.
struct Mark {
    Primitive what = Primitive::number;
    std::uint32_t length = 1;
};

struct Token {
    TokenKind kind = TokenKind::word;
    bool capital = false;    ///< begins with a capital letter
    bool addressee = false;  ///< of the words that greet the buyer
    std::size_t start = 0;   ///< in code points of the whole text
    std::size_t end = 0;     ///< exclusive
    std::string form;        ///< small letters, е for ё, without accents and soft hyphens; a mark's own sign
    std::vector<Mark> marks{};
};

/// Consecutive sentences. Each ends with exactly one token of kind `end`.
struct Passage {
    std::vector<Token> tokens;
    std::vector<std::uint32_t> sentence_of;   ///< by token
    std::vector<std::uint32_t> first_tokens;  ///< by sentence

    /// Of a word, a number, a quotation or a mark; empty at the end of a sentence and past the last token.
    [[nodiscard]] std::string_view form(std::size_t at) const {
        return at < tokens.size() && tokens[at].kind != TokenKind::end ? std::string_view(tokens[at].form)
                                                                       : std::string_view();
    }
    /// Whether only marks stand before it in its sentence.
    [[nodiscard]] bool opens_sentence(std::size_t at) const;
    void mark(std::size_t at, Primitive what, std::size_t length) {
        tokens[at].marks.push_back({what, static_cast<std::uint32_t>(length)});
    }

    [[nodiscard]] std::size_t sentences() const { return first_tokens.size(); }
    [[nodiscard]] std::size_t end_of(std::size_t sentence) const {
        return sentence + 1 < first_tokens.size() ? first_tokens[sentence + 1] : tokens.size();
    }
};

/// A reply taken apart: what its writer says, and the signature. What the buyer wrote is in neither.
struct Letter {
    Passage body;
    Passage signature;
    std::u32string text;  ///< the whole reply, for the words of a finding
};

/// Takes any text apart, of any form (composed or decomposed accents, any line ends); it need not be a sane letter.
/// Requires valid UTF-8.
[[nodiscard]] Letter take_apart(std::string_view text);

/// The words of a rule's pattern in the form that tokens have ("we'll" gives "we", "will").
[[nodiscard]] std::vector<std::string> forms_of(std::string_view text);

}  // namespace shipwitness::claims::replies
