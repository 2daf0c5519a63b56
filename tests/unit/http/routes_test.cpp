#include "http/routes.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/words.h"

namespace shipwitness::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Handler saying(std::string words) {
    return [words](const Request& request) {
        std::string text = words;
        for (const auto& [name, value] : request.parameters) {
            text += " " + name + "=" + value;
        }
        return Response{.status = 200, .headers = {}, .body = text};
    };
}

class RoutesTest : public testing::Test {
  protected:
    void SetUp() override {
        routes_.add(Method::get, "/orders/{number}", saying("one"));
        routes_.add(Method::get, "/orders/import", saying("import"));
        routes_.add(Method::put, "/orders/{number}", saying("put"), {.max_body_bytes = 4});
        routes_.add(Method::get, "/pages/{path*}", saying("page"));
        routes_.add(Method::get, "/broken", [](const Request&) -> Response { throw std::runtime_error("secret"); });
    }
    Response ask(Method method, const std::string& target, std::string body = "") {
        Request request;
        request.method = method;
        EXPECT_TRUE(read_target(target, request));
        request.body = std::move(body);
        return dispatch(routes_, request);
    }
    std::string words(Method method, const std::string& target) {
        return std::get<std::string>(ask(method, target).body);
    }
    Routes routes_;
};

TEST_F(RoutesTest, PrefersLiteralsToParameters) {
    EXPECT_EQ(words(Method::get, "/orders/import"), "import");
    EXPECT_EQ(words(Method::get, "/orders/17"), "one number=17");
}

TEST_F(RoutesTest, GivesParametersTheirEncodedSlashBack) {
    EXPECT_EQ(words(Method::get, "/orders/PO%2F17"), "one number=PO/17");
}

TEST_F(RoutesTest, RestParametersTakeSlashesButNoEncodedOnes) {
    EXPECT_EQ(words(Method::get, "/pages/a/b.js"), "page path=a/b.js");
    EXPECT_EQ(words(Method::get, "/pages/a%2F..%2Fb"),
              "page path=a\x1f..\x1f"
              "b");
}

TEST_F(RoutesTest, TellsWhatIsNotThereFromWhatIsNotAllowed) {
    EXPECT_EQ(ask(Method::get, "/nowhere").status, 404);
    EXPECT_EQ(ask(Method::get, "/orders/").status, 404);
    const Response refusal = ask(Method::del, "/orders/17");
    EXPECT_EQ(refusal.status, 405);
    EXPECT_EQ(refusal.headers.get("Allow"), "GET, PUT");
    EXPECT_EQ(ask(Method::head, "/orders/17").status, 200);
}

TEST_F(RoutesTest, RefusesBodiesOverTheRoutesLimit) {
    EXPECT_EQ(ask(Method::put, "/orders/17", "12345").status, 413);
}

TEST_F(RoutesTest, AnswersExceptionsWithoutTheirWords) {
    const Response response = ask(Method::get, "/broken");
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(std::get<std::string>(response.body).find("secret"), std::string::npos);
}

TEST_F(RoutesTest, RefusesTheSameRouteTwice) {
    EXPECT_THROW(routes_.add(Method::get, "/broken", saying("")), std::logic_error);
}

TEST(OpenApi, NamesWhatStandsOnOneSideOnly) {
    Routes routes;
    routes.add(Method::get, "/a/{id}", saying(""));
    routes.add(Method::get, "/pages/{path*}", saying(""));
    routes.add(Method::post, "/b", saying(""));
    EXPECT_THAT(differences(routes, R"(openapi: 3.1.0
paths:
  /a/{id}:
    parameters: []
    get:
      summary: one
    delete:
      summary: gone
  '/pages/{path}':
    get: 
      summary: page
components:
  /b:
    post:
)"),
                ElementsAre("POST /b is not documented", "DELETE /a/{id} is documented, but not served"));
}

}  // namespace
}  // namespace shipwitness::http
