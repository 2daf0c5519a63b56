#include "capture/stations/page_routes.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace shipwitness::capture {
namespace {

class StationPage : public testing::Test {
  protected:
    StationPage() {
        write("page/index.html", "<!doctype html>");
        write("page/favicon.ico", "icon");
        write("page/mark.svg", "<svg/>");
        write("page/.env", "secret");
        write("page/assets/main-1a2b.js", "1");
        write("page/assets/sounds/yes.txt", "beep");
        write("secret.txt", "secret");
        add_page_routes(routes_, folder_ / "page", {StationId("bench-1")});
    }

    void write(const std::string& name, const std::string& text) {
        const auto file = folder_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    http::Response get(const std::string& path) {
        http::Request request;
        request.path = path;
        return http::dispatch(routes_, request);
    }

    test::TemporaryFolder folder_;
    http::Routes routes_;
};

TEST_F(StationPage, IsTheSameForEveryStationAndGuarded) {
    const auto response = get("/station/bench-1");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.get("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(response.headers.get("Cache-Control"), "no-cache");
    const std::string policy = response.headers.get("Content-Security-Policy").value_or("");
    EXPECT_THAT(policy, testing::HasSubstr("default-src 'none'"));
    EXPECT_THAT(policy, testing::HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(policy, testing::Not(testing::HasSubstr("unsafe")));
}

TEST_F(StationPage, ServesItsAssetsAndFilesBesideIt) {
    EXPECT_EQ(get("/station/assets/main-1a2b.js").status, 200);
    EXPECT_EQ(get("/station/assets/sounds/yes.txt").status, 200);
    EXPECT_EQ(get("/station/mark.svg").status, 200);
}

// A browser that shows /healthz, or a phone that keeps the station on its screen, asks for an icon at the root.
TEST_F(StationPage, HasItsIconsAtTheRoot) {
    const auto response = get("/favicon.ico");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.get("Content-Type"), "image/x-icon");
    EXPECT_THAT(response.headers.get("Content-Security-Policy").value_or(""), testing::HasSubstr("default-src 'none'"));
    EXPECT_EQ(get("/apple-touch-icon.png").status, 404) << "not built here";
    write("page/apple-touch-icon.png", "picture");
    EXPECT_EQ(get("/apple-touch-icon.png").headers.get("Content-Type"), "image/png");
}

TEST_F(StationPage, KnowsNoOtherStationOrFile) {
    EXPECT_EQ(get("/station/bench-2").status, 404);
    EXPECT_EQ(get("/station/assets/none.js").status, 404);
    EXPECT_EQ(get("/station/assets").status, 404);
}

TEST_F(StationPage, LetsNobodyOutOfItsFolder) {
    for (const char* const path :
         {"/station/..", "/station/.env", "/station/assets/../../secret.txt", "/station/assets/../index.html",
          "/station/assets//etc/passwd", "/station/assets/./main-1a2b.js", "/station/assets/sounds"}) {
        EXPECT_EQ(get(path).status, 404) << path;
    }
}

TEST_F(StationPage, SaysWhatToDoWhenItIsNotBuilt) {
    std::filesystem::remove(folder_ / "page/index.html");
    const auto response = get("/station/bench-1");
    EXPECT_EQ(response.status, 404);
    EXPECT_THAT(std::get<std::string>(response.body), testing::HasSubstr("npm run build"));
}

TEST(StaysInside, RefusesWhatLeadsAway) {
    EXPECT_TRUE(stays_inside("a/b.js"));
    for (const std::string_view path :
         {std::string_view(""), std::string_view("/a"), std::string_view("a/"), std::string_view("a//b"),
          std::string_view(".."), std::string_view("a/../b"), std::string_view("a/.hidden"), std::string_view("a\\b"),
          std::string_view("a\0b", 3)}) {
        EXPECT_FALSE(stays_inside(path)) << path;
    }
}

}  // namespace
}  // namespace shipwitness::capture
