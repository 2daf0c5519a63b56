#include "tests/support/pictures.h"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "tests/support/full_disk.h"
#include "tests/unit/web/test_app.h"
#include "web/server/pictures/picture_files.h"
#include "web/server/pictures/picture_routes.h"

namespace shipwitness::web {
namespace {

using test::a_picture;
using test::PictureFile;

class Pictures : public ::testing::Test {
  protected:
    void SetUp() override {
        app_.have_order();
        buyer_ = app_.sign_in_buyer();
    }
    http::Response upload(const std::string& bytes) {
        return app_.ask({.method = http::Method::post,
                         .path = "/api/v1/portal/pictures",
                         .body = bytes,
                         .type = "image/jpeg",
                         .browser = buyer_});
    }
    std::string uploaded(const std::string& bytes) { return json_of(upload(bytes))["id"]; }
    std::string path_of(const std::string& id) { return "/api/v1/portal/pictures/" + id; }
    http::Json claim_with(const std::vector<std::string>& ids) {
        auto claim = some_claim();
        claim["lines"][0]["pictures"] = ids;
        return claim;
    }

    TestApp app_;
    TestBrowser buyer_;
};

TEST_F(Pictures, AreShownSandboxedAndTheirOriginalsKept) {
    const std::string original = a_picture(PictureFile::png, 30, 20);
    const auto response = upload(original);
    ASSERT_EQ(response.status, 201);
    const std::string id = json_of(response)["id"];
    const auto shown = app_.get(path_of(id), buyer_);
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.headers.get("Content-Type"), "image/jpeg");
    EXPECT_THAT(shown.headers.get("Content-Security-Policy").value_or(""), ::testing::HasSubstr("sandbox"));
    std::ifstream in(PictureFiles(app_.folder()).original(id), std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), original);
}

TEST_F(Pictures, LostFilesAreSetAsideAtTheStartAndNoOthers) {
    // Story: the service was killed between writing a picture's files and its row; the files lay there for ever.
    const auto kept = uploaded(a_picture(PictureFile::png, 30, 20));
    const PictureFiles files(app_.folder());
    for (const char* lost : {"lost-long-ago", "on-its-way"}) {
        files.write(lost, "bytes", "bytes");
    }
    const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours{3};
    for (const std::string& id : {kept, std::string("lost-long-ago")}) {
        std::filesystem::last_write_time(files.shown(id), long_ago);
        std::filesystem::last_write_time(files.original(id), long_ago);
    }
    ::testing::internal::CaptureStderr();
    set_lost_pictures_aside(app_.app());
    EXPECT_THAT(::testing::internal::GetCapturedStderr(), ::testing::HasSubstr("pictures/lost: 1"));
    EXPECT_TRUE(std::filesystem::exists(files.shown(kept)));
    EXPECT_TRUE(std::filesystem::exists(files.original(kept)));
    EXPECT_TRUE(std::filesystem::exists(files.original("on-its-way")))
        << "another process may be about to write its row";
    EXPECT_FALSE(std::filesystem::exists(files.shown("lost-long-ago")));
    EXPECT_FALSE(std::filesystem::exists(files.original("lost-long-ago")));
    // Story: beside a database restored from last night's backup, today's originals were deleted at the first start.
    EXPECT_TRUE(std::filesystem::exists(files.aside() / "lost-long-ago.jpg"));
    EXPECT_TRUE(std::filesystem::exists(files.aside() / "lost-long-ago"));
}

// Every try on a full disk left an original behind, which nobody looked for before the next start.
TEST_F(Pictures, LeaveNothingBehindWhenTheDiskIsFull) {
    if (!std::filesystem::exists("/dev/full")) {
        GTEST_SKIP() << "needs /dev/full";
    }
    const PictureFiles files(app_.folder());
    std::filesystem::create_directories(app_.folder() / "pictures/originals");
    std::filesystem::create_symlink("/dev/full", files.shown("half"));
    EXPECT_THROW(files.write("half", "bytes", "bytes"), std::system_error);
    EXPECT_FALSE(std::filesystem::exists(files.original("half")));
    EXPECT_FALSE(std::filesystem::is_symlink(files.shown("half")));
    EXPECT_TRUE(std::filesystem::exists("/dev/full"));
}

TEST_F(Pictures, LeaveNoFilesWhenTheirRowCannotBeStored) {
    test::fill_when_inserting_into(app_.database(), "pictures");
    const auto refused = upload(a_picture(PictureFile::png, 30, 20));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(code_of(refused), "storage_unavailable");
    EXPECT_TRUE(PictureFiles(app_.folder()).ids_written_before(std::filesystem::file_time_type::max()).empty());
    EXPECT_EQ(code_of(app_.get(path_of("no-such-picture"), buyer_)), "picture_unknown") << "reading goes on";
}

TEST_F(Pictures, SentTwiceAreOne) {
    const std::string bytes = a_picture(PictureFile::jpeg, 30, 20);
    EXPECT_EQ(uploaded(bytes), uploaded(bytes));
}

TEST_F(Pictures, AreRefusedWhenTheyAreNone) {
    EXPECT_EQ(code_of(upload("")), "picture_empty");
    EXPECT_EQ(code_of(upload("<html>")), "picture_type_unknown");
    EXPECT_EQ(code_of(upload(std::string(15'000'001, 'x'))), "body_too_large");
    EXPECT_FALSE(std::filesystem::exists(app_.folder() / "pictures"));
}

TEST_F(Pictures, BelongToOneClaim) {
    const std::string id = uploaded(a_picture(PictureFile::jpeg, 30, 20));
    const auto first = app_.post("/api/v1/portal/claims", claim_with({id}), buyer_, "key-00001");
    ASSERT_EQ(first.status, 201);
    EXPECT_EQ(json_of(first)["lines"][0]["pictures"][0]["url"], path_of(id));
    const auto second = app_.post("/api/v1/portal/claims", claim_with({id}), buyer_, "key-00002");
    EXPECT_THAT(faults_of(second), ::testing::ElementsAre("lines[0].pictures[0]: picture_used"));
}

TEST_F(Pictures, AreSeenByTheirBuyerAndByStaffOnly) {
    const std::string id = uploaded(a_picture(PictureFile::jpeg, 30, 20));
    app_.have_order("SO-2", "eve@example.com");
    const auto eve = app_.sign_in_buyer("SO-2", "eve@example.com");
    EXPECT_EQ(code_of(app_.get(path_of(id), eve)), "picture_unknown");
    EXPECT_EQ(app_.get(path_of(id)).status, 401);
    EXPECT_EQ(app_.get("/api/v1/desk/pictures/" + id, app_.sign_in_staff()).status, 200);
    auto claim = claim_with({id});
    EXPECT_EQ(app_.post("/api/v1/portal/claims", claim, eve, "key-00001").status, 422);
}

TEST_F(Pictures, GoAfterADayUnlessAClaimUsesThem) {
    const std::string unused = uploaded(a_picture(PictureFile::jpeg, 30, 20));
    const std::string used = uploaded(a_picture(PictureFile::jpeg, 20, 30));
    app_.post("/api/v1/portal/claims", claim_with({used}), buyer_, "key-00001");
    app_.clock().advance(std::chrono::hours{25});
    remove_unused_pictures(app_.app());
    EXPECT_EQ(app_.get(path_of(unused), buyer_).status, 404);
    EXPECT_EQ(app_.get(path_of(used), buyer_).status, 200);
    EXPECT_FALSE(std::filesystem::exists(PictureFiles(app_.folder()).original(unused)));
}

TEST_F(Pictures, ComeWithMessagesToo) {
    const auto claim = json_of(app_.post("/api/v1/portal/claims", some_claim(), buyer_, "key-00001"));
    const std::string id = uploaded(a_picture(PictureFile::webp, 30, 20));
    const std::string path = "/api/v1/portal/claims/" + claim["number"].get<std::string>() + "/messages";
    const auto after = json_of(app_.post(path, {{"words", "Вот"}, {"pictures", {id}}}, buyer_, "key-00002"));
    EXPECT_EQ(after["history"].back()["pictures"][0]["id"], id);
    EXPECT_TRUE(after["lines"][0]["pictures"].empty());
}

}  // namespace
}  // namespace shipwitness::web
