#include "claims/replies/anchors.h"

#include <algorithm>
#include <iterator>

namespace shipwitness::claims::replies {
namespace {

using Kind = PatternNode::Kind;

Anchors of_sequence(const PatternNode& node, const std::vector<Anchors>& lists) {
    Anchors all;
    for (const PatternNode& child : node.children) {
        Anchors one = anchors_of(child, lists);
        std::ranges::move(one.required, std::back_inserter(all.required));
        all.crosses_sentence = all.crosses_sentence || one.crosses_sentence;
    }
    return all;
}

/// One alternative will do, so one anchor of each is needed: the shortest, which says the most.
Anchors of_alternatives(const PatternNode& node, const std::vector<Anchors>& lists) {
    Anchor any(node.literals.begin(), node.literals.end());
    Anchors all;
    bool known = true;
    for (const PatternNode& child : node.children) {
        const Anchors one = anchors_of(child, lists);
        all.crosses_sentence = all.crosses_sentence || one.crosses_sentence;
        if (one.required.empty()) {
            known = false;
            continue;
        }
        const auto shortest = std::ranges::min_element(one.required, {}, &Anchor::size);
        any.insert(any.end(), shortest->begin(), shortest->end());
    }
    if (known && !any.empty()) {
        std::ranges::sort(any);
        any.erase(std::unique(any.begin(), any.end()), any.end());
        all.required.push_back(std::move(any));
    }
    return all;
}

}  // namespace

Anchors anchors_of(const PatternNode& node, const std::vector<Anchors>& lists) {
    switch (node.kind) {
        case Kind::literal:
            return {{{node.value}}, false};
        case Kind::primitive:
            if (node.value == static_cast<std::uint32_t>(Primitive::word)) {
                return {};
            }
            // A question goes to its sentence's end: what follows it in a pattern stands in the next.
            return {{{kPrimitiveKeys + node.value}}, node.value == static_cast<std::uint32_t>(Primitive::question)};
        case Kind::list:
            return lists.at(node.value);
        case Kind::sequence:
            return of_sequence(node, lists);
        case Kind::alternatives:
            return of_alternatives(node, lists);
        case Kind::optional:
            return {{}, anchors_of(node.children.front(), lists).crosses_sentence};
        case Kind::next_sentence:
            return {{}, true};
        case Kind::gap:
        case Kind::not_ahead:
        case Kind::not_behind:
        case Kind::mark:
        case Kind::sentence_start:
        case Kind::sentence_end:
            break;
    }
    return {};
}

}  // namespace shipwitness::claims::replies
