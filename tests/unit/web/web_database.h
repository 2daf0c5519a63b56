#pragma once

#include <string_view>

#include "storage/database.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::web {

/// A fresh web database in a folder of its own.
class WebDatabase {
  public:
    WebDatabase();
    /// As an earlier program made it, whose newest schema file this was: "023_videos.sql".
    explicit WebDatabase(std::string_view newest);

    storage::Database& operator*() { return database_; }
    storage::Database* operator->() { return &database_; }
    [[nodiscard]] const test::TemporaryFolder& folder() const { return folder_; }

  private:
    test::TemporaryFolder folder_;
    storage::Database database_;
};

}  // namespace shipwitness::web
