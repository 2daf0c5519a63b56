#include <algorithm>

#include "claims/replies/matcher.h"

namespace shipwitness::claims::replies {
namespace {

/// Fewer alternatives are sooner tried than looked up.
constexpr std::size_t kFewAlternatives = 3;

void sort_once(std::vector<WordKey>& keys) {
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

}  // namespace

bool PatternIndex::collect(const Beginnings& beginnings, std::vector<WordKey>& keys) const {
    if (beginnings.anything || beginnings.empty) {
        return false;
    }
    keys.insert(keys.end(), beginnings.literals.begin(), beginnings.literals.end());
    for (const std::uint32_t primitive : beginnings.primitives) {
        keys.push_back(kPrimitiveKeys + primitive);
    }
    return std::ranges::all_of(beginnings.lists, [&](std::uint32_t list) {
        const ListKeys& of_list = list_keys_[list];
        keys.insert(keys.end(), of_list.keys.begin(), of_list.keys.end());
        return of_list.usable;
    });
}

/// Tables for all alternatives within a node. Lists that it names must have been added.
void PatternIndex::index_choices(PatternNode& node) {
    for (PatternNode& child : node.children) {
        index_choices(child);
    }
    if (node.kind != PatternNode::Kind::alternatives || node.children.size() <= kFewAlternatives) {
        return;
    }
    Choice choice;
    for (std::uint32_t number = 0; number < node.children.size(); ++number) {
        std::vector<WordKey> keys;
        if (!collect(beginnings_of(node.children[number]), keys)) {
            choice.always.push_back(number);
            continue;
        }
        sort_once(keys);
        for (const WordKey key : keys) {
            choice.by_beginning[key].push_back(number);
        }
    }
    node.choice = static_cast<std::uint32_t>(choices_.size());
    choices_.push_back(std::move(choice));
}

/// The shortest anchors say the most. What the pattern begins with says nothing more: it stands there already.
PatternIndex::Candidate PatternIndex::candidate_of(std::uint32_t entry, Anchors anchors, const Anchor& beginnings) {
    Candidate candidate;
    candidate.entry = entry;
    if (anchors.crosses_sentence) {
        return candidate;
    }
    std::ranges::stable_sort(anchors.required, {}, &Anchor::size);
    std::size_t filled = 0;
    for (const Anchor& anchor : anchors.required) {
        if (filled == candidate.anchors.size() || anchor == beginnings) {
            continue;
        }
        const auto [found, is_new] = anchor_numbers_.try_emplace(anchor, anchors_);
        if (is_new) {
            for (const WordKey key : anchor) {
                anchors_met_by_[key].push_back(anchors_);
            }
            ++anchors_;
        }
        candidate.anchors[filled++] = found->second;
    }
    return candidate;
}

void PatternIndex::add_list(PatternNode list) {
    ListKeys keys;
    keys.usable = collect(beginnings_of(list), keys.keys);
    sort_once(keys.keys);
    index_choices(list);
    list_anchors_.push_back(anchors_of(list, list_anchors_));
    lists_.push_back(std::move(list));
    list_keys_.push_back(std::move(keys));
}

bool PatternIndex::add(PatternNode pattern, std::uint32_t set, int line) {
    std::vector<WordKey> keys;
    if (!collect(beginnings_of(pattern), keys)) {
        const bool opens =
            !pattern.children.empty() && pattern.children.front().kind == PatternNode::Kind::sentence_start;
        if (pattern.kind != PatternNode::Kind::sequence || !opens) {
            return false;
        }
        keys = {kSentenceKey};  // tried once for each sentence
    }
    index_choices(pattern);
    sort_once(keys);
    const auto number = static_cast<std::uint32_t>(entries_.size());
    const Candidate candidate = candidate_of(number, anchors_of(pattern, list_anchors_), keys);
    entries_.push_back({std::move(pattern), set, line});
    for (const WordKey key : keys) {
        by_beginning_[key].push_back(candidate);
    }
    return true;
}

}  // namespace shipwitness::claims::replies
