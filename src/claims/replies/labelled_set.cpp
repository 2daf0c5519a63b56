#include "claims/replies/labelled_set.h"

#include <algorithm>
#include <optional>

#include "claims/replies/characters.h"
#include "config/reader.h"

namespace shipwitness::claims::replies {
namespace {

double share(std::size_t part, std::size_t rest) {
    return part + rest == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

bool parts_words(char32_t letter) {
    return is_blank(letter) || is_line_break(letter);
}

/// Where the words stand in the text, line breaks and blanks of any number being alike.
std::optional<Place> place_of(std::u32string_view words, std::u32string_view text) {
    const auto skip = [](std::u32string_view in, std::size_t at) {
        while (at < in.size() && parts_words(in[at])) {
            ++at;
        }
        return at;
    };
    for (std::size_t start = 0; start < text.size(); ++start) {
        std::size_t at = start;
        std::size_t word = skip(words, 0);
        while (word < words.size() && at < text.size() && (parts_words(words[word]) || words[word] == text[at])) {
            const bool blank = parts_words(words[word]);
            if (blank && !parts_words(text[at]) && skip(words, word) < words.size()) {
                break;
            }
            word = blank ? skip(words, word) : word + 1;
            at = blank ? skip(text, at) : at + 1;
        }
        if (at > start && skip(words, word) == words.size()) {
            return Place{start, at};
        }
    }
    return std::nullopt;
}

void read_places(config::Node& row, LabelledReply& reply) {
    config::Node where = row.map("where");
    const std::u32string text = decoded(reply.text);
    for (const auto& [rule, line] : where.keys()) {
        if (std::ranges::find(reply.expect, rule) == reply.expect.end()) {
            where.fault(rule, "is not expected");
        }
        for (const auto& words : where.lines(rule)) {
            if (const auto place = place_of(decoded(words.text), text)) {
                reply.where[rule].push_back(*place);
            } else {
                where.fault_at(words.number, "\"" + words.text + "\" does not stand in the text");
            }
        }
    }
}

}  // namespace

double Score::precision() const {
    return share(hits, false_alarms);
}

double Score::recall() const {
    return share(hits, misses);
}

Result<std::vector<LabelledReply>> read_labelled_set(std::string_view yaml, const std::string& name,
                                                     const std::vector<std::string>& rules) {
    auto document = config::Document::parse(yaml, name);
    if (!document) {
        return tl::unexpected(document.error());
    }
    std::vector<LabelledReply> set;
    for (config::Node& row : document->rows()) {
        LabelledReply reply;
        reply.id = row.text("id");
        reply.stage = stage_of(row.word("stage", stage_words())).value_or(Stage::answer);
        reply.text = row.text("text");
        reply.expect = row.texts("expect");
        reply.note = row.text("note", "");
        for (const std::string& rule : reply.expect) {
            if (std::ranges::find(rules, rule) == rules.end()) {
                row.fault("expect", "there is no rule \"" + rule + "\"");
            }
        }
        read_places(row, reply);
        set.push_back(std::move(reply));
    }
    if (auto done = document->finish(); !done) {
        return tl::unexpected(done.error());
    }
    return set;
}

Result<Scoring> score(const RuleBook& book, const std::vector<LabelledReply>& set) {
    Scoring scoring;
    for (const std::string& rule : book.rules()) {
        scoring.by_rule[rule];
    }
    for (const LabelledReply& reply : set) {
        const auto findings = book.check(reply.text, reply.stage);
        if (!findings) {
            return fail(findings.error().kind, findings.error().code, reply.id + ": " + findings.error().detail);
        }
        for (auto& [rule, of_rule] : scoring.by_rule) {
            const bool expected = std::ranges::find(reply.expect, rule) != reply.expect.end();
            const auto found = std::ranges::find(*findings, rule, &Finding::rule);
            if (found == findings->end()) {
                of_rule.misses += expected ? 1 : 0;
            } else {
                (expected ? of_rule.hits : of_rule.false_alarms) += 1;
            }
            if (expected != (found != findings->end())) {
                scoring.mistakes.push_back({&reply, rule, expected, expected ? "" : found->text});
            }
        }
    }
    return scoring;
}

}  // namespace shipwitness::claims::replies
