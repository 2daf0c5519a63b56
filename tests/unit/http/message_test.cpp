#include "http/message.h"

#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>

#include "http/words.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::http {
namespace {

Response tagged(std::string body) {
    Response response;
    response.body = std::move(body);
    response.headers.set("ETag", "\"v1\"");
    return response;
}

Request reading(std::initializer_list<std::pair<std::string, std::string>> headers, Method method = Method::get) {
    Request request;
    request.method = method;
    for (const auto& [name, value] : headers) {
        request.headers.add(name, value);
    }
    return request;
}

/// The body's texts joined; file ranges as "<offset+size>".
std::string shown(const Response& response) {
    if (const auto* text = std::get_if<std::string>(&response.body)) {
        return *text;
    }
    std::string all;
    for (const Piece& piece : std::get<Pieces>(response.body)) {
        const auto* text = std::get_if<std::string>(&piece);
        all += text != nullptr ? *text
                               : "<" + std::to_string(std::get<FileRange>(piece).offset) + "+" +
                                     std::to_string(std::get<FileRange>(piece).size_bytes) + ">";
    }
    return all;
}

TEST(Headers, CompareNamesWithoutCaseAndReplaceOnSet) {
    Headers headers;
    headers.add("X-A", "1");
    headers.add("x-a", "2");
    EXPECT_EQ(headers.get("X-a"), "1");
    headers.set("x-A", "3");
    EXPECT_EQ(headers.all().size(), 1U);
    EXPECT_EQ(headers.get("missing"), std::nullopt);
}

TEST(Request, FindsCookiesAndBearerTokens) {
    const Request request = reading({{"Cookie", "a=1; __Host-session=x=y ;b=2"}, {"Authorization", "bearer  t0k "}});
    EXPECT_EQ(request.cookie("__Host-session"), "x=y");
    EXPECT_EQ(request.cookie("session"), std::nullopt);
    EXPECT_EQ(request.bearer(), "t0k");
    EXPECT_EQ(reading({{"Authorization", "Basic abc"}}).bearer(), std::nullopt);
}

struct RangeRow {
    const char* range;
    int status;
    const char* body;
    const char* content_range;
};

TEST(Conditions, AnswerOneRangeAndIgnoreWhatIsNone) {
    const RangeRow rows[] = {
        {"bytes=0-3", 206, "abcd", "bytes 0-3/10"},    {"bytes=8-", 206, "ij", "bytes 8-9/10"},
        {"bytes=-2", 206, "ij", "bytes 8-9/10"},       {"bytes=-99", 206, "abcdefghij", "bytes 0-9/10"},
        {"bytes=4-99", 206, "efghij", "bytes 4-9/10"}, {"bytes=0-1,3-4", 200, "abcdefghij", nullptr},
        {"bytes=5-2", 200, "abcdefghij", nullptr},     {"lines=0-1", 200, "abcdefghij", nullptr},
        {"bytes=a-b", 200, "abcdefghij", nullptr},
    };
    for (const RangeRow& row : rows) {
        const Response response = apply_conditions(reading({{"Range", row.range}}), tagged("abcdefghij"));
        EXPECT_EQ(response.status, row.status) << row.range;
        EXPECT_EQ(shown(response), row.body) << row.range;
        EXPECT_EQ(response.headers.get("Content-Range"),
                  row.content_range == nullptr ? std::nullopt : std::optional<std::string>(row.content_range))
            << row.range;
    }
    const Response behind = apply_conditions(reading({{"Range", "bytes=10-"}}), tagged("abcdefghij"));
    EXPECT_EQ(behind.status, 416);
    EXPECT_EQ(behind.headers.get("Content-Range"), "bytes */10");
}

TEST(Conditions, CutRangesAcrossTextsAndFiles) {
    Response response = tagged("");
    response.body = Pieces{std::string("abc"), FileRange{.file = {}, .offset = 100, .size_bytes = 5},
                           FileRange{.file = {}, .offset = 0, .size_bytes = 4}, std::string("xyz")};
    EXPECT_EQ(shown(apply_conditions(reading({{"Range", "bytes=2-9"}}), response)), "c<100+5><0+2>");
    EXPECT_EQ(shown(apply_conditions(reading({{"Range", "bytes=5-6"}}), response)), "<102+2>");
    EXPECT_EQ(shown(apply_conditions(reading({{"Range", "bytes=-1"}}), response)), "z");
}

TEST(Conditions, SayNotModifiedAndMindIfRange) {
    EXPECT_EQ(apply_conditions(reading({{"If-None-Match", "\"v0\", W/\"v1\""}}), tagged("x")).status, 304);
    EXPECT_EQ(apply_conditions(reading({{"If-None-Match", "\"v0\""}}), tagged("x")).status, 200);
    EXPECT_EQ(apply_conditions(reading({{"Range", "bytes=0-0"}, {"If-Range", "\"v0\""}}), tagged("xy")).status, 200);
    EXPECT_EQ(apply_conditions(reading({{"Range", "bytes=0-0"}, {"If-Range", "\"v1\""}}), tagged("xy")).status, 206);
    EXPECT_EQ(apply_conditions(reading({{"If-None-Match", "*"}}, Method::post), tagged("x")).status, 200);
}

TEST(FileResponse, ServesPlainFilesOnly) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "page.html") << "<p>";
    std::filesystem::create_symlink(folder / "page.html", folder / "link.html");
    const auto response = file_response(folder / "page.html");
    ASSERT_TRUE(response);
    EXPECT_EQ(response->headers.get("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(size_of(std::get<Pieces>(response->body)), 3U);
    EXPECT_FALSE(file_response(folder.path()));
    EXPECT_FALSE(file_response(folder / "link.html"));
    EXPECT_FALSE(file_response(folder / "absent"));
}

TEST(Problem, CarriesCodeDetailAndFields) {
    const Response response = problem(Error{
        ErrorKind::invalid, "invalid_input", "quantity must be a number", {{"quantity", "wrong_type", "must be"}}});
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(
        std::get<std::string>(response.body),
        R"({"type":"about:blank","title":"The input is not right","status":422,"code":"invalid_input",)"
        R"("detail":"quantity must be a number","errors":[{"field":"quantity","code":"wrong_type","detail":"must be"}]})");
    EXPECT_EQ(problem(Error{ErrorKind::too_many, "slow_down", ""}).headers.get("Retry-After"), "60");
}

TEST(Problem, SurvivesBytesThatAreNotUtf8) {
    EXPECT_EQ(problem(Error{ErrorKind::invalid, "x", "\xff"}).status, 422);
}

TEST(Target, IsDecodedAndPathsThatClimbAreRefused) {
    Request request;
    ASSERT_TRUE(read_target("/a/%D0%96?q=%D1%8F+%2B&flag", request));
    EXPECT_EQ(request.path, "/a/Ж");
    EXPECT_EQ(request.query_value("q"), "я +");
    EXPECT_EQ(request.query_value("flag"), "");
    for (const char* bad : {"", "a", "/..", "/a/%2e%2E/b", "/./a", "/%00", "/%4", "/%zz", "/%ff", "/?a=%ff"}) {
        Request other;
        EXPECT_FALSE(read_target(bad, other)) << bad;
    }
}

}  // namespace
}  // namespace shipwitness::http
