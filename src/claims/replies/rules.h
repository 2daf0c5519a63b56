#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "claims/replies/matcher.h"
#include "claims/replies/rule_book.h"
#include "claims/replies/second_reader.h"
#include "claims/replies/stems.h"

namespace shipwitness::claims::replies {

/// Numbers of sets of patterns in the book's index.
struct HitSets {
    std::uint32_t find = 0;
    std::uint32_t unless = 0;              ///< a hit that touches one of these does not count
    std::uint32_t unless_in_sentence = 0;  ///< nor does one with one of these in its sentence
};

struct Case {
    HitSets sets;
    std::string why;
    std::string suggestion;
};

/// The part of a rule that the second reader has.
struct Second {
    Reading reading;
    Case found;                ///< what is said of a sentence that it finds; not one with a hit of `found.sets.unless`
    std::uint32_t trusts = 0;  ///< hits that touch one of these stand whatever the reader thinks
    int line = 0;
};

struct Rule {
    enum class Kind {
        found,    ///< each hit of a case is a finding
        missing,  ///< a finding when nothing that is expected stands in the reply
        order,    ///< bad news: what must stand before and after it
    };
    std::string id;
    Kind kind = Kind::found;
    Severity severity = Severity::advise;
    std::vector<Stage> stages;
    std::vector<Case> cases;  ///< of `found`; the others have one, whose sets are what is expected, or the bad news
    std::optional<Second> second;  ///< of `found`
    bool needs_more = false;       ///< of `missing`: something of `more` must stand in the reply or its signature too
    std::uint32_t more = 0;
    std::vector<std::size_t> softened_by;  ///< of `order`: rules whose expected words must stand before
    std::vector<std::size_t> ways_out_of;  ///< of `order`: rules whose expected words are a way out
    HitSets way_out;
    HitSets reasons;
    std::size_t most_reasons = 2;    ///< sentences
    std::size_t way_out_within = 2;  ///< sentences
};

class RuleBook::Implementation {
  public:
    explicit Implementation(Language of) : language(of), literals(of) {}

    /// Which rule's key a set of patterns stands under, by the set's number.
    struct SetName {
        std::string rule;
        std::string key;
    };

    Language language;
    Literals literals;
    PatternIndex index;
    std::vector<Rule> rules;
    std::vector<SetName> sets;
    std::vector<Example> examples;
    std::string reader_name;
    std::vector<FindPattern> find_patterns;
};

/// A second reader at a book's side.
struct RuleBook::Beside {
    SecondReader reader;
    std::unordered_set<int> known_lines;  ///< of the patterns that it was learnt beside
};

/// Applies all rules of a stage to a reply that was taken apart. `beside` may be null.
[[nodiscard]] std::vector<Finding> apply(const RuleBook::Implementation& book, const RuleBook::Beside* beside,
                                         const Letter& letter, Stage stage);
[[nodiscard]] std::vector<Match> matches_in(const RuleBook::Implementation& book, const RuleBook::Beside* beside,
                                            const Letter& letter);

}  // namespace shipwitness::claims::replies
