#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "core/result.h"
#include "core/time.h"

namespace shipwitness::capture {

/// What the command line asks for.
struct Arguments {
    enum class Action { serve, check_config, tell_again, help, version };
    Action action = Action::serve;
    std::optional<Timestamp> tell_since{};  ///< of tell_again; none: the sessions that web refused
    std::filesystem::path config = "/etc/shipwitness/capture.yaml";
};

/// Without the program's name. Fails with words for the person at the terminal.
[[nodiscard]] Result<Arguments> parse_arguments(std::span<const char* const> arguments);

/// What --help prints.
[[nodiscard]] std::string help_text();

}  // namespace shipwitness::capture
