#include "claims/replies/second_opinion.h"

#include <algorithm>

namespace shipwitness::claims::replies {

SecondOpinion::SecondOpinion(const RuleBook::Beside* beside, const Passage& body, Stems& stems)
    : beside_(beside), body_(body) {
    for (std::size_t sentence = 0; beside != nullptr && sentence < body.sentences(); ++sentence) {
        features_.push_back(features_of(body, sentence, stems));
    }
}

std::optional<double> SecondOpinion::probability(const Rule& rule, const Span& span) const {
    if (beside_ == nullptr || !rule.second || span.end <= span.first) {
        return std::nullopt;
    }
    const std::size_t number = beside_->reader.number_of(rule.id).value();
    std::optional<double> highest;
    for (std::size_t at = body_.sentence_of[span.first]; at <= body_.sentence_of[span.end - 1]; ++at) {
        highest = std::max(highest, beside_->reader.probability(features_[at], number));
    }
    return highest;
}

bool SecondOpinion::drops(const Rule& rule, const Span& span, const Hits& hits) const {
    const auto likely = probability(rule, span);
    if (!likely || *likely >= rule.second->reading.doubts_below || !beside_->known_lines.contains(span.line)) {
        return false;
    }
    return std::ranges::none_of(hits[rule.second->trusts],
                                [&](const Span& sure) { return sure.first < span.end && span.first < sure.end; });
}

std::vector<Span> SecondOpinion::finds(const Rule& rule, const Hits& hits) const {
    std::vector<Span> found;
    if (beside_ == nullptr || !rule.second) {
        return found;
    }
    std::vector<bool> met(body_.sentences());
    const auto note = [&](std::uint32_t set) {
        for (const Span& hit : hits[set]) {
            for (std::size_t at = body_.sentence_of[hit.first]; at <= body_.sentence_of[hit.end - 1]; ++at) {
                met[at] = true;
            }
        }
    };
    for (const Case& one : rule.cases) {
        note(one.sets.find);
    }
    note(rule.second->found.sets.unless);
    for (std::uint32_t sentence = 0; sentence < met.size(); ++sentence) {
        const Span span = without_greeting(sentence);
        const auto likely = met[sentence] ? std::nullopt : probability(rule, span);
        if (likely && *likely > rule.second->reading.finds_above) {
            found.push_back(span);
            found.back().line = rule.second->line;
        }
    }
    return found;
}

/// The whole sentence from the first word on that is not said to greet.
Span SecondOpinion::without_greeting(std::uint32_t sentence) const {
    Span span{body_.first_tokens[sentence], static_cast<std::uint32_t>(body_.end_of(sentence))};
    while (span.first + 1 < span.end &&
           (body_.tokens[span.first].addressee || body_.tokens[span.first].kind == TokenKind::mark)) {
        ++span.first;
    }
    return span;
}

}  // namespace shipwitness::claims::replies
