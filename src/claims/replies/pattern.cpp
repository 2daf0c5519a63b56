#include "claims/replies/pattern.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "core/text.h"

namespace shipwitness::claims::replies {
namespace {

using Kind = PatternNode::Kind;

PatternNode node_of(Kind kind, std::uint32_t value = 0) {
    PatternNode node;
    node.kind = kind;
    node.value = value;
    return node;
}

PatternNode with_child(Kind kind, PatternNode child) {
    PatternNode node = node_of(kind);
    node.children.push_back(std::move(child));
    return node;
}

/// Recursive descent over one pattern. The first fault stops it.
class Reader {
  public:
    Reader(std::string_view text, Literals& literals, const std::map<std::string, std::uint32_t>& lists)
        : text_(text), literals_(literals), lists_(lists) {}

    Result<PatternNode> read() {
        PatternNode node = alternatives();
        if (fault_.empty() && at_ < text_.size()) {
            fault_ = "a bracket is closed that was not opened";
        }
        if (!fault_.empty()) {
            return fail(ErrorKind::invalid, "pattern_invalid", "\"" + std::string(text_) + "\": " + fault_);
        }
        return node;
    }

  private:
    void skip_blanks() {
        while (at_ < text_.size() && text_[at_] == ' ') {
            ++at_;
        }
    }
    [[nodiscard]] bool at(std::string_view sign) const { return text_.substr(at_).starts_with(sign); }
    bool take(std::string_view sign) {
        if (!at(sign)) {
            return false;
        }
        at_ += sign.size();
        return true;
    }
    void fault(std::string what) {
        if (fault_.empty()) {
            fault_ = std::move(what);
        }
        at_ = text_.size();
    }

    PatternNode alternatives() {
        if (++depth_ > kDeepest) {
            fault("brackets are nested too deeply");
            return {};
        }
        PatternNode node = node_of(Kind::alternatives);
        do {
            node.children.push_back(sequence());
        } while (take("|"));
        --depth_;
        return flattened(std::move(node));
    }

    PatternNode sequence() {
        PatternNode node = node_of(Kind::sequence);
        for (skip_blanks(); at_ < text_.size() && !at("|") && !at(")"); skip_blanks()) {
            PatternNode child = element();
            if (take("?") && (at_ >= text_.size() || at(" ") || at(")") || at("|"))) {
                child = with_child(Kind::optional, std::move(child));
            }
            node.children.push_back(std::move(child));
        }
        if (fault_.empty() && node.children.empty()) {
            fault("a word is missing");
        }
        if (node.children.size() == 1) {
            PatternNode only = std::move(node.children.front());
            return only;
        }
        return node;
    }

    PatternNode group() {
        PatternNode inner = alternatives();
        if (!take(")") && fault_.empty()) {
            fault("a bracket is not closed");
        }
        return inner;
    }

    PatternNode element() {
        if (take("(")) {
            return group();
        }
        if (take("..")) {
            return gap(false);
        }
        if (take(",,")) {
            return gap(true);
        }
        if (take("//")) {
            return node_of(Kind::next_sentence);
        }
        if (take("^")) {
            return node_of(Kind::sentence_start, digits());
        }
        if (take("$")) {
            return node_of(Kind::sentence_end);
        }
        if (take("@")) {
            return list();
        }
        if (take("<")) {
            return primitive();
        }
        if (const auto sign = sign_alone()) {
            return *sign;
        }
        if (take("!")) {
            return with_child(Kind::not_ahead, operand("!"));
        }
        if (take("~")) {
            return with_child(Kind::not_behind, operand("~"));
        }
        return word();
    }

    PatternNode operand(std::string_view sign) {
        if (at_ >= text_.size() || at(" ")) {
            fault("after " + std::string(sign) + " a word or a bracket must follow at once");
            return {};
        }
        return element();
    }

    /// "?", "!", ",", ":", ";", "–", "(" cannot be, on its own.
    std::optional<PatternNode> sign_alone() {
        for (const std::string_view sign : {",", ":", ";", "?", "!", "–", "«", "»", "\""}) {
            const std::size_t after = at_ + sign.size();
            if (at(sign) &&
                (after >= text_.size() || std::string_view(" )|").find(text_[after]) != std::string_view::npos)) {
                at_ = after;
                PatternNode node = node_of(Kind::mark);
                node.sign = sign;
                return node;
            }
        }
        return std::nullopt;
    }

    PatternNode gap(bool within_clause) {
        std::uint32_t most = 0;
        const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), most);
        if (error != std::errc{} || most > kWidestGap) {
            fault("after .. or ,, stands the greatest number of words between, from 0 to " +
                  std::to_string(kWidestGap));
            return {};
        }
        at_ = static_cast<std::size_t>(end - text_.data());
        PatternNode node = node_of(Kind::gap, most);
        node.within_clause = within_clause;
        if (take("~")) {
            node.children.push_back(operand("~"));
        }
        return node;
    }

    /// The number that stands here, 0 when there is none.
    std::uint32_t digits() {
        std::uint32_t number = 0;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && number < kWidestGap) {
            number = number * 10 + static_cast<std::uint32_t>(text_[at_++] - '0');
        }
        return number;
    }

    std::string_view name(std::string_view until) {
        const std::size_t start = at_;
        while (at_ < text_.size() && until.find(text_[at_]) == std::string_view::npos) {
            ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    static std::string meant(std::string_view word, const std::vector<std::string>& known) {
        const auto found = nearest(word, known);
        return found ? "; did you mean " + *found + "?" : "";
    }

    PatternNode list() {
        const std::string word(name(" ()|?"));
        const auto found = lists_.find(word);
        if (found == lists_.end()) {
            std::vector<std::string> known;
            for (const auto& entry : lists_) {
                known.push_back(entry.first);
            }
            fault("there is no list @" + word + meant(word, known));
            return {};
        }
        return node_of(Kind::list, found->second);
    }

    PatternNode primitive() {
        const std::string word(name(">"));
        if (!take(">")) {
            fault("< is not closed by >");
            return {};
        }
        const auto& words = primitive_words();
        const auto found = std::ranges::find(words, word);
        if (found == words.end()) {
            fault("there is no <" + word + ">" + meant(word, words));
            return {};
        }
        return node_of(Kind::primitive, static_cast<std::uint32_t>(found - words.begin()));
    }

    PatternNode word() {
        const bool ending = take("*");
        const bool exact = take("=");
        const std::string_view text = name(" ()|?*");
        const bool prefix = !ending && take("*");
        const auto forms = forms_of(text);
        if (forms.empty()) {
            fault("\"" + std::string(text) + "\" is neither a word nor a sign of patterns");
            return {};
        }
        PatternNode node = node_of(Kind::sequence);
        for (const std::string& form : forms) {
            const bool last = &form == &forms.back();
            const std::uint32_t number = ending && last   ? literals_.ending(form)
                                         : prefix && last ? literals_.prefix(form)
                                         : exact          ? literals_.exact(form)
                                                          : literals_.stem(form);
            node.children.push_back(node_of(Kind::literal, number));
        }
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    static constexpr std::uint32_t kWidestGap = 40;
    static constexpr int kDeepest = 20;

    std::string_view text_;
    Literals& literals_;
    const std::map<std::string, std::uint32_t>& lists_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::string fault_;
};

void append(const Beginnings& from, Beginnings& to) {
    const auto add = [](const auto& source, auto& target) {
        target.insert(target.end(), source.begin(), source.end());
    };
    add(from.literals, to.literals);
    add(from.primitives, to.primitives);
    add(from.lists, to.lists);
    to.anything = to.anything || from.anything;
}

Beginnings beginnings_of_sequence(const PatternNode& node) {
    Beginnings all;
    all.empty = true;
    for (const PatternNode& child : node.children) {
        const Beginnings one = beginnings_of(child);
        append(one, all);
        if (!one.empty) {
            all.empty = false;
            break;
        }
    }
    return all;
}

}  // namespace

const std::vector<std::string>& primitive_words() {
    static const std::vector<std::string> kWords{"number", "date", "clock",   "money",    "percent",   "phone", "email",
                                                 "link",   "name", "capital", "question", "quotation", "word"};
    return kWords;
}

PatternNode flattened(PatternNode alternatives) {
    PatternNode all = node_of(Kind::alternatives);
    for (PatternNode& child : alternatives.children) {
        if (child.kind == Kind::literal) {
            all.literals.push_back(child.value);
        } else if (child.kind == Kind::alternatives) {
            all.literals.insert(all.literals.end(), child.literals.begin(), child.literals.end());
            std::ranges::move(child.children, std::back_inserter(all.children));
        } else {
            all.children.push_back(std::move(child));
        }
    }
    std::ranges::sort(all.literals);
    all.literals.erase(std::unique(all.literals.begin(), all.literals.end()), all.literals.end());
    if (all.children.empty() && all.literals.size() == 1) {
        return node_of(Kind::literal, all.literals.front());
    }
    if (all.literals.empty() && all.children.size() == 1) {
        PatternNode only = std::move(all.children.front());
        return only;
    }
    return all;
}

Result<PatternNode> read_pattern(std::string_view text, Literals& literals,
                                 const std::map<std::string, std::uint32_t>& lists) {
    return Reader(trim(text), literals, lists).read();
}

Beginnings beginnings_of(const PatternNode& node) {
    Beginnings own;
    switch (node.kind) {
        case Kind::literal:
            own.literals.push_back(node.value);
            break;
        case Kind::primitive:
            own.anything = node.value == static_cast<std::uint32_t>(Primitive::word);
            own.primitives.push_back(node.value);
            break;
        case Kind::list:
            own.lists.push_back(node.value);
            break;
        case Kind::sequence:
            return beginnings_of_sequence(node);
        case Kind::alternatives:
            own.literals = node.literals;
            for (const PatternNode& child : node.children) {
                const Beginnings one = beginnings_of(child);
                append(one, own);
                own.empty = own.empty || one.empty;
            }
            break;
        case Kind::optional:
            own = beginnings_of(node.children.front());
            own.empty = true;
            break;
        case Kind::gap:
            own.empty = own.anything = true;
            break;
        case Kind::mark:
        case Kind::next_sentence:
            own.anything = true;
            break;
        case Kind::not_ahead:
        case Kind::not_behind:
        case Kind::sentence_start:
        case Kind::sentence_end:
            own.empty = true;
            break;
    }
    return own;
}

}  // namespace shipwitness::claims::replies
