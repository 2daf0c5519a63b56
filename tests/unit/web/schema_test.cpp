#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/web/web_database.h"
#include "web/server/app/service.h"

namespace shipwitness::web {
namespace {

TEST(Schema, BringsTheDatabaseOfAnEarlierProgramUpToDate) {
    WebDatabase earlier("023_videos.sql");
    earlier->write([](storage::Connection& connection) {
        connection.script(
            "insert into sign_in_requests (id, order_text, email_text, language, created_at_us)"
            "  values ('r1', 'SO-1', 'a@example.org', 'ru', 1)");
    });
    const auto database = open_database(earlier.folder().path());
    database->read([](storage::Connection& connection) {
        EXPECT_EQ(connection.query_one("select challenge from sign_in_requests where id = 'r1'")->text(0), "");
        const auto plan = connection.query_one(
            "explain query plan select number from claims where state = 'new' order by -updated_at_us, number");
        EXPECT_THAT(plan->text(3), ::testing::HasSubstr("claims_by_state"));
    });
}

}  // namespace
}  // namespace shipwitness::web
