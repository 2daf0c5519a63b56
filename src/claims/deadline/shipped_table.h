#pragma once

#include "claims/deadline/table.h"

namespace shipwitness::claims::deadline {

/// config/rules/deadline.dmn as it was when the program was built. Read at the first call; any thread.
[[nodiscard]] const Table& shipped_table();

}  // namespace shipwitness::claims::deadline
