#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "claims/replies/rule_book.h"
#include "core/result.h"

namespace shipwitness::claims::replies {

/// Words of a reply, in code points from its beginning; `end` is exclusive.
struct Place {
    std::size_t start = 0;
    std::size_t end = 0;
};

/// A reply with the rules that a person found in it.
struct LabelledReply {
    std::string id;
    Stage stage = Stage::answer;
    std::string text;
    std::vector<std::string> expect;
    std::string note;
    std::map<std::string, std::vector<Place>> where;  ///< of rules whose faulty words were named: all of these words
};

/// Reads a labelled set: a YAML list of {id, stage, expect, where, note, text}. `rules` are the words that `expect` may
/// use; `where` gives for some of those expected the faulty words as they stand in the text, however it breaks lines:
/// "where: {blame: your driver slept}", or a list. Fails with every fault, one a line: "tuning.yaml:12: …".
[[nodiscard]] Result<std::vector<LabelledReply>> read_labelled_set(std::string_view yaml, const std::string& name,
                                                                   const std::vector<std::string>& rules);

/// How often a rule was right.
struct Score {
    std::size_t hits = 0;  ///< expected and found
    std::size_t false_alarms = 0;
    std::size_t misses = 0;

    /// Of what was found, how much was expected; 1 when nothing was found.
    [[nodiscard]] double precision() const;
    /// Of what was expected, how much was found; 1 when nothing was expected.
    [[nodiscard]] double recall() const;
};

/// One difference between a person's judgement and the rules'.
struct Mistake {
    const LabelledReply* reply = nullptr;
    std::string rule;
    bool missed = false;  ///< otherwise a false alarm
    std::string words;    ///< what the false alarm pointed at; empty for a rule about something missing
};

struct Scoring {
    std::map<std::string, Score> by_rule;
    std::vector<Mistake> mistakes;  ///< in the order of the set; they point into it
};

/// Checks each reply of a set. Fails as RuleBook::check, with the reply's id.
[[nodiscard]] Result<Scoring> score(const RuleBook& book, const std::vector<LabelledReply>& set);

}  // namespace shipwitness::claims::replies
