#pragma once

#include <iosfwd>
#include <map>
#include <string>

#include "core/clock.h"
#include "web/server/settings/settings.h"

namespace shipwitness::web {

/// A program's options with their values: {"--add-user", "olga@example.com"}, {"--role", "agent"}.
using Options = std::map<std::string, std::string>;

/// What an administrator has of a terminal.
struct Terminal {
    std::istream& in;
    std::ostream& out;
    std::ostream& errors;
};

/// Those options of the program that speak of the staff, for its help.
extern const char* const kStaffUsage;

/// Whether one of these commands is asked for: --add-user, --change-user, --end-user, --users.
[[nodiscard]] bool is_staff_command(const Options& options);

/// Carries it out on the database under the settings' data folder; the service may be running. The exit code: 0 done,
/// 2 something about the options, or the password on the first line of `terminal.in`, is wrong: told in `errors`, and
/// nothing was changed. Throws StorageError.
[[nodiscard]] int run_staff_command(const Settings& settings, const Options& options, const Clock& clock,
                                    const Terminal& terminal);

}  // namespace shipwitness::web
