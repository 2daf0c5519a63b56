#include <limits>

#include <gmock/gmock.h>

#include "tests/support/full_disk.h"
#include "tests/unit/web/test_app.h"

namespace shipwitness::web {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class StorageTrouble : public ::testing::Test {
  protected:
    void SetUp() override {
        app_.have_order();
        buyer_ = app_.sign_in_buyer();
    }
    std::int64_t count(const std::string& table) {
        return app_.database().read([&](storage::Connection& connection) {
            return connection.query_one("select count(*) from " + table).value().integer(0);
        });
    }

    TestApp app_;
    TestBrowser buyer_;
};

// /readyz said "ready" on a full disk: an empty transaction writes nothing.
TEST_F(StorageTrouble, WithoutRoomTheServiceIsNotReady) {
    app_.settings().free_space_floor_bytes = 0;
    EXPECT_EQ(app_.get("/readyz").status, 200);
    app_.settings().free_space_floor_bytes = std::numeric_limits<std::uint64_t>::max();
    const auto refused = app_.get("/readyz");
    EXPECT_EQ(refused.status, 503);
    EXPECT_THAT(std::get<std::string>(refused.body), AllOf(HasSubstr("full"), HasSubstr("make room")));
    const auto metrics = app_.get("/metrics");
    EXPECT_THAT(std::get<std::string>(metrics.body), HasSubstr("\nshipwitness_disk_free_bytes "));
}

// A full disk was answered 500 internal_error, as a fault of the program.
TEST_F(StorageTrouble, AFullDiskIsAnsweredAsSuchAndNothingIsHalfWritten) {
    test::fill_when_inserting_into(app_.database(), "claim_lines");
    ::testing::internal::CaptureStderr();
    const auto refused = app_.post("/api/v1/portal/claims", some_claim(), buyer_, "key-00001");
    const std::string logged = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(code_of(refused), "storage_unavailable");
    EXPECT_EQ(refused.headers.get("Content-Type"), "application/problem+json");
    EXPECT_TRUE(refused.headers.get("Retry-After"));
    EXPECT_TRUE(refused.headers.get("Content-Security-Policy")) << "protected as every answer is";
    EXPECT_THAT(logged,
                AllOf(HasSubstr("POST /api/v1/portal/claims"), HasSubstr("web.sqlite"), HasSubstr("make room")));
    EXPECT_EQ(count("claims"), 0);
    EXPECT_EQ(count("ballast"), 0);

    app_.database().write([](storage::Connection& connection) { connection.script("drop trigger fill_claim_lines"); });
    EXPECT_EQ(app_.post("/api/v1/portal/claims", some_claim(), buyer_, "key-00001").status, 201)
        << "the same key goes through when there is room again";
}

TEST_F(StorageTrouble, ADatabaseThatAnotherProgramHoldsIsAnsweredAsUnavailable) {
    app_.database().write([](storage::Connection& connection) { connection.script("pragma busy_timeout = 0"); });
    storage::Database other(app_.folder() / "web.sqlite");
    ::testing::internal::CaptureStderr();
    http::Response refused;
    other.write(
        [&](storage::Connection&) { refused = app_.post("/api/v1/portal/claims", some_claim(), buyer_, "key-00001"); });
    EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("another program"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(code_of(refused), "storage_unavailable");
}

// Every error of SQLite but a violated constraint was answered 503: "please try again", where trying helps nobody.
TEST_F(StorageTrouble, AMistakeOfOursInSqlIsAnInternalErrorAndInTheLog) {
    app_.database().write([](storage::Connection& connection) { connection.script("drop table pictures"); });
    ::testing::internal::CaptureStderr();
    const auto refused = app_.post("/api/v1/portal/claims", some_claim(), buyer_, "key-00001");
    EXPECT_THAT(::testing::internal::GetCapturedStderr(),
                AllOf(HasSubstr("POST /api/v1/portal/claims"), HasSubstr("no such table: ")));
    EXPECT_EQ(refused.status, 500);
    EXPECT_EQ(code_of(refused), "internal_error");
    EXPECT_EQ(count("claims"), 0);
}

}  // namespace
}  // namespace shipwitness::web
