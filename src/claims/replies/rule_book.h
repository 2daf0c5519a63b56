#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/replies/second_reader.h"
#include "claims/replies/vocabulary.h"
#include "core/result.h"

namespace shipwitness::claims::replies {

/// What a rule says about a reply. A rule about something missing speaks of the whole reply: start = end = 0, no text.
struct Finding {
    std::string rule;
    Severity severity = Severity::advise;
    std::size_t start = 0;   ///< in Unicode code points of the reply, from 0
    std::size_t end = 0;     ///< exclusive
    std::string text;        ///< the words found
    std::string why;         ///< in the reply's language, as are suggestions
    std::string suggestion;  ///< a wording that one would be glad to send
};

/// A reply of the rule file with which a rule proves itself.
struct Example {
    std::string rule;
    std::string text;
    Stage stage = Stage::answer;
    bool bad = true;  ///< the rule finds it
    int line = 0;     ///< of the rule file
};

/// A pattern that matches, whatever comes of it: for whoever writes rules and wonders why one is found.
struct Match {
    std::string rule;
    std::string key;  ///< "find", "unless" …; "second_reader" for a sentence that only the second reader finds
    int line = 0;     ///< of the rule file
    std::size_t start = 0;
    std::string text;                     ///< the words it matches
    std::optional<double> probability{};  ///< by the second reader, of its sentence; of what finds a fault
    bool dropped = false;                 ///< because the second reader doubts it
};

/// What a rule asks of the second reader.
struct Reading {
    std::string rule;
    std::vector<Stage> stages;
    double doubts_below = 0;  ///< a hit in a less likely sentence is dropped
    double finds_above = 1;   ///< a more likely sentence that no pattern met is a finding
};

/// A pattern that finds a fault.
struct FindPattern {
    std::string rule;
    int line = 0;           ///< of the rule file
    std::uint32_t key = 0;  ///< its pattern_key()
};

/// The longest reply that is checked; longer ones are refused (a two-page letter has about 6 kB).
inline constexpr std::size_t kMaxReplyBytes = 256 * 1024;
inline constexpr std::size_t kMaxRuleFileBytes = 4 * 1024 * 1024;

/// The rules of one language, read once. Immutable: any number of threads may check with one.
class RuleBook {
  public:
    class Implementation;
    struct Beside;

    /// Reads a rule file (docs/replies.md). Fails with every fault in it, one a line: "en.yaml:12: …". Its patterns
    /// judge alone until with() gives them the second reader that the file names.
    [[nodiscard]] static Result<RuleBook> load(std::string_view yaml, const std::string& name);
    /// The rules that this program was built with, and their second reader: config/replies/<language>.yaml.
    [[nodiscard]] static Result<RuleBook> shipped(Language language);

    /// The findings in order of their place, those about something missing last. Fails (invalid, too_large) on text
    /// that is not UTF-8 or too long.
    [[nodiscard]] Result<std::vector<Finding>> check(std::string_view reply, Stage stage) const;

    /// Every match of every pattern in the writer's words, in order of place. Fails as check() does.
    [[nodiscard]] Result<std::vector<Match>> explain(std::string_view reply) const;

    [[nodiscard]] Language language() const;
    [[nodiscard]] std::vector<std::string> rules() const;
    [[nodiscard]] const std::vector<Example>& examples() const;

    /// The better wordings of all rules.
    [[nodiscard]] std::vector<std::string> suggestions() const;

    /// The file that the rule file names as its second reader; empty when it names none.
    [[nodiscard]] const std::string& reader_name() const;
    /// The same rules with a second reader. Fails (invalid) when it reads another language, or has not learnt a rule
    /// that asks it.
    [[nodiscard]] Result<RuleBook> with(SecondReader reader) const;
    /// The rules that ask a second reader, and the patterns that it may doubt.
    [[nodiscard]] std::vector<Reading> readings() const;
    [[nodiscard]] std::vector<FindPattern> doubtable() const;

  private:
    std::shared_ptr<const Implementation> implementation_;  ///< shared: immutable, and copies of a book are one book
    std::shared_ptr<const Beside> beside_;                  ///< none: the patterns alone
};

/// Whether the rule of a reading speaks of a stage.
[[nodiscard]] bool has_stage(const Reading& reading, Stage stage);

/// Whether anything found keeps the reply from being sent without a reason.
[[nodiscard]] bool blocks(const std::vector<Finding>& findings);

}  // namespace shipwitness::claims::replies
