#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "rules/evaluate.h"

namespace shipwitness::rules {

/// A claim line of the past: its number and what was known of it.
struct PastCase {
    std::string id;
    Facts facts;
};

/// A case that the draft judges otherwise than the table that holds today.
struct ChangedCase {
    std::string id;
    Evaluation before;
    Evaluation after;
};

/// A case that one of the two tables cannot judge: a fact it does not know, a value it does not allow.
struct RefusedCase {
    std::string id;
    Error error;
};

struct Replay {
    std::size_t same = 0;
    std::vector<ChangedCase> changed;  ///< in the order of the cases
    std::vector<RefusedCase> refused;
};

constexpr std::size_t kMaxCasesBytes = 64'000'000;

/// Reads past cases from a JSON array of {"id": …, "facts": {…}}; facts as read_facts() takes them. Fails (invalid)
/// naming the entry that is wrong, and when two have one id.
[[nodiscard]] Result<std::vector<PastCase>> read_cases(const Model& model, std::string_view decision,
                                                       std::string_view json);

/// Judges every case by the table of today and by a draft of it. Two judgements are the same when outcome and outputs
/// are; another row with the same result changes nothing for anybody.
[[nodiscard]] Replay replay(const Model& today, const Model& draft, std::string_view decision,
                            const std::vector<PastCase>& cases);

}  // namespace shipwitness::rules
