#include "storage/trouble.h"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/database.h"

namespace shipwitness::storage {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::filesystem::path kData = "/srv/data";

TEST(Trouble, OfAFullDiskAsksForRoom) {
    EXPECT_THAT(trouble(StorageError(StorageError::Kind::full, "SQLite step: full"), kData).value_or(""),
                AllOf(HasSubstr("SQLite step: full"), HasSubstr("make room on the disk of /srv/data")));
    EXPECT_THAT(trouble(std::system_error(ENOSPC, std::generic_category(), "write /srv/data/pictures/1.jpg"), kData)
                    .value_or(""),
                AllOf(HasSubstr("/srv/data/pictures/1.jpg"), HasSubstr("make room on the disk of /srv/data")));
}

TEST(Trouble, OfABrokenDiskOrALockedFileDoesNotSpeakOfRoom) {
    EXPECT_THAT(trouble(StorageError(StorageError::Kind::broken, "database is locked"), kData).value_or(""),
                AllOf(HasSubstr("does another program hold the file"), Not(HasSubstr("room"))));
    EXPECT_THAT(
        trouble(std::filesystem::filesystem_error("cannot create", kData, std::make_error_code(std::errc::io_error)),
                kData)
            .value_or(""),
        AllOf(HasSubstr("the disk sound"), Not(HasSubstr("room"))));
}

TEST(Trouble, IsNotWhatIsOurOwnFault) {
    EXPECT_FALSE(trouble(std::system_error(EAGAIN, std::generic_category(), "thread"), kData));
    EXPECT_FALSE(trouble(std::logic_error("a bug"), kData));
    EXPECT_FALSE(trouble(StorageError(StorageError::Kind::constraint, "UNIQUE"), kData))
        << "a broken rule of the schema is our fault, not the disk's";
    EXPECT_FALSE(trouble(StorageError(StorageError::Kind::mistake, "no such column"), kData));
}

}  // namespace
}  // namespace shipwitness::storage
