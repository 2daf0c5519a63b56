#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/vocabulary.h"
#include "core/ids.h"
#include "core/time.h"
#include "rules/evaluate.h"

namespace shipwitness::claims {

enum class FactState {
    known,         ///< has a value
    unknown,       ///< may be asked for; also: an earlier word was taken back
    unobtainable,  ///< nobody can tell any more; never asked for
};

/// One entry of a line's facts: append-only, nothing is ever changed.
struct FactEntry {
    std::string fact;  ///< as the table's column is named
    FactState state = FactState::unknown;
    std::string value;  ///< a word of the table when known, otherwise empty
    FactSource source = FactSource::system;
    std::optional<PersonId> by;  ///< the agent
    Timestamp at;
    std::string why;  ///< the system's reason code, or a person's words
};

/// What is held to be true of one line of a claim, with every word that was ever said about it.
///
/// An agent's word stands over the system's, the system's over the buyer's: the system only speaks of what is on record
/// (sessions, dates), an agent has looked. An agent who says `unknown` takes back an earlier word, and the system's and
/// the buyer's stand again. Within one source the later entry stands; of equal times the one added later.
class LineFacts {
  public:
    void add(FactEntry entry) { history_.push_back(std::move(entry)); }

    [[nodiscard]] const std::vector<FactEntry>& history() const { return history_; }
    /// The entry that stands; none when nobody ever said anything, or every word was taken back.
    [[nodiscard]] std::optional<FactEntry> standing(std::string_view fact) const;
    /// The standing entries by fact.
    [[nodiscard]] std::map<std::string, FactEntry> standing() const;
    /// For evaluate().
    [[nodiscard]] rules::Facts for_rules() const;

  private:
    std::vector<FactEntry> history_;
};

}  // namespace shipwitness::claims
