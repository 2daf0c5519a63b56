#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace shipwitness::demo {

/// What the packer does just now. The order is the order of the work.
enum class Step { idle, scan, pack, fill, close, tape, label, done };

[[nodiscard]] std::optional<Step> parse_step(std::string_view word);
[[nodiscard]] std::string_view step_word(Step step);

/// What the cameras of one bench see.
struct Packing {
    std::string order;  ///< Printed and coded on sheet and label; empty: nothing lies on the bench.
    Step step = Step::idle;
    int packed = 0;  ///< Articles already in the carton, 0 to `articles`.
    int articles = 4;

    bool operator==(const Packing&) const = default;
};

/// The benches of this process by name. Set by the control connection, read by the cameras. Thread-safe.
class Benches {
  public:
    void set(const std::string& bench, Packing packing);
    /// An idle bench when nothing was set.
    [[nodiscard]] Packing get(const std::string& bench) const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, Packing> benches_;
};

}  // namespace shipwitness::demo
