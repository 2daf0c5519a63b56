#pragma once

#include <functional>
#include <memory>
#include <string>

#include "rules/value.h"

namespace shipwitness::rules::feel {

/// A type that an expression names and a file defines: `x instance of tLoan`, `function(a: tLoan) a.amount`.
struct NamedType {
    std::function<bool(const Value&)> holds;  ///< never for null
    std::function<Value(const Value&)> fit;   ///< the value as the type wants it; null when it is of another
};
using NamedTypePtr = std::shared_ptr<const NamedType>;

/// The type of this name; nullptr for `Null` and generic types (`list<number>`), which FEEL itself judges. Throws
/// UnknownType when it is no type at all.
using TypeLookup = std::function<NamedTypePtr(const std::string& name)>;

struct UnknownType {
    std::string name;
};

}  // namespace shipwitness::rules::feel
