// Any bytes as the facts of a case: what is read must be facts that evaluation takes or refuses by name.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "rules/evaluate.h"
#include "rules/fact_reader.h"

namespace {

using namespace shipwitness::rules;

/// A number, a date and a list of texts: each kind of fact has its own way to go wrong.
const Model& table() {
    static const Model kModel = *load(
        R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="n"><decision id="d"
        name="d"><variable name="d"/><decisionTable><input><inputExpression typeRef="number"><text>n</text>
        </inputExpression></input><input><inputExpression typeRef="date"><text>day</text></inputExpression></input>
        <input><inputExpression typeRef="string"><text>seal</text></inputExpression><inputValues><text>"intact","broken"
        </text></inputValues></input><output/><rule><inputEntry><text>&lt; 10</text></inputEntry><inputEntry><text>&lt;
        @"2026-01-01"</text></inputEntry><inputEntry><text>"intact"</text></inputEntry><outputEntry><text>1</text>
        </outputEntry></rule></decisionTable></decision></definitions>)",
        "fuzz.dmn");
    return kModel;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto facts = read_facts(table(), "d", bytes);
    if (!facts) {
        return 0;
    }
    const auto evaluation = evaluate(table(), "d", *facts, Language::english);
    if (!evaluation && evaluation.error().detail.empty()) {
        std::abort();
    }
    return 0;
}
