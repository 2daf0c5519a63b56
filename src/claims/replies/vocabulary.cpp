#include "claims/replies/vocabulary.h"

#include <algorithm>

namespace shipwitness::claims::replies {

const std::vector<std::string>& stage_words() {
    static const std::vector<std::string> kWords{"acknowledge", "question", "answer", "refusal", "closing"};
    return kWords;
}

std::string_view to_word(Stage stage) {
    return stage_words()[static_cast<std::size_t>(stage)];
}

std::optional<Stage> stage_of(std::string_view word) {
    const auto found = std::ranges::find(stage_words(), word);
    if (found == stage_words().end()) {
        return std::nullopt;
    }
    return kStages[found - stage_words().begin()];
}

std::string_view to_word(Severity severity) {
    return severity == Severity::block ? "block" : "advise";
}

}  // namespace shipwitness::claims::replies
