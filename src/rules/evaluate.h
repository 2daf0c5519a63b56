#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "rules/model.h"

namespace shipwitness::rules {

/// What is known of a case. A fact that is in neither is unknown, and may be asked for.
struct Facts {
    std::map<std::string, Value, std::less<>> known;
    std::set<std::string, std::less<>> unobtainable;  ///< unknown, and nobody is to be asked
};

/// The output that means "the table cannot tell: a person must ask": rows with it make an inquiry.
constexpr std::string_view kAsk = "ask";

enum class Outcome {
    decided,  ///< one result, whatever the unknown facts are
    inquiry,  ///< whatever the unknown facts are, the result is `ask`: the row says what to ask
    open,     ///< the result depends on unknown facts
};

struct Question {
    std::string fact;  ///< the unknown fact to ask for; empty for an inquiry, whose question is the row's own
    std::string text;  ///< in the language asked for
};

struct Evaluation {
    Outcome outcome = Outcome::open;
    /// Output columns with their values, in the table's order; those only on which every completion agrees.
    std::vector<std::pair<std::string, Value>> outputs;
    std::vector<int> matched;          ///< rows, from 1, that apply in some completion of the unknown facts; sorted
    std::vector<std::string> unknown;  ///< facts of this decision that are not known, unobtainable ones included
    /// None when decided, and none when only unobtainable facts are open: then a person decides by hand.
    std::optional<Question> question;

    /// The output, when it is a text and every completion agrees on it.
    [[nodiscard]] std::optional<std::string> text_output(std::string_view name) const;
};

/// Applies a decision to a case. Unknown facts are completed in every allowed way, each completion weighing the same:
/// one result in all of them is the answer; otherwise the question is for the fact which lowers the entropy of the
/// result most (ties: the earlier column). Fails (kind invalid, one field per fact, nearest valid word included) when a
/// fact's name or value is none that the decision knows, and when an unknown fact has no finite set of values to try.
[[nodiscard]] Result<Evaluation> evaluate(const Model& model, std::string_view decision, const Facts& facts,
                                          Language language);

}  // namespace shipwitness::rules
