#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rules/feel/names.h"
#include "rules/value.h"

namespace shipwitness::rules::feel {

/// An expression that cannot be read: where (in characters from its start, from 1) and why. Inside this folder only;
/// parse_expression() and parse_unary_tests() turn it into a Result.
struct SyntaxError {
    std::size_t position = 0;
    std::string reason;
};

enum class TokenKind { end, number, text, temporal, name, sign };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;  ///< the name in canonical form, the sign, or the text without quotes
    Value value{};     ///< of a number, a text or an @-literal
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] bool is(std::string_view sign) const { return kind == TokenKind::sign && text == sign; }
    [[nodiscard]] bool is_word(std::string_view word) const { return kind == TokenKind::name && text == word; }
};

/// Cuts an expression into tokens, one at a time: which words make one name depends on the names known at that point.
class Lexer {
  public:
    Lexer(std::string_view text, const KnownNames& known) : text_(text), known_(known) {}

    /// The token that starts at or after `position`. Throws SyntaxError.
    [[nodiscard]] Token at(std::size_t position) const;
    /// The same, but a name ends with its first word: where keywords may follow.
    [[nodiscard]] Token word_at(std::size_t position) const;
    /// When a name of any words follows, and then `stop`: that name. For keys of contexts and names of arguments.
    [[nodiscard]] std::optional<Token> name_before(std::size_t position, char stop) const;
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::size_t skip_blanks(std::size_t position) const;

  private:
    [[nodiscard]] Token number(std::size_t begin) const;
    [[nodiscard]] Token quoted(std::size_t begin) const;
    [[nodiscard]] Token temporal(std::size_t begin) const;
    [[nodiscard]] Token name(std::size_t begin, bool whole) const;
    [[nodiscard]] Token sign(std::size_t begin) const;
    [[nodiscard]] std::size_t word_end(std::size_t begin) const;

    std::string_view text_;
    const KnownNames& known_;
};

}  // namespace shipwitness::rules::feel
