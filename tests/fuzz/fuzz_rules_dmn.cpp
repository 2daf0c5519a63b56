// Any bytes as a file of rules, and any text as an expression: reading must end, without a crash and within its limits;
// what could be read can be checked and evaluated.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/check.h"
#include "rules/evaluate.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/parser.h"

namespace {

using namespace shipwitness::rules;

void try_expression(std::string_view text) {
    const feel::KnownNames known;
    for (const auto& parsed : {feel::parse_expression(text, known), feel::parse_unary_tests(text, known)}) {
        if (!parsed) {
            continue;
        }
        feel::Budget budget;
        budget.steps = 100'000;
        (void)to_feel(feel::evaluate(**parsed, feel::Scope(), budget));
    }
}

void try_model(std::string_view bytes) {
    const auto model = load(bytes, "fuzz.dmn");
    if (!model) {
        if (model.error().empty()) {
            std::abort();  // refused without a reason
        }
        return;
    }
    (void)check(*model, Language::russian);
    for (const std::string& decision : model->decisions()) {
        (void)evaluate(*model, decision, Facts{}, Language::english);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (!bytes.starts_with('<')) {
        try_expression(bytes);
    }
    try_model(bytes);
    return 0;
}
