#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rules/decimal.h"
#include "rules/temporal.h"

namespace shipwitness::rules {

class Value;
struct Range;
struct Function;

/// FEEL's null: unknown, absent, or the outcome of an operation that has no sense.
struct Null {
    bool operator==(const Null&) const = default;
};

using List = std::vector<Value>;
/// In the order in which the entries were given. Names are unique.
using Context = std::vector<std::pair<std::string, Value>>;

/// A value of FEEL. Cheap to copy: the large ones are shared and never change. `==` is identity of type and content
/// (numbers by amount), for tests and for sets of outputs; FEEL's own three-valued comparison is feel_equal().
class Value {
  public:
    using Variant = std::variant<Null, bool, Decimal, std::string, Date, Time, DateTime, YearsMonths, DaysTime,
                                 std::shared_ptr<const List>, std::shared_ptr<const Context>,
                                 std::shared_ptr<const Range>, std::shared_ptr<const Function>>;

    Value() = default;
    /// Not for what merely converts to bool: no pointer and no int becomes a truth value by mistake.
    template <std::same_as<bool> T>
    Value(T value) : variant_(value) {}
    Value(Decimal value) : variant_(value) {}
    Value(std::string value) : variant_(std::move(value)) {}
    Value(const char* value) : variant_(std::string(value)) {}
    Value(Date value) : variant_(value) {}
    Value(Time value) : variant_(std::move(value)) {}
    Value(DateTime value) : variant_(std::move(value)) {}
    Value(YearsMonths value) : variant_(value) {}
    Value(DaysTime value) : variant_(value) {}
    Value(List list) : variant_(std::make_shared<const List>(std::move(list))) {}
    Value(Context context) : variant_(std::make_shared<const Context>(std::move(context))) {}
    Value(std::shared_ptr<const Range> range) : variant_(std::move(range)) {}
    Value(std::shared_ptr<const Function> function) : variant_(std::move(function)) {}
    [[nodiscard]] static Value number(std::int64_t whole) { return Value(Decimal(whole)); }

    [[nodiscard]] const Variant& variant() const { return variant_; }
    [[nodiscard]] bool is_null() const { return std::holds_alternative<Null>(variant_); }
    template <class T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&variant_);
    }
    /// The list or context inside; nullptr for anything else.
    [[nodiscard]] const List* list() const;
    [[nodiscard]] const Context* context() const;
    [[nodiscard]] const Range* range() const;
    [[nodiscard]] const Function* function() const;

    [[nodiscard]] bool operator==(const Value& other) const;

  private:
    Variant variant_;
};

/// As FEEL would write it: `"text"`, `12.5`, `date("2026-01-31")`, `[1, 2]`.
[[nodiscard]] std::string to_feel(const Value& value);
/// As people read it: texts without quotes, dates bare.
[[nodiscard]] std::string to_plain(const Value& value);

}  // namespace shipwitness::rules
