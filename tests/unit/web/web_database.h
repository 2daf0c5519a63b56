#pragma once

#include "storage/database.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::web {

/// A fresh web database in a folder of its own.
class WebDatabase {
  public:
    WebDatabase();

    storage::Database& operator*() { return database_; }
    storage::Database* operator->() { return &database_; }
    [[nodiscard]] const test::TemporaryFolder& folder() const { return folder_; }

  private:
    test::TemporaryFolder folder_;
    storage::Database database_;
};

}  // namespace shipwitness::web
