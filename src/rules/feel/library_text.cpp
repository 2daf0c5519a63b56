#include <algorithm>

#include "rules/feel/code_points.h"
#include "rules/feel/library_parts.h"

namespace shipwitness::rules::feel {
namespace {

using Arguments = std::span<const Value>;

const std::string* text(const Value& value) {
    return value.as<std::string>();
}

bool texts(Arguments in, std::size_t count) {
    return std::all_of(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(count),
                       [](const Value& value) { return text(value) != nullptr; });
}

/// substring("foobar", 3), substring("foobar", -2, 1): positions from 1, or from the end when negative.
Value substring(Arguments in, Budget& /*budget*/) {
    const auto* start = in[1].as<Decimal>();
    const auto from = start == nullptr ? std::nullopt : start->to_integer();
    if (text(in[0]) == nullptr || !from || *from == 0) {
        return {};
    }
    const auto pieces = code_points(*text(in[0]));
    const auto size = static_cast<std::int64_t>(pieces.size());
    const std::int64_t first = *from > 0 ? *from - 1 : size + *from;
    std::int64_t count = size;
    if (!in[2].is_null()) {
        const auto* length = in[2].as<Decimal>();
        const auto whole = length == nullptr ? std::nullopt : length->floor();
        const auto wanted = whole ? whole->to_integer() : std::nullopt;
        if (!wanted || *wanted < 1) {
            return {};
        }
        count = std::min(*wanted, size);
    }
    if (first < 0 || first > size) {
        return {};
    }
    std::string result;
    for (std::int64_t i = first; i < std::min(size, first + count); ++i) {
        result += pieces[static_cast<std::size_t>(i)];
    }
    return result;
}

Value string_length(Arguments in, Budget& /*budget*/) {
    return text(in[0]) == nullptr ? Value()
                                  : Value::number(static_cast<std::int64_t>(code_points(*text(in[0])).size()));
}

std::string cased(const std::string& from, bool upper);

Value upper_case(Arguments in, Budget& /*budget*/) {
    return text(in[0]) == nullptr ? Value() : Value(cased(*text(in[0]), true));
}

Value lower_case(Arguments in, Budget& /*budget*/) {
    return text(in[0]) == nullptr ? Value() : Value(cased(*text(in[0]), false));
}

/// A letter of ASCII, Latin-1, Greek or Cyrillic in the other case; other characters stay.
char32_t other_case(char32_t letter, bool upper) {
    struct Block {
        char32_t first_upper, last_upper, distance;
    };
    constexpr Block kBlocks[] = {{'A', 'Z', 32},       {0xC0, 0xD6, 32},     {0xD8, 0xDE, 32},
                                 {0x0391, 0x03A9, 32}, {0x0410, 0x042F, 32}, {0x0400, 0x040F, 80}};
    for (const Block& block : kBlocks) {
        const char32_t shift = upper ? block.distance : 0;
        if (letter >= block.first_upper + shift && letter <= block.last_upper + shift) {
            return upper ? letter - block.distance : letter + block.distance;
        }
    }
    return letter;
}

std::string cased(const std::string& from, bool upper) {
    std::string result;
    for (const std::string_view piece : code_points(from)) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(piece[i]); };
        if (piece.size() > 2) {
            result += piece;
            continue;
        }
        const char32_t letter =
            piece.size() == 1 ? byte(0) : static_cast<char32_t>((byte(0) & 0x1F) << 6 | (byte(1) & 0x3F));
        const char32_t changed = other_case(letter, upper);
        if (changed < 0x80) {
            result += static_cast<char>(changed);
        } else {
            result += static_cast<char>(0xC0 | changed >> 6);
            result += static_cast<char>(0x80 | (changed & 0x3F));
        }
    }
    return result;
}

Value substring_before(Arguments in, Budget& /*budget*/) {
    if (!texts(in, 2)) {
        return {};
    }
    const std::size_t at = text(in[0])->find(*text(in[1]));
    return at == std::string::npos ? Value("") : Value(text(in[0])->substr(0, at));
}

Value substring_after(Arguments in, Budget& /*budget*/) {
    if (!texts(in, 2)) {
        return {};
    }
    const std::size_t at = text(in[0])->find(*text(in[1]));
    return at == std::string::npos ? Value("") : Value(text(in[0])->substr(at + text(in[1])->size()));
}

Value contains(Arguments in, Budget& /*budget*/) {
    return texts(in, 2) ? Value(text(in[0])->find(*text(in[1])) != std::string::npos) : Value();
}

Value starts_with(Arguments in, Budget& /*budget*/) {
    return texts(in, 2) ? Value(text(in[0])->starts_with(*text(in[1]))) : Value();
}

Value ends_with(Arguments in, Budget& /*budget*/) {
    return texts(in, 2) ? Value(text(in[0])->ends_with(*text(in[1]))) : Value();
}

Value string_join(Arguments in, Budget& /*budget*/) {
    if (in[0].list() == nullptr || (text(in[1]) == nullptr && !in[1].is_null())) {
        return {};
    }
    std::string result;
    bool first = true;
    for (const Value& item : *in[0].list()) {
        if (item.is_null()) {
            continue;
        }
        if (text(item) == nullptr) {
            return {};
        }
        result += (first || in[1].is_null() ? "" : *text(in[1])) + *text(item);
        first = false;
    }
    return result;
}

const LibraryFunction kFunctions[] = {
    {"substring", {"string", "start position", "length"}, 2, substring},
    {"string length", {"string"}, 1, string_length},
    {"upper case", {"string"}, 1, upper_case},
    {"lower case", {"string"}, 1, lower_case},
    {"substring before", {"string", "match"}, 2, substring_before},
    {"substring after", {"string", "match"}, 2, substring_after},
    {"contains", {"string", "match"}, 2, contains},
    {"starts with", {"string", "match"}, 2, starts_with},
    {"ends with", {"string", "match"}, 2, ends_with},
    {"string join", {"list", "delimiter"}, 1, string_join},
};

}  // namespace

std::span<const LibraryFunction> text_functions() {
    return kFunctions;
}

}  // namespace shipwitness::rules::feel
