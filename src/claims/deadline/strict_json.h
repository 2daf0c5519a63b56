#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/result.h"

namespace shipwitness::claims::deadline {

// For case_reader.cpp and its parts only: no public header shows a type of the JSON library.

/// A JSON object read member by member; collects every fault with file, line and path. A member that nobody asked for
/// is a fault too, told by finish().
class JsonObject {
  public:
    using Json = nlohmann::json;

    /// `faults`, `text` and `object` must outlive it. `path`: "terms." or empty.
    JsonObject(const Json& object, std::string path, std::string_view text, const std::string& file,
               std::vector<FieldError>& faults);

    /// The member, when present and not null. `also` are other names of the same; two of them at once are a fault.
    const Json* find(std::string_view name, std::initializer_list<std::string_view> also = {});
    std::optional<std::string> text(std::string_view name, std::initializer_list<std::string_view> also = {});
    /// true, false, and the words for them.
    std::optional<bool> flag(std::string_view name, std::initializer_list<std::string_view> also = {});
    std::optional<int> number(std::string_view name, std::initializer_list<std::string_view> also, int max);
    std::optional<JsonObject> object(std::string_view name);
    void ignore(std::initializer_list<std::string_view> names);

    void fault(std::string_view name, std::string code, std::string detail);
    void finish();

  private:
    const Json& object_;
    std::string path_;
    std::string_view text_;
    const std::string& file_;
    std::vector<FieldError>& faults_;
    std::vector<std::string> asked_;
    std::vector<std::string> told_;  ///< the names to tell people, without the other spellings
};

/// Parses strictly: no member twice, at most 16 levels deep, an object at the top. Errors name file and line.
[[nodiscard]] Result<nlohmann::json> parse_strictly(std::string_view text, const std::string& file);

}  // namespace shipwitness::claims::deadline
