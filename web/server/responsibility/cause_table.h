#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "core/clock.h"
#include "core/result.h"
#include "core/time.h"
#include "rules/model.h"

namespace shipwitness::web {

/// The company's table of causes, as one file said it. Never changes.
struct CauseTable {
    rules::Model model;
    std::string file;  ///< its name, without folders
    std::string xml;
    std::string sha256;  ///< of xml: names this version in decisions
};

/// Reads and checks a table of causes. Fails with invalid `cause_table_wrong`, every problem (what DMN it uses that we
/// do not read, gaps, overlaps, rows never reached, parties unknown) on a line of the detail.
[[nodiscard]] Result<CauseTable> read_cause_table(const std::filesystem::path& file);

/// The table in force. The file is looked at again when it was written to, so that a company changes its rules without
/// a restart; a wrong one is told in the log and in metrics, and the one before stays in force. Thread-safe.
class CauseTables {
  public:
    /// `table` is what read_cause_table(file) gave. `clock` must outlive it.
    CauseTables(CauseTable table, std::filesystem::path file, const Clock& clock);

    [[nodiscard]] std::shared_ptr<const CauseTable> current();
    /// The file says something else than what is in force, and it is wrong.
    [[nodiscard]] bool refused() const { return refused_; }

  private:
    using Written = std::optional<std::pair<std::filesystem::file_time_type, std::uintmax_t>>;  ///< time and size
    [[nodiscard]] static Written written(const std::filesystem::path& file);
    void look_again();

    std::filesystem::path file_;
    const Clock& clock_;
    std::mutex mutex_;
    std::shared_ptr<const CauseTable> table_;
    Written seen_;
    std::chrono::steady_clock::time_point looked_;
    std::atomic<bool> refused_{false};
};

}  // namespace shipwitness::web
