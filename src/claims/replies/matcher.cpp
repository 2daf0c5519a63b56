#include "claims/replies/matcher.h"

#include <algorithm>
#include <stdexcept>

namespace shipwitness::claims::replies {
namespace {

using Kind = PatternNode::Kind;
using Places = std::vector<std::uint32_t>;  ///< sorted, each once

constexpr std::uint64_t kPrimitiveKeys = std::uint64_t{1} << 40;
constexpr std::uint64_t kSentenceKey = std::uint64_t{1} << 41;

void add_place(Places& places, std::uint32_t place) {
    const auto at = std::ranges::lower_bound(places, place);
    if (at == places.end() || *at != place) {
        places.insert(at, place);
    }
}

}  // namespace

/// Tries patterns on one passage. Places are tokens' numbers: a match goes from one place to another.
class Matcher {
  public:
    Matcher(const PatternIndex& index, const Passage& passage, const Literals& literals, Stems& stems)
        : index_(index), passage_(passage), tokens_(passage.tokens), literals_of_(passage.tokens.size()) {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].kind == TokenKind::word || tokens_[i].kind == TokenKind::number) {
                literals.find(tokens_[i].form, stems, literals_of_[i]);
            }
        }
    }

    std::vector<std::vector<Span>> search() {
        std::vector<std::vector<Span>> hits(index_.sets_);
        std::vector<std::size_t> tried(index_.entries_.size(), tokens_.size());
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const auto try_all = [&](std::uint64_t key) {
                const auto found = index_.by_beginning_.find(key);
                if (found == index_.by_beginning_.end()) {
                    return;
                }
                for (const std::uint32_t entry : found->second) {
                    if (tried[entry] != i) {
                        tried[entry] = i;
                        attempt(index_.entries_[entry], static_cast<std::uint32_t>(i), hits);
                    }
                }
            };
            if (i == 0 || tokens_[i - 1].kind == TokenKind::end) {
                try_all(kSentenceKey);
            }
            std::ranges::for_each(literals_of_[i], try_all);
            for (const Mark& mark : tokens_[i].marks) {
                try_all(kPrimitiveKeys + static_cast<std::uint64_t>(mark.what));
            }
        }
        return hits;
    }

  private:
    void attempt(const PatternIndex::Entry& entry, std::uint32_t at, std::vector<std::vector<Span>>& hits) {
        const Places ends = match(entry.pattern, at);
        if (!ends.empty() && ends.back() > at) {
            hits[entry.set].push_back({at, ends.back(), entry.line});
        }
    }

    [[nodiscard]] bool is_end(std::uint32_t at) const {
        return at >= tokens_.size() || tokens_[at].kind == TokenKind::end;
    }

    /// The first token from `at` on that is no mark.
    [[nodiscard]] std::uint32_t over_marks(std::uint32_t at) const {
        while (at < tokens_.size() && tokens_[at].kind == TokenKind::mark) {
            ++at;
        }
        return at;
    }

    [[nodiscard]] bool parts_clauses(std::uint32_t at) const {
        return at < tokens_.size() && tokens_[at].kind == TokenKind::mark && tokens_[at].form != "-" &&
               tokens_[at].form != "'" && tokens_[at].form != "/";
    }

    Places match(const PatternNode& node, std::uint32_t at) {
        switch (node.kind) {
            case Kind::literal:
                return literal(node, over_marks(at));
            case Kind::primitive:
                return primitive(node, over_marks(at));
            case Kind::list:
                return list(node, over_marks(at));
            case Kind::sequence:
                return sequence(node, at);
            case Kind::alternatives:
                return alternatives(node, at);
            case Kind::optional: {
                Places places = match(node.children.front(), at);
                add_place(places, at);
                return places;
            }
            case Kind::gap:
                return gap(node, at);
            case Kind::not_ahead:
                return match(node.children.front(), at).empty() ? Places{at} : Places{};
            case Kind::not_behind:
                return stands_before(node.children.front(), at) ? Places{} : Places{at};
            case Kind::mark:
                return mark(node, at);
            case Kind::sentence_start:
                return starts_sentence(at) && (node.value == 0 || passage_.sentence_of[at] < node.value) ? Places{at}
                                                                                                         : Places{};
            case Kind::sentence_end:
                return is_end(over_marks(at)) ? Places{at} : Places{};
            case Kind::next_sentence:
                return next_sentence(at);
        }
        throw std::logic_error("unknown kind of pattern");
    }

    Places literal(const PatternNode& node, std::uint32_t at) const {
        if (at >= tokens_.size()) {
            return {};
        }
        const auto& found = literals_of_[at];
        return std::ranges::find(found, node.value) != found.end() ? Places{at + 1} : Places{};
    }

    Places primitive(const PatternNode& node, std::uint32_t at) const {
        Places places;
        if (node.value == static_cast<std::uint32_t>(Primitive::word)) {
            return at < tokens_.size() && tokens_[at].kind == TokenKind::word ? Places{at + 1} : places;
        }
        if (at < tokens_.size()) {
            for (const Mark& mark : tokens_[at].marks) {
                if (static_cast<std::uint32_t>(mark.what) == node.value) {
                    add_place(places, at + mark.length);
                }
            }
        }
        return places;
    }

    /// Lists are used by many patterns: what one matched at a place is kept.
    Places list(const PatternNode& node, std::uint32_t at) {
        const std::uint64_t key = (std::uint64_t{node.value} << 32) | at;
        if (const auto found = kept_.find(key); found != kept_.end()) {
            return found->second;
        }
        Places places = match(index_.lists_[node.value], at);
        kept_.emplace(key, places);
        return places;
    }

    Places sequence(const PatternNode& node, std::uint32_t at) {
        Places places{at};
        bool same_clause = false;
        for (const PatternNode& child : node.children) {
            if (same_clause && child.kind != Kind::mark) {
                std::erase_if(places, [&](std::uint32_t place) { return parts_clauses(place); });
            }
            same_clause = child.kind == Kind::gap && child.within_clause;
            Places next;
            for (const std::uint32_t place : places) {
                for (const std::uint32_t end : match(child, place)) {
                    add_place(next, end);
                }
            }
            if (next.empty()) {
                return next;
            }
            places = std::move(next);
        }
        return places;
    }

    Places alternatives(const PatternNode& node, std::uint32_t at) {
        Places places;
        if (const std::uint32_t word = over_marks(at); word < tokens_.size() && !node.literals.empty()) {
            const bool found = std::ranges::any_of(literals_of_[word], [&](std::uint32_t literal) {
                return std::ranges::binary_search(node.literals, literal);
            });
            if (found) {
                places.push_back(word + 1);
            }
        }
        for (const PatternNode& child : node.children) {
            for (const std::uint32_t end : match(child, at)) {
                add_place(places, end);
            }
        }
        return places;
    }

    Places gap(const PatternNode& node, std::uint32_t at) {
        Places places{at};
        std::uint32_t words = 0;
        while (words < node.value) {
            while (at < tokens_.size() && tokens_[at].kind == TokenKind::mark) {
                if (node.within_clause && parts_clauses(at)) {
                    return places;
                }
                ++at;
            }
            if (is_end(at) || (!node.children.empty() && !match(node.children.front(), at).empty())) {
                return places;
            }
            ++at;
            ++words;
            add_place(places, at);
        }
        return places;
    }

    Places mark(const PatternNode& node, std::uint32_t at) const {
        for (; at < tokens_.size(); ++at) {
            const Token& token = tokens_[at];
            if (token.kind == TokenKind::end) {
                return token.form == node.sign ? Places{at} : Places{};
            }
            if (token.kind != TokenKind::mark) {
                return {};
            }
            if (token.form == node.sign) {
                return {at + 1};
            }
        }
        return {};
    }

    Places next_sentence(std::uint32_t at) const {
        at = over_marks(at);
        return at + 1 < tokens_.size() && is_end(at) ? Places{at + 1} : Places{};
    }

    [[nodiscard]] bool starts_sentence(std::uint32_t at) const {
        while (at > 0 && tokens_[at - 1].kind == TokenKind::mark) {
            --at;
        }
        return at == 0 || tokens_[at - 1].kind == TokenKind::end;
    }

    bool stands_before(const PatternNode& node, std::uint32_t at) {
        constexpr std::uint32_t kFarthest = 8;
        const std::uint32_t here = over_marks(at);
        for (std::uint32_t back = 1; back <= kFarthest && back <= at; ++back) {
            const std::uint32_t start = at - back;
            if (tokens_[start].kind == TokenKind::end) {
                return false;
            }
            for (const std::uint32_t end : match(node, start)) {
                if (end > start && over_marks(end) == here) {
                    return true;
                }
            }
        }
        return false;
    }

    const PatternIndex& index_;
    const Passage& passage_;
    const std::vector<Token>& tokens_;
    std::vector<std::vector<std::uint32_t>> literals_of_;
    std::unordered_map<std::uint64_t, Places> kept_;
};

bool PatternIndex::collect(const Beginnings& beginnings, std::vector<std::uint64_t>& keys) const {
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

void PatternIndex::add_list(PatternNode list) {
    ListKeys keys;
    keys.usable = collect(beginnings_of(list), keys.keys);
    lists_.push_back(std::move(list));
    list_keys_.push_back(std::move(keys));
}

bool PatternIndex::add(PatternNode pattern, std::uint32_t set, int line) {
    std::vector<std::uint64_t> keys;
    if (!collect(beginnings_of(pattern), keys)) {
        const bool opens =
            !pattern.children.empty() && pattern.children.front().kind == PatternNode::Kind::sentence_start;
        if (pattern.kind != PatternNode::Kind::sequence || !opens) {
            return false;
        }
        keys = {kSentenceKey};  // tried once for each sentence
    }
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({std::move(pattern), set, line});
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (const std::uint64_t key : keys) {
        by_beginning_[key].push_back(number);
    }
    return true;
}

std::vector<std::vector<Span>> PatternIndex::search(const Passage& passage, const Literals& literals,
                                                    Stems& stems) const {
    return Matcher(*this, passage, literals, stems).search();
}

}  // namespace shipwitness::claims::replies
