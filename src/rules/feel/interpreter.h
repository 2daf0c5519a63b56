#pragma once

#include <cstdint>

#include "rules/feel/node.h"
#include "rules/feel/scope.h"
#include "rules/value.h"

namespace shipwitness::rules::feel {

/// How much work one evaluation may still do: loops and recursion over hostile input end with null and `exhausted`.
struct Budget {
    std::int64_t steps = 20'000'000;
    int depth = 0;
    bool exhausted = false;
};

/// One call deeper while it lives; tells when there is no budget left.
class Descent {
  public:
    explicit Descent(Budget& budget);
    ~Descent() { --budget_.depth; }
    Descent(const Descent&) = delete;
    Descent& operator=(const Descent&) = delete;
    [[nodiscard]] bool allowed() const { return !budget_.exhausted; }

  private:
    Budget& budget_;
};

/// What the expression means there. What has no sense is null, as FEEL says.
[[nodiscard]] Value evaluate(const Node& expression, const Scope& scope, Budget& budget);

/// Whether the input passes the unary tests: true, false or null.
[[nodiscard]] Value test(const Node& unary_tests, const Value& input, const Scope& scope, Budget& budget);

/// The value of an expression that names nothing but functions of the library, as `-1`, `date("2026-01-31")` or
/// `[1..5]`; null pointer when it names anything else (or the present time).
[[nodiscard]] const Value* constant_value(const Node& expression, Value& storage);

}  // namespace shipwitness::rules::feel
