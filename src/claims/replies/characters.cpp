#include "claims/replies/characters.h"

namespace shipwitness::claims::replies {
namespace {

/// Latin-1 and Latin Extended-A letters without their accents, from U+00C0 on; '*' where there is no letter.
constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty";
constexpr std::string_view kLatinExtendedA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuu"
    "uuww"
    "yyyzzzzzzs";
static_assert(kLatin1.size() == 64 && kLatinExtendedA.size() == 128);

constexpr char32_t kBreve = 0x306;

char32_t lower(char32_t c) {
    if ((c >= U'A' && c <= U'Z') || (c >= U'А' && c <= U'Я')) {
        return c + 32;
    }
    if (c >= 0xC0 && c < 0x100) {
        return static_cast<char32_t>(kLatin1[c - 0xC0]);
    }
    if (c >= 0x100 && c < 0x180) {
        return static_cast<char32_t>(kLatinExtendedA[c - 0x100]);
    }
    if (c == U'Ё' || c == U'ё') {
        return U'е';
    }
    if (c >= 0x400 && c < 0x410) {
        return c + 80;
    }
    if (c >= 0x391 && c <= 0x3A9) {
        return c + 32;
    }
    return c;
}

void append(std::string& out, char32_t c) {
    const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

}  // namespace

bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) ||
           (c >= 0x370 && c < 0x530 && c != 0x37E) || c == 0xAA || c == 0xBA;
}

bool is_capital(char32_t c) {
    if (c >= 0x100 && c < 0x180) {
        return c % 2 == ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ? 1U : 0U) && c != 0x138;
    }
    return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x400 && c <= 0x42F) ||
           (c >= 0x391 && c <= 0x3A9);
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_unseen(char32_t c) {
    return (c >= 0x300 && c < 0x370) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

bool is_blank(char32_t c) {
    return c == U' ' || c == U'\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

bool is_line_break(char32_t c) {
    return c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C;
}

bool is_apostrophe(char32_t c) {
    return c == U'\'' || c == 0x2019 || c == 0x2BC || c == 0x2018 || c == U'`' || c == 0xB4;
}

std::u32string decoded(std::string_view text) {
    std::u32string points;
    points.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? first : first & (0x7FU >> length);
        for (std::size_t i = 1; i < length && at + i < text.size(); ++i) {
            point = (point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        }
        points += point;
        at += length;
    }
    return points;
}

std::string encoded(std::u32string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : text) {
        append(out, c);
    }
    return out;
}

std::string plain_form(std::u32string_view text) {
    std::u32string small;
    small.reserve(text.size());
    for (const char32_t c : text) {
        if (c == kBreve && !small.empty() && small.back() == U'и') {
            small.back() = U'й';
        } else if (is_apostrophe(c)) {
            small += U'\'';
        } else if (!is_unseen(c)) {
            small += lower(c);
        }
    }
    return encoded(small);
}

}  // namespace shipwitness::claims::replies
