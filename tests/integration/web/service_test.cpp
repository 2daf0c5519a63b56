#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "http/json.h"
#include "tests/integration/web/web_process.h"
#include "tests/support/pictures.h"
#include "tests/support/temporary_folder.h"

// The real program over real sockets, files and database.

namespace shipwitness::test {
namespace {

using http::Json;
using http::Method;
using ::testing::HasSubstr;

const std::map<std::string, std::string> kErp = {{"Authorization", "Bearer erp-token-0123456789"},
                                                 {"Content-Type", "application/json"}};

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class WebService : public ::testing::Test {
  protected:
    void SetUp() override {
        for (const char* page : {"portal", "desk"}) {
            std::filesystem::create_directories(folder_ / "pages" / page);
            std::ofstream(folder_ / "pages" / page / "index.html") << "<!doctype html><title>" << page << "</title>";
        }
        std::ofstream(folder_ / "pages/portal/app.js") << "1";
        std::ofstream(folder_ / "secret.txt") << "secret";
        write_config("");
    }
    void write_config(const std::string& more) {
        const std::filesystem::path source = SHIPWITNESS_SOURCE_DIR;
        std::ofstream(config()) << "data: data\npages: pages\ntemplates: " << (source / "config/templates").string()
                                << "\ncause_table: " << (source / "config/rules/cause.dmn").string()
                                << "\nhttp:\n  port: 0\ncompany:\n  name: Supplier\nmail:\n  from: claims@s.example\n"
                                << "machines:\n  - name: erp\n    token: erp-token-0123456789\n"
                                << more;
    }
    [[nodiscard]] std::string config() const { return (folder_ / "web.yaml").string(); }

    void have_order(const WebProcess& web) {
        const Json order{{"buyer", {{"name", "Ann"}, {"email", "ann@b.example"}, {"language", "en"}}},
                         {"lines", {{{"sku", "A"}, {"name", "Pot"}, {"quantity", 2}}}}};
        ASSERT_EQ(web.ask(Method::put, "/api/v1/orders/SO-1", kErp, order.dump()).status, 201);
    }
    [[nodiscard]] std::vector<std::string> letters() const {
        std::vector<std::string> texts;
        std::error_code none_yet;
        for (const auto& file : std::filesystem::directory_iterator(folder_ / "data/letters", none_yet)) {
            if (file.path().extension() == ".eml") {
                texts.push_back(text_of(file.path()));
            }
        }
        return texts;
    }
    /// The letter with this subject's beginning. Asks the service's own metrics until it has been sent.
    std::string letter_about(const WebProcess& web, const std::string& subject) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (std::chrono::steady_clock::now() < deadline) {
            for (const std::string& letter : letters()) {
                if (letter.find("Subject: " + subject) != std::string::npos) {
                    return letter;
                }
            }
            (void)web.ask(Method::get, "/readyz", {});
        }
        ADD_FAILURE() << "no letter about " << subject;
        return "";
    }
    /// Signs in through the letter; gives the headers of further requests.
    std::map<std::string, std::string> sign_in(const WebProcess& web) {
        const std::map<std::string, std::string> json{{"Content-Type", "application/json"}};
        const auto asked = web.ask(Method::post, "/api/v1/portal/sign-in-requests", json,
                                   Json({{"order", "SO-1"}, {"email", "ann@b.example"}, {"language", "en"}}).dump());
        EXPECT_EQ(asked.status, 202) << asked.body;
        const std::string letter = letter_about(web, "Your sign-in code for order SO-1");
        const std::string mark = "Your code: ";
        const Json body{{"order", "so-1"},
                        {"email", "ann@b.example"},
                        {"code", letter.substr(letter.find(mark) + mark.size(), 6)},
                        {"challenge", Json::parse(asked.body).value("challenge", "")}};
        const auto session = web.ask(Method::post, "/api/v1/portal/session", json, body.dump());
        EXPECT_EQ(session.status, 200) << session.body << letter;
        const std::string cookie = session.headers.get("Set-Cookie").value_or("");
        return {{"Content-Type", "application/json"},
                {"Cookie", cookie.substr(0, cookie.find(';'))},
                {"X-CSRF-Token", Json::parse(session.body).value("csrf_token", "")}};
    }

    TemporaryFolder folder_;
};

TEST_F(WebService, TakesAClaimWithAPictureAndKeepsItThroughKillMinusNine) {
    std::string number;
    std::map<std::string, std::string> buyer;
    {
        WebProcess web({"--config", config()});
        web.wait_until_ready();
        have_order(web);
        buyer = sign_in(web);
        auto upload = buyer;
        upload["Content-Type"] = "image/jpeg";
        const auto picture =
            web.ask(Method::post, "/api/v1/portal/pictures", upload, a_picture(PictureFile::jpeg, 60, 40));
        ASSERT_EQ(picture.status, 201) << picture.body;
        auto filing = buyer;
        filing["Idempotency-Key"] = "key-12345";
        const Json claim{{"lines",
                          {{{"line", 1},
                            {"kind", "visible"},
                            {"words", "Dented"},
                            {"pictures", {Json::parse(picture.body)["id"]}}}}},
                         {"wish", {{"kind", "refund"}}}};
        const auto filed = web.ask(Method::post, "/api/v1/portal/claims", filing, claim.dump());
        ASSERT_EQ(filed.status, 201) << filed.body;
        number = Json::parse(filed.body)["number"];
        (void)letter_about(web, "We have your claim " + number);
        web.signal(SIGKILL);
        EXPECT_EQ(web.wait_for_end(), -SIGKILL);
    }
    WebProcess web({"--config", config()});
    web.wait_until_ready();
    const auto shown = web.ask(Method::get, "/api/v1/portal/claims/" + number, buyer);
    ASSERT_EQ(shown.status, 200) << "the session outlives the restart, too";
    const auto picture = Json::parse(shown.body)["lines"][0]["pictures"][0];
    EXPECT_EQ(web.ask(Method::get, picture["url"], buyer).status, 200);
    EXPECT_EQ(letters().size(), 2U) << "nothing is sent twice";
    web.signal(SIGTERM);
    EXPECT_EQ(web.wait_for_end(), 0);
}

TEST_F(WebService, ServesPagesUnderAStrictPolicyAndNothingElse) {
    WebProcess web({"--config", config()});
    web.wait_until_ready();
    const auto portal = web.ask(Method::get, "/claims/C-0000-0000", {});
    EXPECT_THAT(portal.body, HasSubstr("<title>portal"));
    EXPECT_THAT(portal.headers.get("Content-Security-Policy").value_or(""), HasSubstr("script-src 'self'"));
    EXPECT_EQ(portal.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(web.ask(Method::get, "/desk/queue", {}).body, HasSubstr("<title>desk"));
    EXPECT_EQ(web.ask(Method::get, "/app.js", {}).body, "1");
    for (const char* path : {"/missing.js", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
                             "/desk/../../secret.txt", "/api/v1/nothing", "/start/", "/api/v1/demonstration"}) {
        const auto response = web.ask(Method::get, path, {});
        EXPECT_THAT(response.body, ::testing::Not(HasSubstr("secret\n"))) << path;
        EXPECT_NE(response.body, "secret") << path;
    }
    EXPECT_EQ(web.ask(Method::get, "/api/v1/nothing", {}).status, 404);
    EXPECT_EQ(web.ask(Method::get, "/api/v1/demonstration", {}).status, 404);
    EXPECT_EQ(web.ask(Method::get, "/healthz", {}).status, 200);
    EXPECT_EQ(web.ask(Method::get, "/readyz", {}).status, 200);
    EXPECT_THAT(web.ask(Method::get, "/metrics", {}).body, HasSubstr("shipwitness_orders 0"));
    EXPECT_EQ(web.ask(Method::get, "/openapi.yaml", {}).body,
              text_of(std::filesystem::path(SHIPWITNESS_SOURCE_DIR) / "docs/openapi/web.yaml"));
}

TEST_F(WebService, ShowsPeopleAndLettersOfTheDemonstration) {
    write_config(
        "demonstration:\n  on: true\n  orders: [SO-1]\n  people:\n    - name: Olga\n      email: o@s.example\n"
        "      password: demonstration\n      role: manager\n");
    WebProcess web({"--config", config()});
    web.wait_until_ready();
    have_order(web);
    (void)sign_in(web);
    const Json shown = Json::parse(web.ask(Method::get, "/api/v1/demonstration", {}).body);
    EXPECT_EQ(shown["orders"][0]["email"], "ann@b.example");
    EXPECT_THAT(shown["letters"][0]["text"].get<std::string>(), HasSubstr("Your code: "));
    const Json body{{"email", "o@s.example"}, {"password", shown["people"][0]["password"]}};
    EXPECT_EQ(web.ask(Method::post, "/api/v1/desk/session", {{"Content-Type", "application/json"}}, body.dump()).status,
              200);
}

TEST_F(WebService, MakesMembersOfStaff) {
    WebProcess added({"--config", config(), "--add-user", "p@s.example", "--name", "Peter", "--role", "agent"},
                     "correct horse battery\n");
    EXPECT_EQ(added.wait_for_end(), 0) << added.output();
    WebProcess refused({"--config", config(), "--add-user", "q@s.example", "--name", "Q", "--role", "agent"},
                       "short\n");
    EXPECT_EQ(refused.wait_for_end(), 2);
    EXPECT_THAT(refused.output(), HasSubstr("at least 12 characters"));

    WebProcess web({"--config", config()});
    web.wait_until_ready();
    const Json body{{"email", "P@s.example"}, {"password", "correct horse battery"}};
    EXPECT_EQ(web.ask(Method::post, "/api/v1/desk/session", {{"Content-Type", "application/json"}}, body.dump()).status,
              200);
}

TEST_F(WebService, ChecksItsSettingsAndChangesNothing) {
    WebProcess good({"--config", config(), "--check-config"});
    EXPECT_EQ(good.wait_for_end(), 0) << good.output();
    write_config("anwsers:\n  first: 4h\n");
    WebProcess wrong({"--config", config(), "--check-config"});
    EXPECT_EQ(wrong.wait_for_end(), 2);
    EXPECT_THAT(wrong.output(), HasSubstr("did you mean answers"));
    WebProcess serving({"--config", config()});
    EXPECT_EQ(serving.wait_for_end(), 2);
    WebProcess nothing({"--config", "/nonexistent.yaml"});
    EXPECT_EQ(nothing.wait_for_end(), 2);
    WebProcess unknown({"--confg", config()});
    EXPECT_EQ(unknown.wait_for_end(), 2);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data"));
}

}  // namespace
}  // namespace shipwitness::test
