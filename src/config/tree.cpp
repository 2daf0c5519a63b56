#include "config/tree.h"

#include <algorithm>

#include <yaml-cpp/yaml.h>

#include "config/tree_parts.h"
#include "core/text.h"

namespace shipwitness::config {
namespace {

constexpr std::size_t kMaxValues = 100'000;

/// What the document has that a tree cannot hold, with its line.
struct Unfit {
    int line;
    const char* what;
};

/// Follows aliases, so both depth and number of values are bounded: an alias may point at what holds it.
class FromYaml {
  public:
    Tree convert(const YAML::Node& node, std::size_t depth) {
        Tree tree;
        tree.line = node.Mark().is_null() ? 1 : node.Mark().line + 1;
        if (depth > kMaxTreeDepth) {
            throw Unfit{tree.line, "is nested too deeply"};
        }
        if (++values_ > kMaxValues) {
            throw Unfit{tree.line, "has more than 100,000 values; what is so large is better written as JSON"};
        }
        if (node.IsScalar()) {
            tree.kind = Tree::Kind::scalar;
            tree.text = node.Scalar();
        } else if (node.IsSequence()) {
            tree.kind = Tree::Kind::list;
            for (const auto& item : node) {
                tree.items.push_back(convert(item, depth + 1));
            }
        } else if (node.IsMap()) {
            tree.kind = Tree::Kind::map;
            for (const auto& member : node) {
                const int line = member.first.Mark().is_null() ? tree.line : member.first.Mark().line + 1;
                if (!member.first.IsScalar()) {
                    throw Unfit{line, "a key must be a single value"};
                }
                tree.members.push_back({member.first.Scalar(), line, convert(member.second, depth + 1)});
            }
        }
        return tree;
    }

  private:
    std::size_t values_ = 0;
};

bool is_json(std::string_view bytes, const std::string& file) {
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return file.ends_with(".json") || (first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '['));
}

}  // namespace

tl::unexpected<Error> fail_at(const std::string& file, int line, const std::string& code, std::string what) {
    const std::string place = file + ":" + std::to_string(line);
    std::string whole = place + ": " + what;
    return fail(ErrorKind::invalid, code, std::move(whole), {FieldError{place, code, std::move(what)}});
}

const Tree* member_of(const Tree& map, std::string_view key) {
    const auto found = std::ranges::find(map.members, key, &Tree::Member::key);
    return found == map.members.end() || found->value.kind == Tree::Kind::null ? nullptr : &found->value;
}

Result<Tree> parse_yaml_tree(std::string_view bytes, const std::string& file) {
    try {
        return FromYaml{}.convert(YAML::Load(std::string(bytes)), 0);
    } catch (const YAML::Exception& error) {
        const int line = error.mark.is_null() ? 1 : error.mark.line + 1;
        return fail_at(file, line, "not_yaml", "is not YAML: " + error.msg);
    } catch (const Unfit& unfit) {
        return fail_at(file, unfit.line, "not_yaml", unfit.what);
    }
}

Result<Tree> parse_tree(std::string_view bytes, const std::string& file) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (bytes.starts_with(kByteOrderMark)) {
        bytes.remove_prefix(kByteOrderMark.size());
    }
    if (!is_utf8(bytes)) {
        return fail_at(file, 1, "not_utf8", "is not UTF-8; save it in this encoding");
    }
    return is_json(bytes, file) ? parse_json_tree(bytes, file) : parse_yaml_tree(bytes, file);
}

}  // namespace shipwitness::config
