#include "claims/replies/labelled_set.h"

#include <algorithm>

#include "config/reader.h"

namespace shipwitness::claims::replies {
namespace {

double share(std::size_t part, std::size_t rest) {
    return part + rest == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(part + rest);
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
