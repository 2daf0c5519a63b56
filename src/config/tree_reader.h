#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/tree.h"
#include "core/result.h"

namespace shipwitness::config {

/// Collects what is wrong with a file, each with its line: "calendar.yaml:7" and "weekly.mon[0]: …".
class Faults {
  public:
    explicit Faults(std::string file) : file_(std::move(file)) {}
    void add(int line, const std::string& where, const std::string& what);
    [[nodiscard]] bool empty() const { return found_.empty(); }
    [[nodiscard]] const std::string& file() const { return file_; }
    /// Fails (invalid, `config_invalid`) with every fault as a field.
    [[nodiscard]] Result<void> result() const;

  private:
    std::string file_;
    std::vector<FieldError> found_;
};

/// Reads one map of a tree: ask for every key that has a meaning, then refuse the others. A key that stands twice is a
/// fault. A value that is no map is a fault and reads as an empty one. Tree and faults must outlive it.
class MapReader {
  public:
    /// `path` names the map in messages, e.g. "weekly"; empty for the root.
    MapReader(const Tree& tree, std::string path, Faults& faults);

    /// The value; null when the key is absent or its value is null. `also`: other names of the same, not told to
    /// people; two of them at once are a fault.
    const Tree* find(std::string_view key, std::initializer_list<std::string_view> also = {});
    /// The same, and a fault when it is not there.
    const Tree* require(std::string_view key);
    /// A single value; none, with a fault, for a list or a map.
    std::optional<std::string> text(std::string_view key, std::initializer_list<std::string_view> also = {});
    std::string required_text(std::string_view key);
    /// The single values of a list; absent is empty. Each with its line.
    std::vector<const Tree*> texts(std::string_view key);

    /// Keys that may stand here and mean nothing to us.
    void ignore(std::initializer_list<std::string_view> keys);
    void fault(std::string_view key, const std::string& what);
    [[nodiscard]] std::string path(std::string_view key) const;
    Faults& faults() { return faults_; }

    /// Every key that was not asked for is a fault, with the nearest known one, or all of them.
    void refuse_unknown_keys();
    /// Only what looks like a known key mistyped is a fault: for records that may carry more than we read.
    void refuse_mistyped_keys();

  private:
    enum class Others { refused, allowed_unless_near };
    void check_keys(Others others);

    const Tree& tree_;
    std::string path_;
    Faults& faults_;
    std::vector<std::string> asked_;
    std::vector<std::string> told_;  ///< of those asked for, the names to tell people
};

}  // namespace shipwitness::config
