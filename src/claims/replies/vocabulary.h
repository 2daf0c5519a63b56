#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language.h"

namespace shipwitness::claims::replies {

using rules::Language;

/// Where in a claim a reply stands; each rule names the stages it speaks of.
enum class Stage { acknowledge, question, answer, refusal, closing };

inline constexpr Stage kStages[] = {Stage::acknowledge, Stage::question, Stage::answer, Stage::refusal, Stage::closing};

/// What a finding does to sending: a block needs a reason to be overridden, advice does not.
enum class Severity { block, advise };

[[nodiscard]] std::string_view to_word(Stage stage);
[[nodiscard]] std::optional<Stage> stage_of(std::string_view word);
[[nodiscard]] const std::vector<std::string>& stage_words();

[[nodiscard]] std::string_view to_word(Severity severity);

}  // namespace shipwitness::claims::replies
