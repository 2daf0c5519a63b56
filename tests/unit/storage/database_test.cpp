#include "storage/database.h"

#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/ids.h"
#include "core/result.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::storage {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

class DatabaseTest : public testing::Test {
  protected:
    void SetUp() override {
        database_.write([](Connection& c) {
            c.script("create table things (id text primary key, number integer, note text, bytes blob, real real)");
        });
    }
    [[nodiscard]] std::int64_t count() const {
        return database_.read(
            [](Connection& c) { return c.query_one("select count(*) from things").value().integer(0); });
    }

    test::TemporaryFolder folder_;
    Database database_{folder_ / "data" / "test.db"};
};

TEST_F(DatabaseTest, KeepsEveryKindOfValueAsItIs) {
    const Blob bytes{std::byte{0}, std::byte{255}};
    const std::string text("null \0 inside, и кириллица", 36);
    database_.write([&](Connection& c) {
        c.execute("insert into things values ($1, $2, $3, $4, $5)", OrderNumber("a"), from_us(-5), text, bytes, 0.5);
        c.execute("insert into things values ($1, $2, $3, $4, $5)", "b", std::optional<int>{}, nullptr, Blob{}, 7);
    });
    const auto rows = database_.read(
        [](Connection& c) { return c.query("select number, note, bytes, real from things order by id"); });
    EXPECT_EQ(rows.at(0).timestamp(0), from_us(-5));
    EXPECT_EQ(rows.at(0).text(1), text);
    EXPECT_EQ(rows.at(0).blob(2), bytes);
    EXPECT_EQ(rows.at(0).real(3), 0.5);
    EXPECT_EQ(rows.at(1).maybe_integer(0), std::nullopt);
    EXPECT_TRUE(rows.at(1).is_null(1));
    EXPECT_THAT(rows.at(1).blob(2), IsEmpty());
}

TEST_F(DatabaseTest, WritesAllOfATransactionOrNothing) {
    EXPECT_THROW(database_.write([](Connection& c) {
        c.execute("insert into things (id) values ($1)", "a");
        throw std::runtime_error("after the first row");
    }),
                 std::runtime_error);
    EXPECT_EQ(count(), 0);
    database_.write([](Connection& c) { c.execute("insert into things (id) values ($1)", "a"); });
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, RollsBackWorkThatAnswersAnError) {
    const Result<int> answer = database_.try_write([](Connection& c) -> Result<int> {
        c.execute("insert into things (id) values ($1)", "a");
        return fail(ErrorKind::conflict, "changed_mind", "No.");
    });
    EXPECT_FALSE(answer.has_value());
    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseTest, TellsAViolatedConstraintFromABrokenStatement) {
    const auto insert = [](Connection& c) { c.execute("insert into things (id) values ($1)", "a"); };
    database_.write(insert);
    try {
        database_.write(insert);
        FAIL() << "the second row of that id was taken";
    } catch (const StorageError& error) {
        EXPECT_TRUE(error.constraint());
        EXPECT_THAT(error.what(), HasSubstr("things.id"));
        EXPECT_THAT(error.what(), HasSubstr("test.db"));
    }
    EXPECT_THAT([&] { database_.read([](Connection& c) { c.query("select nothing from nowhere"); }); },
                ThrowsMessage<StorageError>(HasSubstr("nowhere")));
}

TEST_F(DatabaseTest, TellsMistakesOfOursFromAnEnvironmentThatRefuses) {
    const auto kind_of = [](const std::function<void()>& work) -> std::optional<StorageError::Kind> {
        try {
            work();
        } catch (const StorageError& error) {
            return error.kind();
        }
        return std::nullopt;
    };
    using enum StorageError::Kind;
    EXPECT_EQ(kind_of([&] { database_.read([](Connection& c) { c.query("select nothing from nowhere"); }); }), mistake);
    EXPECT_EQ(kind_of([&] { database_.read([](Connection& c) { c.query("selekt 1"); }); }), mistake);

    database_.write([](Connection& c) { c.script("pragma busy_timeout = 0"); });
    Database other(folder_ / "data" / "test.db");
    EXPECT_EQ(kind_of([&] { other.write([&](Connection&) { database_.write([](Connection&) {}); }); }), broken)
        << "another program holds the file";
    EXPECT_EQ(kind_of([&] { Database nowhere("/proc/shipwitness/test.db"); }), broken);
    { std::ofstream(folder_ / "garbage.db") << std::string(4096, 'x'); }
    EXPECT_EQ(kind_of([&] { Database garbage(folder_ / "garbage.db"); }), broken);
}

TEST_F(DatabaseTest, BindsPlaceholdersByTheirNumber) {
    database_.write([](Connection& c) {
        c.execute("insert into things (note, id) values ($2, $1)", "the id", "the note");
        c.execute("update things set number = $1 where number is null and $1 > 0", 3);
    });
    const auto row = database_.read([](Connection& c) { return c.query_one("select id, note, number from things"); });
    EXPECT_EQ(row->text(0), "the id");
    EXPECT_EQ(row->integer(2), 3);
}

TEST_F(DatabaseTest, RefusesParametersThatDoNotFitThePlaceholders) {
    EXPECT_THROW(database_.write([](Connection& c) { c.execute("insert into things (id) values ($1)", "a", "b"); }),
                 std::logic_error);
    EXPECT_THROW(database_.write([](Connection& c) { c.execute("insert into things (id) values ($2)", "a"); }),
                 std::logic_error);
    EXPECT_THROW(database_.write([](Connection& c) { c.execute("insert into things (id) values (?)", "a"); }),
                 std::logic_error);
}

TEST_F(DatabaseTest, ReadersMayNotWriteAndWritersDoNotNest) {
    EXPECT_THROW(database_.read([](Connection& c) { c.execute("delete from things"); }), StorageError);
    EXPECT_THROW(database_.write([&](Connection&) { database_.write([](Connection&) {}); }), std::logic_error);
    database_.write([](Connection& c) { c.execute("insert into things (id) values ($1)", "after"); });
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, ReadersSeeOneSnapshotWhileOthersWrite) {
    database_.read([&](Connection& c) {
        const auto before = c.query_one("select count(*) from things")->integer(0);
        std::jthread([&] {
            database_.write([](Connection& w) { w.execute("insert into things (id) values ($1)", "a"); });
        }).join();
        EXPECT_EQ(c.query_one("select count(*) from things")->integer(0), before);
    });
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, ManyThreadsWriteOneAfterAnother) {
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 10; ++i) {
                    database_.write([&](Connection& c) {
                        c.execute("insert into things (id) values ($1)", std::to_string(t * 100 + i));
                    });
                }
            });
        }
    }
    EXPECT_EQ(count(), 40);
    EXPECT_THAT(database_.check(), IsEmpty());
}

TEST_F(DatabaseTest, CopiesItselfWhileOpen) {
    database_.write([](Connection& c) { c.execute("insert into things (id) values ($1)", "a"); });
    database_.backup_to(folder_ / "copy" / "copy.db");
    const Database copy(folder_ / "copy" / "copy.db");
    EXPECT_EQ(copy.read([](Connection& c) { return c.query_one("select count(*) from things")->integer(0); }), 1);
}

TEST(Database, NamesTheFileThatItCannotOpen) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "file") << "not a folder";
    EXPECT_THAT([&] { Database(folder / "file" / "x.db"); }, ThrowsMessage<StorageError>(HasSubstr("/file")));
    std::ofstream(folder / "garbage.db") << std::string(5000, 'x');
    EXPECT_THAT([&] { Database(folder / "garbage.db"); }, ThrowsMessage<StorageError>(HasSubstr("garbage.db")));
}

TEST(Migrations, RunOnceInOrderOfNumber) {
    const test::TemporaryFolder folder;
    const std::pair<std::string_view, std::string_view> files[] = {
        {"010_second.sql", "insert into a values (2);"}, {"002_first.sql", "create table a (x integer); -- the end"}};
    const auto migrations = migrations_from(files);
    for (int start = 0; start < 2; ++start) {
        Database database(folder / "x.db");
        database.migrate(migrations);
        EXPECT_EQ(database.read([](Connection& c) { return c.query("select x from a").size(); }), 1U);
    }
    Database database(folder / "x.db");
    EXPECT_THAT([&] { database.migrate(std::span(migrations).first(1)); },
                ThrowsMessage<StorageError>(HasSubstr("newer program (010_second.sql)")));
}

TEST(Migrations, LeaveNothingOfOneThatFails) {
    const test::TemporaryFolder folder;
    Database database(folder / "x.db");
    const std::pair<std::string_view, std::string_view> files[] = {{"001_bad.sql", "create table a (x); oops;"}};
    EXPECT_THROW(database.migrate(migrations_from(files)), StorageError);
    EXPECT_THROW(database.read([](Connection& c) { c.query("select * from a"); }), StorageError);
}

TEST(Migrations, RefuseBadNames) {
    const std::pair<std::string_view, std::string_view> nameless[] = {{"first.sql", ""}};
    EXPECT_THROW((void)migrations_from(nameless), std::logic_error);
    const std::pair<std::string_view, std::string_view> twice[] = {{"001_a.sql", ""}, {"001_b.sql", ""}};
    EXPECT_THROW((void)migrations_from(twice), std::logic_error);
}

}  // namespace
}  // namespace shipwitness::storage
