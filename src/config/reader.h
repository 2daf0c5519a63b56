#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace shipwitness::config {

/// A node of a YAML file that is being read. Getters collect every fault ("capture.yaml:12: cameras[0].url: …") in the
/// document and return the default; Document::finish() then fails with all of them, unknown keys with the nearest valid
/// key included. `${NAME}` in a text is replaced by the environment variable (an error when it is not set).
class Node {
  public:
    class State;

    /// A line of a text or an entry of a list, with the line of the file on which it stands (from 1).
    struct Line {
        std::string text;
        int number = 0;
    };

    std::string text(std::string_view key, const std::optional<std::string>& fallback = std::nullopt);
    std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max,
                         std::optional<std::int64_t> fallback = std::nullopt);
    bool boolean(std::string_view key, bool fallback);
    /// "250ms", "5s", "10m", "72h", "30d".
    std::chrono::milliseconds duration(std::string_view key,
                                       std::optional<std::chrono::milliseconds> fallback = std::nullopt);
    /// "512kB", "20GB", "2TB" (powers of 1000), "64MiB" (powers of 1024): bytes.
    std::uint64_t size(std::string_view key, std::optional<std::uint64_t> fallback = std::nullopt);
    /// A secret between machines: at least 16 characters, so that nobody guesses it.
    std::string secret(std::string_view key);
    /// One of the words given.
    std::string word(std::string_view key, const std::vector<std::string>& words,
                     const std::optional<std::string>& fallback = std::nullopt);
    /// A path; a relative one is relative to the file's folder.
    std::filesystem::path path(std::string_view key,
                               const std::optional<std::filesystem::path>& fallback = std::nullopt);
    std::vector<std::string> texts(std::string_view key);
    /// The lines of a literal block (`key: |`) or the entries of a list of single values; empty ones are left out.
    /// Absent reads as empty. Environment variables have no say in them.
    std::vector<Line> lines(std::string_view key);
    /// The keys of this map, in the order in which they stand. For maps whose keys the file's author chooses.
    [[nodiscard]] std::vector<Line> keys() const;
    [[nodiscard]] bool has(std::string_view key) const;
    Node map(std::string_view key);                ///< an absent map reads as empty
    std::vector<Node> list(std::string_view key);  ///< a list of maps; absent reads as empty
    /// A fault of the caller's own, at that key's line.
    void fault(std::string_view key, const std::string& what);
    /// The same, at a line that lines() told of.
    void fault_at(int line, const std::string& what);

  private:
    friend class Document;
    explicit Node(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

/// A YAML file. Environment variables PREFIX_KEY__SUBKEY override scalar keys (SHIPWITNESS_CAPTURE_HTTP__PORT=8481).
class Document {
  public:
    class Implementation;

    /// Fails when the file cannot be read or is not YAML (with line and column).
    [[nodiscard]] static Result<Document> load(const std::filesystem::path& file,
                                               const std::string& environment_prefix);
    /// The same from text that the caller has read; `name` is what faults call it. No environment variable overrides
    /// anything in it.
    [[nodiscard]] static Result<Document> parse(std::string_view text, const std::string& name);
    [[nodiscard]] Node root();
    /// The entries of a file that is a list of maps instead of a map.
    [[nodiscard]] std::vector<Node> rows();
    /// Fails with every fault, one line each.
    [[nodiscard]] Result<void> finish();

  private:
    std::shared_ptr<Implementation> implementation_;
};

/// Reads a whole file by `read(root)`. Fails when the file cannot be read, or with every fault that was found in it.
template <class Read>
[[nodiscard]] auto read_document(const std::filesystem::path& file, const std::string& environment_prefix, Read read)
    -> Result<decltype(read(std::declval<Node>()))> {
    auto document = Document::load(file, environment_prefix);
    if (!document) {
        return tl::unexpected(document.error());
    }
    auto found = read(document->root());
    if (auto done = document->finish(); !done) {
        return tl::unexpected(done.error());
    }
    return found;
}

}  // namespace shipwitness::config
