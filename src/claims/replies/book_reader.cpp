#include "claims/replies/book_reader.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"

namespace shipwitness::claims::replies {
namespace {

using config::Node;

/// Reads one rule file into a book; faults are kept by the document.
class BookReader {
  public:
    BookReader(RuleBook::Implementation& book, Node root) : book_(book), root_(std::move(root)) {}

    void read() {
        book_.reader_name = root_.text("reader", "");
        Node lists = root_.map("lists");
        for (const auto& key : lists.keys()) {
            read_list(lists, key);
        }
        Node rules = root_.map("rules");
        for (const auto& key : rules.keys()) {
            Node rule = rules.map(key.text);
            const auto number = numbers_.size();
            numbers_.emplace(key.text, number);
            read_rule(rule, key.text);
        }
        for (const auto& [rule, node, names, target] : links_) {
            link(rule, node, names, target);
        }
    }

  private:
    void read_list(Node& lists, const Node::Line& key) {
        PatternNode all;
        all.kind = PatternNode::Kind::alternatives;
        for (const auto& [text, line] : patterns(lists, key.text)) {
            auto pattern = read_pattern(text, book_.literals, lists_);
            if (pattern) {
                all.children.push_back(std::move(*pattern));
            } else {
                lists.fault_at(line, pattern.error().detail);
            }
        }
        if (all.children.empty()) {
            lists.fault(key.text, "must hold at least one pattern");
        }
        const auto number = static_cast<std::uint32_t>(lists_.size());
        if (lists_.emplace(key.text, number).second) {
            book_.index.add_list(flattened(std::move(all)));
        }
    }

    /// Lines without comments.
    static std::vector<Node::Line> patterns(Node& node, std::string_view key) {
        std::vector<Node::Line> lines = node.lines(key);
        for (Node::Line& line : lines) {
            const std::size_t comment = line.text.starts_with('#') ? 0 : line.text.find(" #");
            line.text = std::string(trim(std::string_view(line.text).substr(0, comment)));
        }
        std::erase_if(lines, [](const Node::Line& line) { return line.text.empty(); });
        return lines;
    }

    std::uint32_t read_set(Node& node, std::string_view key) {
        const std::uint32_t set = book_.index.new_set();
        book_.sets.push_back({rule_, std::string(key)});
        for (const auto& [text, line] : patterns(node, key)) {
            auto pattern = read_pattern(text, book_.literals, lists_);
            if (!pattern) {
                node.fault_at(line, std::string(key) + ": " + pattern.error().detail);
            } else if (!book_.index.add(std::move(*pattern), set, line)) {
                node.fault_at(line, std::string(key) + ": \"" + text +
                                        "\": must begin with a word, a list or a <class> that is always there");
            } else if (key == "find") {
                book_.find_patterns.push_back({rule_, line, pattern_key(rule_, text)});
            }
        }
        return set;
    }

    HitSets read_sets(Node& node, std::string_view find, std::string_view prefix = "") {
        const std::string before(prefix);
        return {read_set(node, find), read_set(node, before + "unless"), read_set(node, before + "unless_in_sentence")};
    }

    Case read_case(Node& node, std::string_view find) {
        if (!node.has(find)) {
            node.fault(find, "is required");
        }
        return {read_sets(node, find), node.text("why"), node.text("suggestion")};
    }

    void read_rule(Node& node, const std::string& id) {
        Rule rule;
        rule_ = rule.id = id;
        rule.severity = node.word("severity", {"block", "advise"}) == "block" ? Severity::block : Severity::advise;
        for (const auto& [text, line] : node.lines("stages")) {
            read_stage(node, text, line, rule.stages);
        }
        if (rule.stages.empty()) {
            node.fault("stages", "must be all, or a list of " + joined(stage_words()));
            rule.stages.push_back(Stage::answer);
        }
        if (node.has("expect")) {
            rule.kind = Rule::Kind::missing;
            rule.cases.push_back(read_case(node, "expect"));
            rule.needs_more = node.has("and_anywhere");
            rule.more = read_set(node, "and_anywhere");
            read_examples(node, rule);
        } else if (node.has("bad_news")) {
            read_order(node, rule);
        } else {
            read_cases(node, rule);
        }
        book_.rules.push_back(std::move(rule));
    }

    void read_order(Node& node, Rule& rule) {
        rule.kind = Rule::Kind::order;
        rule.cases.push_back(read_case(node, "bad_news"));
        rule.way_out = read_sets(node, "way_out", "way_out_");
        rule.reasons = read_sets(node, "reasons", "reasons_");
        rule.most_reasons = static_cast<std::size_t>(node.integer("most_reasons", 0, 20, 2));
        rule.way_out_within = static_cast<std::size_t>(node.integer("way_out_within", 0, 20, 2));
        links_.push_back({book_.rules.size(), node, "softened_by", &Rule::softened_by});
        links_.push_back({book_.rules.size(), node, "ways_out_of", &Rule::ways_out_of});
        read_examples(node, rule);
    }

    void read_cases(Node& node, Rule& rule) {
        auto cases = node.list("cases");
        if (cases.empty()) {
            node.fault("cases", "is required: a rule has cases with find, or expect, or bad_news");
        }
        for (Node& one : cases) {
            rule.cases.push_back(read_case(one, "find"));
            read_examples(one, rule);
        }
        if (node.has("second_reader")) {
            read_second(node, rule);
        }
    }

    void read_second(Node& node, Rule& rule) {
        Node part = node.map("second_reader");
        Second second;
        second.reading = {rule.id, rule.stages, read_probability(part, "doubts_below", 0),
                          read_probability(part, "finds_above", 1)};
        if (second.reading.doubts_below >= second.reading.finds_above) {
            part.fault("finds_above", "must be more than doubts_below");
        }
        second.found.why = part.text("why");
        second.found.suggestion = part.text("suggestion");
        second.found.sets.unless = read_set(part, "unless");
        second.trusts = read_set(part, "trusts");
        for (const Node::Line& key : node.keys()) {
            second.line = key.text == "second_reader" ? key.number : second.line;
        }
        rule.second = std::move(second);
    }

    static double read_probability(Node& node, std::string_view key, double fallback) {
        const std::string text = node.text(key, "");
        if (text.empty()) {
            return fallback;
        }
        double value = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0 && value <= 1)) {
            node.fault(key, "\"" + text + "\" must be a number from 0 to 1");
            return fallback;
        }
        return value;
    }

    void read_stage(Node& node, const std::string& word, int line, std::vector<Stage>& stages) {
        if (word == "all") {
            stages.assign(std::begin(kStages), std::end(kStages));
        } else if (const auto stage = stage_of(word)) {
            stages.push_back(*stage);
        } else {
            const auto meant = nearest(word, stage_words());
            node.fault_at(line, "stages: \"" + word + "\" must be all, or of " + joined(stage_words()) +
                                    (meant ? "; did you mean " + *meant + "?" : ""));
        }
    }

    void read_examples(Node& node, const Rule& rule) {
        for (const bool bad : {true, false}) {
            const char* key = bad ? "bad" : "good";
            const auto lines = node.lines(key);
            if (lines.empty()) {
                node.fault(key, "is required: each rule proves itself by examples");
            }
            for (const auto& [text, line] : lines) {
                read_example(node, rule, {rule.id, text, rule.stages.front(), bad, line});
            }
        }
    }

    /// "[closing] words ¶ words": the stage may stand before, ¶ is a line break.
    void read_example(Node& node, const Rule& rule, Example example) {
        if (example.text.starts_with('[')) {
            const std::size_t close = std::min(example.text.find(']'), example.text.size());
            const std::string word = example.text.substr(1, close - 1);
            std::vector<Stage> stages;
            read_stage(node, word, example.line, stages);
            if (!stages.empty() && std::ranges::find(rule.stages, stages.front()) == rule.stages.end()) {
                node.fault_at(example.line, "the rule does not speak of the stage " + word);
            }
            example.stage = stages.empty() ? example.stage : stages.front();
            example.text = trim(std::string_view(example.text).substr(std::min(close + 1, example.text.size())));
        }
        constexpr std::string_view kBreak = "¶";
        for (std::size_t at = example.text.find(kBreak); at != std::string::npos; at = example.text.find(kBreak, at)) {
            example.text.replace(at, kBreak.size(), "\n");
        }
        book_.examples.push_back(std::move(example));
    }

    void link(std::size_t rule, Node node, const std::string& key, std::vector<std::size_t> Rule::*target) {
        for (const auto& [text, line] : node.lines(key)) {
            const auto found = numbers_.find(text);
            if (found != numbers_.end() && book_.rules[found->second].kind == Rule::Kind::missing) {
                (book_.rules[rule].*target).push_back(found->second);
                continue;
            }
            std::vector<std::string> known;
            for (const Rule& one : book_.rules) {
                if (one.kind == Rule::Kind::missing) {
                    known.push_back(one.id);
                }
            }
            node.fault_at(line, key + ": \"" + text + "\" must be a rule with expect: " + joined(known));
        }
    }

    static std::string joined(const std::vector<std::string>& words) {
        std::string all;
        for (const std::string& word : words) {
            all += (all.empty() ? "" : ", ") + word;
        }
        return all;
    }

    struct Link {
        std::size_t rule;
        Node node;
        std::string key;
        std::vector<std::size_t> Rule::*target;
    };

    RuleBook::Implementation& book_;
    Node root_;
    std::map<std::string, std::uint32_t> lists_;
    std::map<std::string, std::size_t> numbers_;
    std::vector<Link> links_;
    std::string rule_;  ///< being read
};

}  // namespace

void read_rules(const config::Node& root, RuleBook::Implementation& book) {
    BookReader(book, root).read();
}

}  // namespace shipwitness::claims::replies
