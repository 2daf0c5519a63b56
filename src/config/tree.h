#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace shipwitness::config {

/// A YAML or JSON document as a tree whose every value knows its line: for data that people write by hand and that are
/// too free for config::Node, such as calendars. Scalars are texts, whatever they looked like.
struct Tree {
    enum class Kind { null, scalar, list, map };
    struct Member;

    Kind kind = Kind::null;
    int line = 1;
    std::string text;             ///< of a scalar
    std::vector<Tree> items;      ///< of a list
    std::vector<Member> members;  ///< of a map, in the order of the file; a key may stand twice
};

struct Tree::Member {
    std::string key;
    int line = 1;
    Tree value;
};

/// The value of the first such key of a map; null when the key is absent, its value is null, or this is no map.
[[nodiscard]] const Tree* member_of(const Tree& map, std::string_view key);

inline constexpr std::size_t kMaxTreeDepth = 32;

/// Reads YAML, or JSON where the name ends in ".json" or the text begins with '{' or '['. Fails (invalid,
/// `not_yaml`/`not_json`) with "FILE:LINE" as the field: bad syntax, bytes that are no UTF-8, deeper than
/// kMaxTreeDepth, or YAML of more than 100,000 values, those of aliases included.
[[nodiscard]] Result<Tree> parse_tree(std::string_view bytes, const std::string& file);

}  // namespace shipwitness::config
