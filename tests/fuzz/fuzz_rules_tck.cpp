// Any bytes as a file of the conformance suite's test cases, over a model that is there.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "rules/tck.h"

namespace {

constexpr const char* kModel =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="n"><itemDefinition
    name="t"><itemComponent name="a"><typeRef>number</typeRef></itemComponent><itemComponent name="b"><typeRef>date
    </typeRef></itemComponent></itemDefinition><itemDefinition name="l" isCollection="true"><typeRef>string</typeRef>
    </itemDefinition><inputData id="i" name="i"><variable name="i" typeRef="t"/></inputData><inputData id="j"
    name="j"><variable name="j" typeRef="l"/></inputData><decision id="d" name="d"><variable name="d" typeRef="number"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression><text>i.a + 1</text>
    </literalExpression></decision><decision id="e" name="e"><variable name="e"/><informationRequirement><requiredInput
    href="#j"/></informationRequirement><literalExpression><text>{x: j, y: [1, date("2026-01-01")]}</text>
    </literalExpression></decision></definitions>)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto results = shipwitness::rules::run_tck(bytes, [](const std::string& name) {
        return name == "none.dmn" ? std::nullopt : std::optional<std::string>(kModel);
    });
    if (!results) {
        return 0;
    }
    for (const auto& result : *results) {
        if (result.success != result.detail.empty()) {
            std::abort();
        }
    }
    return 0;
}
