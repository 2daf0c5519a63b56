#pragma once

#include <optional>
#include <vector>

#include "claims/replies/rules.h"

namespace shipwitness::claims::replies {

/// Hits by set of patterns, as PatternIndex::search gives them.
using Hits = std::vector<std::vector<Span>>;

/// What the second reader says of one letter, rule by rule. Rules that do not ask it, and every rule when there is no
/// reader, are told nothing: no probability, nothing dropped, nothing found.
class SecondOpinion {
  public:
    /// `beside` may be null. Both outlive it.
    SecondOpinion(const RuleBook::Beside* beside, const Passage& body, Stems& stems);

    /// Of the likeliest of the sentences that the span touches; none when it can judge none of them.
    [[nodiscard]] std::optional<double> probability(const Rule& rule, const Span& span) const;
    /// Whether a hit falls: its sentence is unlikely, the reader was learnt beside its pattern, and it touches none of
    /// what the rule trusts in any sentence.
    [[nodiscard]] bool drops(const Rule& rule, const Span& span, const Hits& hits) const;
    /// The likely sentences in which no pattern of the rule has a hit, not even one that was taken back.
    [[nodiscard]] std::vector<Span> finds(const Rule& rule, const Hits& hits) const;

  private:
    [[nodiscard]] Span without_greeting(std::uint32_t sentence) const;

    const RuleBook::Beside* beside_;
    const Passage& body_;
    std::vector<Features> features_;  ///< by sentence; empty without a reader
};

}  // namespace shipwitness::claims::replies
