#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/result.h"
#include "core/time.h"
#include "http/message.h"

namespace shipwitness::http {

using Json = nlohmann::json;

/// Reads one JSON object, collecting every fault with its place instead of stopping at the first. The one reader of
/// JSON input for both services: ask for every member, then call finish(), which also names the members that nobody
/// asked for (with the nearest known name). After a fault a getter returns an empty value; finish() then fails.
///
///     JsonReader in(*object);
///     const auto number = in.text("number", {.max_length = 64});
///     const auto lines = in.objects("lines", {.max_items = 200});
///     if (auto done = in.finish(); !done) { return problem(done.error()); }
struct TextLimits {
    std::size_t min_length = 1;  ///< in code points, after trimming white space at both ends
    std::size_t max_length = 200;
    bool multiline = false;  ///< line breaks and tabs are allowed
};

class JsonReader {
  public:
    explicit JsonReader(const Json& object, std::string path = "");

    /// Required text: valid UTF-8 without control characters.
    std::string text(std::string_view name, TextLimits limits = {});
    /// Absent and null are none.
    std::optional<std::string> maybe_text(std::string_view name, TextLimits limits = {});
    std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
    std::optional<std::int64_t> maybe_integer(std::string_view name, std::int64_t min, std::int64_t max);
    std::optional<bool> maybe_boolean(std::string_view name);
    Timestamp time(std::string_view name);
    std::optional<Timestamp> maybe_time(std::string_view name);
    /// One of the words given.
    std::string word(std::string_view name, std::initializer_list<std::string_view> words);
    std::optional<std::string> maybe_word(std::string_view name, std::initializer_list<std::string_view> words);
    std::vector<std::string> texts(std::string_view name, std::size_t max_items, TextLimits limits = {});
    /// An array of objects; absent is an empty one. Read each by element(): its faults come to this reader.
    std::vector<JsonReader> objects(std::string_view name, std::size_t min_items, std::size_t max_items);
    /// A member object; none when absent or null.
    std::optional<JsonReader> maybe_object(std::string_view name);

    /// Adds a fault of the caller's own, with the member's path.
    void fault(std::string_view name, std::string code, std::string detail);
    /// The members' path, e.g. "lines[2]."
    [[nodiscard]] const std::string& path() const;

    /// Fails with all faults, those of element readers and unknown members included.
    Result<void> finish();

  private:
    struct Document;  ///< shared by a reader and its elements: faults, and who has asked for which members
    struct State;
    explicit JsonReader(std::shared_ptr<State> state);
    const Json* find(std::string_view name);
    JsonReader child(const Json& object, std::string path);
    std::shared_ptr<State> state_;
};

/// The request's body as a JSON object: content type application/json, valid UTF-8, depth at most 32, no member twice.
[[nodiscard]] Result<Json> json_body(const Request& request);

}  // namespace shipwitness::http
