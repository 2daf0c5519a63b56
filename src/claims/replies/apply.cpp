#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "claims/replies/characters.h"
#include "claims/replies/rules.h"
#include "claims/replies/second_opinion.h"

namespace shipwitness::claims::replies {
namespace {

class Application {
  public:
    Application(const RuleBook::Implementation& book, const RuleBook::Beside* beside, const Letter& letter, Stage stage)
        : book_(book),
          letter_(letter),
          body_(letter.body),
          stage_(stage),
          stems_(book.language),
          opinion_(beside, letter.body, stems_),
          hits_(book.index.search(letter.body, book.literals, stems_)),
          signature_hits_(book.index.search(letter.signature, book.literals, stems_)) {}

    std::vector<Finding> all() {
        std::vector<Finding> missing;
        for (const Rule& rule : book_.rules) {
            if (std::ranges::find(rule.stages, stage_) == rule.stages.end()) {
                continue;
            }
            switch (rule.kind) {
                case Rule::Kind::found:
                    found(rule);
                    break;
                case Rule::Kind::missing:
                    if (is_missing(rule)) {
                        missing.push_back(finding(rule, rule.cases.front(), std::nullopt));
                    }
                    break;
                case Rule::Kind::order:
                    if (const auto place = out_of_order(rule)) {
                        auto& list = place->end > place->first ? findings_ : missing;
                        list.push_back(finding(rule, rule.cases.front(), *place));
                    }
                    break;
            }
        }
        std::ranges::stable_sort(findings_, {}, &Finding::start);
        std::ranges::move(missing, std::back_inserter(findings_));
        return std::move(findings_);
    }

  private:
    [[nodiscard]] Finding finding(const Rule& rule, const Case& of, std::optional<Span> span) const {
        Finding result{rule.id, rule.severity, 0, 0, "", of.why, of.suggestion};
        if (span && span->end > span->first) {
            result.start = body_.tokens[span->first].start;
            result.end = body_.tokens[span->end - 1].end;
            result.text = encoded(std::u32string_view(letter_.text).substr(result.start, result.end - result.start));
        }
        return result;
    }

    [[nodiscard]] std::uint32_t sentence(std::uint32_t token) const { return body_.sentence_of[token]; }

    /// The hits of a set that nothing takes back.
    [[nodiscard]] std::vector<Span> standing(const HitSets& sets) const {
        std::vector<Span> spans;
        for (const Span& hit : hits_[sets.find]) {
            const bool taken_back = std::ranges::any_of(
                hits_[sets.unless], [&](const Span& other) { return other.first < hit.end && hit.first < other.end; });
            const bool out_of_place = std::ranges::any_of(hits_[sets.unless_in_sentence], [&](const Span& other) {
                return sentence(other.first) == sentence(hit.first);
            });
            if (!taken_back && !out_of_place) {
                spans.push_back(hit);
            }
        }
        std::ranges::sort(
            spans, [](const Span& a, const Span& b) { return a.first != b.first ? a.first < b.first : a.end > b.end; });
        return spans;
    }

    /// Hits of all cases that the second reader lets stand, and what it finds itself; of those that overlap, the first
    /// and longest speaks for all.
    void found(const Rule& rule) {
        struct Hit {
            Span span;
            const Case* of;
        };
        std::vector<Hit> hits;
        for (const Case& one : rule.cases) {
            for (const Span& span : standing(one.sets)) {
                if (!opinion_.drops(rule, span, hits_)) {
                    hits.push_back({span, &one});
                }
            }
        }
        for (const Span& span : opinion_.finds(rule, hits_)) {
            hits.push_back({span, &rule.second->found});
        }
        std::ranges::stable_sort(hits, [](const Hit& a, const Hit& b) {
            return a.span.first != b.span.first ? a.span.first < b.span.first : a.span.end > b.span.end;
        });
        std::uint32_t end = 0;
        for (const Hit& hit : hits) {
            if (hit.span.first >= end) {
                findings_.push_back(finding(rule, *hit.of, hit.span));
            }
            end = std::max(end, hit.span.end);
        }
    }

    [[nodiscard]] bool is_missing(const Rule& rule) const {
        if (standing(rule.cases.front().sets).empty()) {
            return true;
        }
        return rule.needs_more && hits_[rule.more].empty() && signature_hits_[rule.more].empty();
    }

    [[nodiscard]] std::vector<Span> expected_by(const std::vector<std::size_t>& rules) const {
        std::vector<Span> spans;
        for (const std::size_t rule : rules) {
            std::ranges::copy(standing(book_.rules[rule].cases.front().sets), std::back_inserter(spans));
        }
        return spans;
    }

    /// The place of the bad news when something about it is out of order; an empty span when the reply has none and
    /// lacks what must stand around it.
    [[nodiscard]] std::optional<Span> out_of_order(const Rule& rule) const {
        const std::vector<Span> soft = expected_by(rule.softened_by);
        std::vector<Span> ways_out = expected_by(rule.ways_out_of);
        std::ranges::copy(standing(rule.way_out), std::back_inserter(ways_out));
        const std::vector<Span> news = standing(rule.cases.front().sets);
        if (news.empty()) {
            return soft.empty() || ways_out.empty() ? std::optional(Span{}) : std::nullopt;
        }
        const Span& bad = news.front();
        const std::uint32_t at = sentence(bad.first);
        const bool softened = std::ranges::any_of(soft, [&](const Span& span) { return span.first < bad.first; });
        const bool followed = std::ranges::any_of(ways_out, [&](const Span& span) {
            const std::uint32_t where = sentence(span.first);
            return where >= at && where <= at + rule.way_out_within;
        });
        std::set<std::uint32_t> reasons;
        for (const Span& span : standing(rule.reasons)) {
            reasons.insert(sentence(span.first));
        }
        if (softened && followed && reasons.size() <= rule.most_reasons) {
            return std::nullopt;
        }
        return bad;
    }

    const RuleBook::Implementation& book_;
    const Letter& letter_;
    const Passage& body_;
    Stage stage_;
    Stems stems_;
    SecondOpinion opinion_;
    Hits hits_;
    Hits signature_hits_;
    std::vector<Finding> findings_;
};

Match match_of(const Letter& letter, const std::string& rule, const std::string& key, const Span& span) {
    const std::size_t start = letter.body.tokens[span.first].start;
    const std::size_t end = letter.body.tokens[span.end - 1].end;
    return {rule, key, span.line, start, encoded(std::u32string_view(letter.text).substr(start, end - start))};
}

}  // namespace

std::vector<Finding> apply(const RuleBook::Implementation& book, const RuleBook::Beside* beside, const Letter& letter,
                           Stage stage) {
    return Application(book, beside, letter, stage).all();
}

std::vector<Match> matches_in(const RuleBook::Implementation& book, const RuleBook::Beside* beside,
                              const Letter& letter) {
    Stems stems(book.language);
    const Hits hits = book.index.search(letter.body, book.literals, stems);
    const SecondOpinion opinion(beside, letter.body, stems);
    std::vector<Match> matches;
    for (std::size_t set = 0; set < hits.size(); ++set) {
        const auto& [rule, key] = book.sets[set];
        for (const Span& span : hits[set]) {
            Match& match = matches.emplace_back(match_of(letter, rule, key, span));
            if (key == "find") {
                const Rule& of = *std::ranges::find(book.rules, rule, &Rule::id);
                match.probability = opinion.probability(of, span);
                match.dropped = opinion.drops(of, span, hits);
            }
        }
    }
    for (const Rule& rule : book.rules) {
        for (const Span& span : opinion.finds(rule, hits)) {
            Match& match = matches.emplace_back(match_of(letter, rule.id, "second_reader", span));
            match.probability = opinion.probability(rule, span);
        }
    }
    std::ranges::stable_sort(matches, {}, &Match::start);
    return matches;
}

bool blocks(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& finding) { return finding.severity == Severity::block; });
}

}  // namespace shipwitness::claims::replies
