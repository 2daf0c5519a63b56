#pragma once

#include <vector>

#include "storage/database.h"

namespace shipwitness::capture::schema {

/// The files of this folder as migrations.
[[nodiscard]] std::vector<storage::Migration> migrations();

}  // namespace shipwitness::capture::schema
