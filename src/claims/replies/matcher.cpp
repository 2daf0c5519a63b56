#include "claims/replies/matcher.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "claims/replies/places.h"

namespace shipwitness::claims::replies {
namespace {

using Kind = PatternNode::Kind;

}  // namespace

/// Tries patterns on one passage. Places are tokens' numbers: a match goes from one place to another.
class Matcher {
  public:
    Matcher(const PatternIndex& index, const Passage& passage, const Literals& literals, Stems& stems)
        : index_(index),
          passage_(passage),
          tokens_(passage.tokens),
          keys_of_(passage.tokens.size()),
          met_(index.anchors_) {
        std::unordered_map<std::string_view, std::vector<std::uint32_t>> found;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].kind == TokenKind::word || tokens_[i].kind == TokenKind::number) {
                const auto [numbers, is_new] = found.try_emplace(tokens_[i].form);
                if (is_new) {
                    literals.find(tokens_[i].form, stems, numbers->second);
                }
                keys_of_[i].assign(numbers->second.begin(), numbers->second.end());
            }
            for (const Mark& mark : tokens_[i].marks) {
                keys_of_[i].push_back(kPrimitiveKeys + static_cast<WordKey>(mark.what));
            }
        }
    }

    std::vector<std::vector<Span>> search() {
        std::vector<std::vector<Span>> hits(index_.sets_);
        std::vector<std::size_t> tried(index_.entries_.size(), tokens_.size());
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const auto try_all = [&](WordKey key) {
                const auto found = index_.by_beginning_.find(key);
                if (found == index_.by_beginning_.end()) {
                    return;
                }
                for (const PatternIndex::Candidate& candidate : found->second) {
                    if (is_hopeful(candidate) && tried[candidate.entry] != i) {
                        tried[candidate.entry] = i;
                        attempt(index_.entries_[candidate.entry], static_cast<std::uint32_t>(i), hits);
                    }
                }
            };
            if (i == 0 || tokens_[i - 1].kind == TokenKind::end) {
                enter_sentence(passage_.sentence_of[i]);
                try_all(PatternIndex::kSentenceKey);
            }
            std::ranges::for_each(keys_of_[i], try_all);
        }
        return hits;
    }

  private:
    /// Notes which anchors the sentence meets.
    void enter_sentence(std::uint32_t sentence) {
        std::ranges::fill(met_, std::uint8_t{0});
        met_.front() = 1;
        for (std::size_t at = passage_.first_tokens[sentence]; at < passage_.end_of(sentence); ++at) {
            for (const WordKey key : keys_of_[at]) {
                if (const auto found = index_.anchors_met_by_.find(key); found != index_.anchors_met_by_.end()) {
                    std::ranges::for_each(found->second, [&](std::uint32_t anchor) { met_[anchor] = 1; });
                }
            }
        }
    }

    [[nodiscard]] bool is_hopeful(const PatternIndex::Candidate& candidate) const {
        return std::ranges::all_of(candidate.anchors, [&](std::uint32_t anchor) { return met_[anchor] != 0; });
    }

    void attempt(const PatternIndex::Entry& entry, std::uint32_t at, std::vector<std::vector<Span>>& hits) {
        const Places ends = match(entry.pattern, at);
        if (!ends.empty() && ends.last() > at) {
            hits[entry.set].push_back({at, ends.last(), entry.line});
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
                places.add(at);
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
        const auto& found = keys_of_[at];
        return std::ranges::find(found, WordKey{node.value}) != found.end() ? Places{at + 1} : Places{};
    }

    Places primitive(const PatternNode& node, std::uint32_t at) const {
        Places places;
        if (node.value == static_cast<std::uint32_t>(Primitive::word)) {
            return at < tokens_.size() && tokens_[at].kind == TokenKind::word ? Places{at + 1} : places;
        }
        if (at < tokens_.size()) {
            for (const Mark& mark : tokens_[at].marks) {
                if (static_cast<std::uint32_t>(mark.what) == node.value) {
                    places.add(at + mark.length);
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
            const bool stay = same_clause && child.kind != Kind::mark;
            same_clause = child.kind == Kind::gap && child.within_clause;
            Places next;
            for (const std::uint32_t place : places) {
                if (!stay || !parts_clauses(place)) {
                    next.add_all(match(child, place));
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
        const std::uint32_t word = over_marks(at);
        if (word < tokens_.size() && !node.literals.empty()) {
            const bool found = std::ranges::any_of(keys_of_[word], [&](WordKey key) {
                return key < kPrimitiveKeys &&
                       std::ranges::binary_search(node.literals, static_cast<std::uint32_t>(key));
            });
            if (found) {
                places.add(word + 1);
            }
        }
        if (node.choice == 0) {
            for (const PatternNode& child : node.children) {
                places.add_all(match(child, at));
            }
        } else {
            choose(node, at, word, places);
        }
        return places;
    }

    /// Only the alternatives that may begin with the word at hand.
    void choose(const PatternNode& node, std::uint32_t at, std::uint32_t word, Places& places) {
        const PatternIndex::Choice& choice = index_.choices_[node.choice];
        for (const std::uint32_t child : choice.always) {
            places.add_all(match(node.children[child], at));
        }
        if (word >= tokens_.size()) {
            return;
        }
        for (const WordKey key : keys_of_[word]) {
            if (const auto found = choice.by_beginning.find(key); found != choice.by_beginning.end()) {
                for (const std::uint32_t child : found->second) {
                    places.add_all(match(node.children[child], at));
                }
            }
        }
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
            places.add(at);
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
                return Places{at + 1};
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
    std::vector<std::vector<WordKey>> keys_of_;  ///< by token: the literals and primitives that it satisfies
    std::vector<std::uint8_t> met_;              ///< by anchor: whether the sentence at hand meets it
    std::unordered_map<std::uint64_t, Places> kept_;
};

std::vector<std::vector<Span>> PatternIndex::search(const Passage& passage, const Literals& literals,
                                                    Stems& stems) const {
    return Matcher(*this, passage, literals, stems).search();
}

}  // namespace shipwitness::claims::replies
