#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/value.h"

namespace shipwitness::rules::feel {

/// Names and what they mean, innermost first. Lives on the stack of the evaluation; the outer one outlives the inner.
class Scope {
  public:
    explicit Scope(const Scope* outer = nullptr) : outer_(outer) {}

    /// `name` in canonical form (names.h).
    void set(std::string name, Value value) { names_.emplace_back(std::move(name), std::move(value)); }
    void replace_last(Value value) { names_.back().second = std::move(value); }
    [[nodiscard]] const Value* find(std::string_view name) const {
        for (const Scope* scope = this; scope != nullptr; scope = scope->outer_) {
            for (auto each = scope->names_.rbegin(); each != scope->names_.rend(); ++each) {
                if (each->first == name) {
                    return &each->second;
                }
            }
        }
        return nullptr;
    }
    /// Everything visible, for a function that outlives this scope. Outer names first.
    [[nodiscard]] Context flattened() const {
        Context all = outer_ == nullptr ? Context{} : outer_->flattened();
        all.insert(all.end(), names_.begin(), names_.end());
        return all;
    }

  private:
    const Scope* outer_;
    std::vector<std::pair<std::string, Value>> names_;
};

}  // namespace shipwitness::rules::feel
