#include "rules/feel/lexer.h"

#include <array>
#include <cstdint>

#include "rules/feel/conversions.h"

namespace shipwitness::rules::feel {
namespace {

constexpr std::string_view kNameSigns = "./-'+*";

bool is_digit(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

void append_utf8(std::string& to, std::uint32_t code) {
    const auto put = [&to](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::optional<std::uint32_t> hex(std::string_view text, std::size_t at, std::size_t count) {
    std::uint32_t code = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (i >= text.size() || std::isxdigit(static_cast<unsigned char>(text[i])) == 0) {
            return std::nullopt;
        }
        const char sign = static_cast<char>(text[i] | 0x20);
        code = code * 16 + static_cast<std::uint32_t>(sign <= '9' ? (text[i] - '0') : (sign - 'a' + 10));
    }
    return code;
}

/// Reads \uXXXX (and its second half, when it is a surrogate) or \UXXXXXX at `at`, which is behind the backslash.
std::size_t append_escape(std::string_view text, std::size_t at, std::string& to) {
    const bool wide = text[at] == 'U';
    const auto code = hex(text, at + 1, wide ? 6 : 4);
    if (!code || *code > 0x10FFFF) {
        throw SyntaxError{at, "this \\u escape is not a character"};
    }
    std::size_t next = at + 1 + (wide ? 6U : 4U);
    std::uint32_t whole = *code;
    if (whole >= 0xD800 && whole < 0xDC00 && text.substr(next).starts_with("\\u")) {
        const auto low = hex(text, next + 2, 4);
        if (low && *low >= 0xDC00 && *low < 0xE000) {
            whole = 0x10000 + (whole - 0xD800) * 0x400 + (*low - 0xDC00);
            next += 6;
        }
    }
    if (whole >= 0xD800 && whole < 0xE000) {
        throw SyntaxError{at, "this \\u escape is half of a character"};
    }
    append_utf8(to, whole);
    return next;
}

}  // namespace

std::size_t Lexer::skip_blanks(std::size_t position) const {
    while (position < text_.size()) {
        const std::string_view rest = text_.substr(position);
        if (const std::size_t blank = white_space(rest); blank > 0) {
            position += blank;
        } else if (rest.starts_with("//")) {
            position = std::min(text_.find('\n', position), text_.size());
        } else if (rest.starts_with("/*")) {
            const std::size_t close = text_.find("*/", position + 2);
            if (close == std::string_view::npos) {
                throw SyntaxError{position, "this comment has no end"};
            }
            position = close + 2;
        } else {
            break;
        }
    }
    return position;
}

Token Lexer::at(std::size_t position) const {
    const std::size_t begin = skip_blanks(position);
    if (begin >= text_.size()) {
        return Token{TokenKind::end, "", {}, text_.size(), text_.size()};
    }
    if (is_digit(text_, begin) || (text_[begin] == '.' && is_digit(text_, begin + 1))) {
        return number(begin);
    }
    if (text_[begin] == '"') {
        return quoted(begin);
    }
    if (text_[begin] == '@') {
        return temporal(begin);
    }
    return name_start(text_.substr(begin)) > 0 ? name(begin, true) : sign(begin);
}

Token Lexer::word_at(std::size_t position) const {
    const std::size_t begin = skip_blanks(position);
    return begin < text_.size() && name_start(text_.substr(begin)) > 0 ? name(begin, false) : at(begin);
}

Token Lexer::number(std::size_t begin) const {
    std::size_t end = begin;
    while (is_digit(text_, end)) {
        ++end;
    }
    if (end < text_.size() && text_[end] == '.' && is_digit(text_, end + 1)) {
        ++end;
        while (is_digit(text_, end)) {
            ++end;
        }
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
        const bool has_sign = end + 1 < text_.size() && (text_[end + 1] == '+' || text_[end + 1] == '-');
        std::size_t exponent = end + (has_sign ? 2U : 1U);
        if (is_digit(text_, exponent)) {
            while (is_digit(text_, exponent)) {
                ++exponent;
            }
            end = exponent;
        }
    }
    const auto value = Decimal::parse(text_.substr(begin, end - begin));
    if (!value) {
        throw SyntaxError{begin, "this number is too large"};
    }
    return Token{TokenKind::number, std::string(text_.substr(begin, end - begin)), Value(*value), begin, end};
}

Token Lexer::quoted(std::size_t begin) const {
    std::string result;
    std::size_t at = begin + 1;
    while (at < text_.size() && text_[at] != '"') {
        if (text_[at] != '\\' || at + 1 >= text_.size()) {
            result += text_[at++];
            continue;
        }
        ++at;
        constexpr std::string_view kPlain = "\"\\'ntr";
        constexpr std::string_view kMeaning = "\"\\'\n\t\r";
        if (const std::size_t known = kPlain.find(text_[at]); known != std::string_view::npos) {
            result += kMeaning[known];
            ++at;
        } else if (text_[at] == 'u' || text_[at] == 'U') {
            at = append_escape(text_, at, result);
        } else {
            result += '\\';  // no escape: both signs are meant (regular expressions are written so)
        }
    }
    if (at >= text_.size()) {
        throw SyntaxError{begin, "this text has no closing quote"};
    }
    return Token{TokenKind::text, result, Value(result), begin, at + 1};
}

Token Lexer::temporal(std::size_t begin) const {
    const std::size_t open = skip_blanks(begin + 1);
    if (open >= text_.size() || text_[open] != '"') {
        throw SyntaxError{begin, "after @ a quoted date, time or duration must follow"};
    }
    Token token = quoted(open);
    token.value = temporal_from_text(token.text);
    if (token.value.is_null()) {
        throw SyntaxError{begin, "@\"" + token.text + "\" is no date, time or duration"};
    }
    token.kind = TokenKind::temporal;
    token.begin = begin;
    return token;
}

std::size_t Lexer::word_end(std::size_t begin) const {
    std::size_t end = begin;
    while (true) {
        const std::size_t part = name_part(text_.substr(end));
        if (part == 0) {
            return end;
        }
        end += part;
    }
}

Token Lexer::name(std::size_t begin, bool whole) const {
    std::size_t end = word_end(begin);
    std::string best = canonical(text_.substr(begin, end - begin));
    if (best.front() == '?') {  // the input of a unary test is a word of its own
        return Token{TokenKind::name, "?", {}, begin, begin + 1};
    }
    std::size_t best_end = end;
    while (whole) {
        const std::string so_far = canonical(text_.substr(begin, end - begin));
        if (!known_.may_continue(so_far)) {
            break;
        }
        std::size_t next = end;
        while (next < text_.size() && white_space(text_.substr(next)) > 0) {
            next += white_space(text_.substr(next));
        }
        if (next >= text_.size()) {
            break;
        }
        if (kNameSigns.find(text_[next]) != std::string_view::npos) {
            end = next + 1;
        } else if (name_part(text_.substr(next)) > 0) {
            end = word_end(next);
        } else {
            break;
        }
        std::string longer = canonical(text_.substr(begin, end - begin));
        if (known_.contains(longer)) {
            best = std::move(longer);
            best_end = end;
        }
    }
    return Token{TokenKind::name, best, {}, begin, best_end};
}

std::optional<Token> Lexer::name_before(std::size_t position, char stop) const {
    const std::size_t begin = skip_blanks(position);
    if (begin >= text_.size() || name_start(text_.substr(begin)) == 0) {
        return std::nullopt;
    }
    std::size_t end = begin;
    while (end < text_.size() && text_[end] != stop) {
        const std::string_view rest = text_.substr(end);
        const std::size_t step = std::max(white_space(rest), name_part(rest));
        if (step == 0 && kNameSigns.find(text_[end]) == std::string_view::npos) {
            return std::nullopt;
        }
        end += std::max<std::size_t>(step, 1);
    }
    if (end >= text_.size()) {
        return std::nullopt;
    }
    return Token{TokenKind::name, canonical(text_.substr(begin, end - begin)), {}, begin, end};
}

Token Lexer::sign(std::size_t begin) const {
    constexpr std::array<std::string_view, 6> kLong{"**", "<=", ">=", "!=", "..", "->"};
    for (const std::string_view each : kLong) {
        if (text_.substr(begin).starts_with(each)) {
            return Token{TokenKind::sign, std::string(each), {}, begin, begin + 2};
        }
    }
    constexpr std::string_view kShort = "+-*/=<>()[]{},:.";
    if (kShort.find(text_[begin]) == std::string_view::npos) {
        throw SyntaxError{begin, std::string("the sign ") + text_[begin] + " means nothing here"};
    }
    return Token{TokenKind::sign, std::string(1, text_[begin]), {}, begin, begin + 1};
}

}  // namespace shipwitness::rules::feel
