#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "core/result.h"

namespace shipwitness::capture {

/// What the command line asks for.
struct Arguments {
    enum class Action { serve, check_config, help, version };
    Action action = Action::serve;
    std::filesystem::path config = "/etc/shipwitness/capture.yaml";
};

/// Without the program's name. Fails with words for the person at the terminal.
[[nodiscard]] Result<Arguments> parse_arguments(std::span<const char* const> arguments);

/// What --help prints.
[[nodiscard]] std::string help_text();

}  // namespace shipwitness::capture
