#include "config/tree_reader.h"

#include <algorithm>
#include <set>

#include "core/text.h"

namespace shipwitness::config {
namespace {

/// The known key with which a longer one begins: "mon" of "monday".
std::optional<std::string> beginning_of(const std::string& key, const std::vector<std::string>& known) {
    constexpr std::size_t kShortest = 3;
    const auto found = std::ranges::find_if(
        known, [&](const std::string& each) { return each.size() >= kShortest && key.starts_with(each); });
    return found == known.end() ? std::nullopt : std::optional(*found);
}

std::string all_of(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        all += (all.empty() ? "" : ", ") + name;
    }
    return all;
}

}  // namespace

void Faults::add(int line, const std::string& where, const std::string& what) {
    found_.push_back({file_ + ":" + std::to_string(line), "invalid_value", where.empty() ? what : where + ": " + what});
}

Result<void> Faults::result() const {
    if (found_.empty()) {
        return {};
    }
    std::string detail;
    for (const FieldError& each : found_) {
        detail += (detail.empty() ? "" : "\n") + each.field + ": " + each.detail;
    }
    return fail(ErrorKind::invalid, "config_invalid", detail, found_);
}

MapReader::MapReader(const Tree& tree, std::string path, Faults& faults)
    : tree_(tree), path_(std::move(path)), faults_(faults) {
    if (tree.kind != Tree::Kind::map) {
        faults_.add(tree.line, path_, "must be a map of keys");
    }
    std::set<std::string_view> seen;
    for (const Tree::Member& member : tree.members) {
        if (!seen.insert(member.key).second) {
            faults_.add(member.line, this->path(member.key), "stands here twice");
        }
    }
}

std::string MapReader::path(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const Tree* MapReader::find(std::string_view key, std::initializer_list<std::string_view> also) {
    asked_.emplace_back(key);
    if (std::ranges::find(told_, key) == told_.end()) {
        told_.emplace_back(key);
    }
    const Tree* found = member_of(tree_, key);
    for (const std::string_view name : also) {
        asked_.emplace_back(name);
        const Tree* other = member_of(tree_, name);
        if (other != nullptr && found != nullptr) {
            fault(name, "says the same as " + std::string(key) + "; keep one of them");
        }
        found = other != nullptr ? other : found;
    }
    return found;
}

const Tree* MapReader::require(std::string_view key) {
    const Tree* found = find(key);
    if (found == nullptr && tree_.kind == Tree::Kind::map) {
        fault(key, "is required");
    }
    return found;
}

std::optional<std::string> MapReader::text(std::string_view key, std::initializer_list<std::string_view> also) {
    const Tree* found = find(key, also);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (found->kind != Tree::Kind::scalar) {
        fault(key, "must be a single value");
        return std::nullopt;
    }
    return found->text;
}

std::string MapReader::required_text(std::string_view key) {
    if (require(key) == nullptr) {
        return "";
    }
    return text(key).value_or("");
}

std::vector<const Tree*> MapReader::texts(std::string_view key) {
    std::vector<const Tree*> texts;
    const Tree* found = find(key);
    if (found == nullptr) {
        return texts;
    }
    if (found->kind != Tree::Kind::list) {
        fault(key, "must be a list");
        return texts;
    }
    for (const Tree& item : found->items) {
        if (item.kind == Tree::Kind::scalar) {
            texts.push_back(&item);
        } else {
            faults_.add(item.line, path(key), "must be a list of single values");
        }
    }
    return texts;
}

void MapReader::ignore(std::initializer_list<std::string_view> keys) {
    asked_.insert(asked_.end(), keys.begin(), keys.end());
}

void MapReader::fault(std::string_view key, const std::string& what) {
    const auto found = std::ranges::find(tree_.members, key, &Tree::Member::key);
    faults_.add(found == tree_.members.end() ? tree_.line : found->line, path(key), what);
}

void MapReader::refuse_unknown_keys() {
    check_keys(Others::refused);
}

void MapReader::refuse_mistyped_keys() {
    check_keys(Others::allowed_unless_near);
}

void MapReader::check_keys(Others others) {
    for (const Tree::Member& member : tree_.members) {
        if (std::ranges::find(asked_, member.key) != asked_.end()) {
            continue;
        }
        auto meant = nearest(member.key, asked_);
        if (!meant && others == Others::refused) {
            meant = beginning_of(member.key, asked_);
        }
        if (meant || others == Others::refused) {
            faults_.add(
                member.line, path(member.key),
                "is not known here; " + (meant ? "did you mean " + *meant + "?" : "there are " + all_of(told_)));
        }
    }
}

}  // namespace shipwitness::config
