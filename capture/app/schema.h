#pragma once

#include "storage/database.h"

namespace shipwitness::capture {

/// Brings a database of capture to the tables that this program works with (capture/schema). Throws
/// storage::StorageError.
void migrate(storage::Database& database);

}  // namespace shipwitness::capture
