#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "rules/language.h"
#include "rules/problem.h"
#include "rules/value.h"

namespace shipwitness::rules {

namespace detail {
struct Definitions;
}

/// A fact that a decision needs: one of the model's input data, or a column that names no input data.
struct FactInfo {
    std::string name;
    std::string type;            ///< as FEEL calls it: "string", "date and time"
    std::vector<Value> allowed;  ///< in the file's order; empty when any value is
};

/// A file of rules (DMN 1.1 to 1.5, XML) that was read whole and understood. Cheap to copy, never changes, may be used
/// from any thread.
class Model {
  public:
    explicit Model(std::shared_ptr<const detail::Definitions> definitions);

    [[nodiscard]] std::string name() const;
    [[nodiscard]] std::string file() const;
    /// In the file's order.
    [[nodiscard]] std::vector<std::string> decisions() const;
    [[nodiscard]] bool has_decision(std::string_view decision) const;
    /// What the decision needs to know, its own columns first and from the left, then what lies below. Empty when there
    /// is no such decision.
    [[nodiscard]] std::vector<FactInfo> facts(std::string_view decision) const;
    /// How many rows the decision's table has; 0 when it is none.
    [[nodiscard]] int row_count(std::string_view decision) const;
    /// What the row says in the annotation column `column`: that of the language ("reason ru") when the table has it,
    /// otherwise the plain one ("reason"); empty when there is neither. Rows count from 1.
    [[nodiscard]] std::string annotation(std::string_view decision, int row, std::string_view column,
                                         Language language) const;
    /// The annotation columns in the table's order, those of two languages once and without the language.
    [[nodiscard]] std::vector<std::string> annotation_columns(std::string_view decision) const;
    /// The row's own result in that output column, as people read it; empty when there is none, or when it depends on
    /// the case.
    [[nodiscard]] std::string output_text(std::string_view decision, int row, std::string_view output) const;
    /// The words in which to ask a person for a fact; the fact's name when the file has none.
    [[nodiscard]] std::string question_for(std::string_view fact, Language language) const;

    [[nodiscard]] const detail::Definitions& definitions() const { return *definitions_; }

  private:
    std::shared_ptr<const detail::Definitions> definitions_;
};

constexpr std::size_t kMaxFileBytes = 8'000'000;

/// Reads a model from the bytes of a file. `file` names it in problems. Fails with every problem found (1,000 at most):
/// what is outside of the supported part of DMN is a problem, never skipped over. DOCTYPE is refused (no entities are
/// ever expanded).
[[nodiscard]] tl::expected<Model, std::vector<Problem>> load(std::string_view xml, std::string file);

}  // namespace shipwitness::rules
