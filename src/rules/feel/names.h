#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace shipwitness::rules::feel {

/// A name as scopes hold it: one space between words, none around signs: "days  and time" is "days and time",
/// "a + b" is "a+b".
[[nodiscard]] std::string canonical(std::string_view name);

/// Names that hold blanks or signs can only be told from operators by knowing them (OMG DMN 1.3, 10.3.1.2). The model
/// collects its own here before any expression is read.
class KnownNames {
  public:
    KnownNames();  ///< knows those of FEEL's own library
    void add(std::string_view name);
    void remove(std::string_view name);
    [[nodiscard]] bool contains(const std::string& canonical_name) const { return names_.contains(canonical_name); }
    /// Whether a longer known name may begin like this.
    [[nodiscard]] bool may_continue(const std::string& canonical_start) const;

  private:
    std::set<std::string> names_;
};

/// The length in bytes of the name's sign at the start of `text`; 0 when none may stand there.
[[nodiscard]] std::size_t name_start(std::string_view text);
[[nodiscard]] std::size_t name_part(std::string_view text);
/// The length in bytes of white space at the start of `text`, Unicode's kinds included; 0 when there is none.
[[nodiscard]] std::size_t white_space(std::string_view text);

}  // namespace shipwitness::rules::feel
