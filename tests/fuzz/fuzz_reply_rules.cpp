// Any bytes as a rule file: what is read must be rules that a reply can be checked with, or a fault with words.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "claims/replies/rule_book.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace shipwitness::claims::replies;
    const auto book = RuleBook::load({reinterpret_cast<const char*>(data), size}, "fuzz.yaml");
    if (!book) {
        if (book.error().detail.empty()) {
            std::abort();
        }
        return 0;
    }
    for (const Stage stage : kStages) {
        if (!book->check("Dear Anna, you claim that 3 boxes were missing. We refund EUR 12 by 12.11.2026. Tom",
                         stage)) {
            std::abort();
        }
    }
    return 0;
}
