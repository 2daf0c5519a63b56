// Any text as an expression, as a cell and as a list of allowed values: reading ends, and what was read means the same
// when it is asked again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/feel/interpreter.h"
#include "rules/feel/parser.h"
#include "rules/table/columns.h"

namespace {

using namespace shipwitness::rules;

const feel::KnownNames& names() {
    static const feel::KnownNames kNames = [] {
        feel::KnownNames known;
        known.add("Risk Level");
        known.add("n");
        known.add("pre-bureau a+b");
        return known;
    }();
    return kNames;
}

std::string evaluated(const feel::Node& node) {
    feel::Scope scope;
    scope.set("Risk Level", Value("low"));
    scope.set("n", Value::number(7));
    scope.set("pre-bureau a+b", Value(List{Value::number(1), Value(Context{{"x", Value("y")}})}));
    feel::Budget budget;
    budget.steps = 50'000;
    return to_feel(feel::evaluate(node, scope, budget));
}

void try_cell(const feel::NodePtr& tests) {
    feel::Budget budget;
    budget.steps = 50'000;
    (void)feel::test(*tests, Value::number(7), feel::Scope(), budget);
    (void)feel::test(*tests, Value("low"), feel::Scope(), budget);
    for (const char* base : {"number", "string", "boolean", "date", "Any"}) {
        (void)table::compile_column({base, nullptr, {}, {tests, tests}});
        (void)table::compile_column({base, tests, {}, {tests}});
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kMaxText = 4096;
    if (size > kMaxText) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto parsed = feel::parse_expression(text, names())) {
        if (evaluated(**parsed) != evaluated(**parsed)) {
            std::abort();
        }
    }
    if (const auto parsed = feel::parse_unary_tests(text, names())) {
        try_cell(*parsed);
    }
    return 0;
}
