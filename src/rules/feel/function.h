#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "rules/value.h"

namespace shipwitness::rules {

namespace feel {
struct Budget;
}

/// A range as a value: `[1..10)`, `(> 5)`. A null end is no bound.
struct Range {
    Value start;
    Value end;
    bool open_start = false;
    bool open_end = false;
};

/// A function as a value: made by an expression, by a business knowledge model, or of FEEL's library.
struct Function {
    std::vector<std::string> parameters;
    std::function<Value(std::span<const Value>, feel::Budget&)> body;  ///< gets as many values as there are parameters
};

}  // namespace shipwitness::rules
