// Any bytes as a reply: places of findings lie within it, and their words are what stands there.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "claims/replies/rule_book.h"
#include "core/text.h"

namespace {

using namespace shipwitness::claims::replies;

const RuleBook& book(bool russian) {
    static const RuleBook kRussian = RuleBook::shipped(Language::russian).value();
    static const RuleBook kEnglish = RuleBook::shipped(Language::english).value();
    return russian ? kRussian : kEnglish;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto findings = book(data[0] % 2 == 1).check(text, kStages[data[0] / 2 % 5]);
    if (!findings) {
        return 0;
    }
    const std::size_t length = shipwitness::utf8_length(text);
    for (const Finding& finding : *findings) {
        if (finding.start > finding.end || finding.end > length ||
            shipwitness::utf8_length(finding.text) != finding.end - finding.start) {
            std::abort();
        }
    }
    return 0;
}
