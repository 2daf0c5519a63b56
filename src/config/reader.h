#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace shipwitness::config {

/// A node of a YAML file that is being read. Getters collect every fault ("capture.yaml:12: cameras[0].url: …") in the
/// document and return the default; Document::finish() then fails with all of them, unknown keys with the nearest valid
/// key included. `${NAME}` in a text is replaced by the environment variable (an error when it is not set).
class Node {
  public:
    class State;

    std::string text(std::string_view key, const std::optional<std::string>& fallback = std::nullopt);
    std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max,
                         std::optional<std::int64_t> fallback = std::nullopt);
    bool boolean(std::string_view key, bool fallback);
    /// "250ms", "5s", "10m", "72h", "30d".
    std::chrono::milliseconds duration(std::string_view key,
                                       std::optional<std::chrono::milliseconds> fallback = std::nullopt);
    /// "512kB", "20GB", "2TB" (powers of 1000), "64MiB" (powers of 1024): bytes.
    std::uint64_t size(std::string_view key, std::optional<std::uint64_t> fallback = std::nullopt);
    /// One of the words given.
    std::string word(std::string_view key, const std::vector<std::string>& words,
                     const std::optional<std::string>& fallback = std::nullopt);
    /// A path; a relative one is relative to the file's folder.
    std::filesystem::path path(std::string_view key,
                               const std::optional<std::filesystem::path>& fallback = std::nullopt);
    std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] bool has(std::string_view key) const;
    Node map(std::string_view key);                ///< an absent map reads as empty
    std::vector<Node> list(std::string_view key);  ///< a list of maps; absent reads as empty
    /// A fault of the caller's own, at that key's line.
    void fault(std::string_view key, const std::string& what);

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
    [[nodiscard]] Node root();
    /// Fails with every fault, one line each.
    [[nodiscard]] Result<void> finish();

  private:
    std::shared_ptr<Implementation> implementation_;
};

}  // namespace shipwitness::config
