#include <algorithm>
#include <cctype>

#include <gmock/gmock.h>

#include "evidence/totp.h"
#include "tests/unit/web/test_app.h"
#include "web/server/auth/buyer_sign_in.h"
#include "web/server/auth/client_address.h"
#include "web/server/auth/rate.h"
#include "web/server/auth/session.h"
#include "web/server/auth/spare_codes.h"
#include "web/server/auth/staff_sign_in.h"

namespace shipwitness::web {
namespace {

using ::testing::HasSubstr;

constexpr auto kMinute = std::chrono::minutes{1};

class BuyerSignIn : public ::testing::Test {
  protected:
    void SetUp() override { app_.have_order(); }

    http::Response ask_for_letter(const std::string& order, const std::string& email) {
        auto response =
            app_.post("/api/v1/portal/sign-in-requests", {{"order", order}, {"email", email}, {"language", "ru"}});
        app_.run_jobs();
        challenge_ = json_of(response).value("challenge", challenge_);
        return response;
    }
    http::Response ask_again(const std::string& challenge) {
        auto response =
            app_.post("/api/v1/portal/sign-in-requests",
                      {{"order", "SO-1"}, {"email", "olga@example.com"}, {"language", "ru"}, {"challenge", challenge}});
        app_.run_jobs();
        return response;
    }
    std::string code_in_letter() const {
        const std::string letter = app_.last_letter();
        const std::string mark = "Код для входа: ";
        return letter.substr(letter.find(mark) + mark.size(), kCodeLength);
    }
    http::Response use_code(const std::string& code, const std::string& order = "SO-1",
                            const std::string& email = "olga@example.com") {
        return app_.post("/api/v1/portal/session",
                         {{"order", order}, {"email", email}, {"code", code}, {"challenge", challenge_}});
    }
    http::Response use_link() {
        const std::string letter = app_.last_letter();
        return app_.post("/api/v1/portal/session", {{"token", letter.substr(letter.find("#token=") + 7, 64)}});
    }
    static std::string other_than(const std::string& code) { return code == "111111" ? "222222" : "111111"; }

    TestApp app_;
    std::string challenge_ = std::string(32, '0');  ///< of the newest letter asked for
};

TEST_F(BuyerSignIn, WorksByLinkOnceAndGivesACookieOutOfReachOfScripts) {
    const auto browser = app_.sign_in_buyer("so-1", "Olga@Example.com");
    EXPECT_THAT(browser.cookie, ::testing::StartsWith("__Host-shipwitness-buyer="));
    const auto session = json_of(app_.get("/api/v1/portal/session", browser));
    EXPECT_EQ(session["order"], "SO-1");
    EXPECT_EQ(session["csrf_token"], browser.csrf_token);

    const std::string letter = app_.last_letter();
    const std::size_t at = letter.find("#token=") + 7;
    const auto again = app_.post("/api/v1/portal/session", {{"token", letter.substr(at, 64)}});
    EXPECT_EQ(again.status, 401);
    EXPECT_EQ(code_of(again), "sign_in_failed");
}

TEST_F(BuyerSignIn, SetsAStrictCookie) {
    ask_for_letter("SO-1", "olga@example.com");
    const auto response = use_code(code_in_letter());
    EXPECT_THAT(response.headers.get("Set-Cookie").value_or(""),
                ::testing::AllOf(HasSubstr("Secure"), HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"),
                                 HasSubstr("Path=/")));
}

TEST_F(BuyerSignIn, WorksByCodeWhateverSpacesAreTyped) {
    ask_for_letter("SO-1", "olga@example.com");
    const std::string code = code_in_letter();
    EXPECT_EQ(use_code(code.substr(0, 3) + " " + code.substr(3)).status, 200);
    EXPECT_EQ(use_code(code).status, 401) << "a code works once";
}

TEST_F(BuyerSignIn, AnswersTheSameForUnknownOrdersAndWritesThemNoLetter) {
    const auto told = [](const http::Response& response) {
        auto body = json_of(response);
        EXPECT_EQ(body["challenge"].get<std::string>().size(), 32U);
        body.erase("challenge");
        return body;
    };
    const auto known = ask_for_letter("SO-1", "olga@example.com");
    const auto before = app_.sender().sent.size();
    const auto unknown = ask_for_letter("SO-404", "olga@example.com");
    const auto foreign = ask_for_letter("SO-1", "eve@example.com");
    EXPECT_EQ(known.status, 202);
    EXPECT_EQ(unknown.status, 202);
    EXPECT_EQ(told(known), told(unknown));
    EXPECT_EQ(told(known), told(foreign));
    EXPECT_EQ(app_.sender().sent.size(), before);
    EXPECT_EQ(json_of(use_code("123456", "SO-404")), json_of(use_code("000000", "SO-1", "eve@example.com")));
}

TEST_F(BuyerSignIn, LeavesNoSecretInTheDatabase) {
    app_.sign_in_buyer();
    const std::string letter = app_.last_letter();
    const std::string token = letter.substr(letter.find("#token=") + 7, 64);
    const auto kept = app_.database().read([](storage::Connection& connection) {
        return connection
            .query_one(
                "select body || coalesce((select group_concat(token_sha256) from sessions), '') || "
                "(select group_concat(token_sha256) from sign_in_letters) from letters")
            .value()
            .text(0);
    });
    EXPECT_EQ(kept.find(token), std::string::npos);
}

TEST_F(BuyerSignIn, ExpiresWithItsLetter) {
    ask_for_letter("SO-1", "olga@example.com");
    app_.clock().advance(15 * kMinute);
    EXPECT_EQ(code_of(use_code(code_in_letter())), "sign_in_failed");
}

TEST_F(BuyerSignIn, EndsTheCodeAfterFiveWrongOnesAndLeavesTheLink) {
    ask_for_letter("SO-1", "olga@example.com");
    const std::string code = code_in_letter();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(use_code(other_than(code)).status, 401);
    }
    EXPECT_EQ(use_code(code).status, 401);
    EXPECT_EQ(use_link().status, 200);
}

// Ten wrong codes for an order number once shut its buyer out of the code sign-in for an hour.
TEST_F(BuyerSignIn, IsNotHarmedByTheWrongCodesOfAStranger) {
    ask_for_letter("SO-1", "olga@example.com");
    const std::string mine = challenge_;
    const std::string code = code_in_letter();
    for (int letter = 0; letter < 2; ++letter) {
        ask_for_letter("SO-1", "olga@example.com");  // the stranger's own, whose code the stranger does not see
        for (int i = 0; i < 10; ++i) {
            EXPECT_EQ(use_code(other_than(code)).status, 401);
        }
    }
    challenge_ = std::string(32, 'f');
    EXPECT_EQ(use_code(code).status, 401) << "the right code is nothing without the challenge";
    challenge_ = mine;
    EXPECT_EQ(use_code(code).status, 200);
}

TEST_F(BuyerSignIn, TakesTheCodeOfAnyLetterThatTheSameBrowserAskedFor) {
    ask_for_letter("SO-1", "olga@example.com");
    const std::string first = code_in_letter();
    const auto again = ask_again(challenge_);
    EXPECT_EQ(json_of(again)["challenge"], challenge_);
    EXPECT_NE(json_of(ask_again("no challenge of ours"))["challenge"], "no challenge of ours");
    EXPECT_EQ(use_code(first).status, 200) << "the letter that came late";
}

TEST_F(BuyerSignIn, BoundsTheGuessingOfCodesByOrderAndAddressAndLeavesTheLink) {
    ask_for_letter("SO-1", "olga@example.com");
    const std::string code = code_in_letter();
    for (const std::string order : {"SO-404", "SO-1"}) {
        for (int i = 0; i < kCodesPerBuyer.count; ++i) {
            EXPECT_EQ(use_code(other_than(code), order).status, 401);
        }
        EXPECT_EQ(code_of(use_code(code, order)), "too_many_requests") << order;
    }
    EXPECT_EQ(use_code("111111", "SO-1", "eve@example.com").status, 401) << "a stranger's address is another count";
    EXPECT_EQ(use_link().status, 200);
    app_.clock().advance(kCodesPerBuyer.window);
    EXPECT_EQ(use_code("111111", "SO-404").status, 401);
}

TEST_F(BuyerSignIn, LimitsLettersAlikeForKnownAndUnknownOrders) {
    for (const std::string order : {"SO-1", "SO-404"}) {
        for (int i = 0; i < kLettersPerBuyer; ++i) {
            EXPECT_EQ(ask_for_letter(order, "olga@example.com").status, 202);
        }
        const auto refused = ask_for_letter(order, "olga@example.com");
        EXPECT_EQ(refused.status, 429);
        EXPECT_TRUE(refused.headers.get("Retry-After"));
        EXPECT_EQ(ask_for_letter(order, "eve@example.com").status, 202) << "a stranger's address is another count";
    }
}

TEST_F(BuyerSignIn, RefusesALetterOnlyToWhoHasOneThatIsStillGood) {
    for (int i = 0; i < kLettersPerBuyer; ++i) {
        ask_for_letter("SO-1", "olga@example.com");
    }
    app_.clock().advance(15 * kMinute - std::chrono::seconds{1});
    EXPECT_EQ(ask_for_letter("SO-1", "olga@example.com").status, 429);
    EXPECT_EQ(use_link().status, 200);
    app_.clock().advance(std::chrono::seconds{1});
    EXPECT_EQ(ask_for_letter("SO-1", "olga@example.com").status, 202);
}

TEST_F(BuyerSignIn, EndsWhenSignedOutIdleOrTooOld) {
    const auto first = app_.sign_in_buyer();
    EXPECT_EQ(app_.ask({.method = http::Method::del, .path = "/api/v1/portal/session", .browser = first}).status, 204);
    EXPECT_EQ(app_.get("/api/v1/portal/order", first).status, 401);

    const auto idle = app_.sign_in_buyer();
    app_.clock().advance(std::chrono::hours{24 * 3});
    EXPECT_EQ(app_.get("/api/v1/portal/order", idle).status, 401);

    const auto used = app_.sign_in_buyer();
    for (int day = 0; day < 13; ++day) {
        app_.clock().advance(std::chrono::hours{24});
        EXPECT_EQ(app_.get("/api/v1/portal/order", used).status, 200) << day;
    }
    app_.clock().advance(std::chrono::hours{24});
    EXPECT_EQ(app_.get("/api/v1/portal/order", used).status, 401);
}

TEST_F(BuyerSignIn, EndsWhenTheOrderGetsAnotherBuyer) {
    const auto browser = app_.sign_in_buyer();
    app_.have_order("SO-1", "new@example.com");
    EXPECT_EQ(app_.get("/api/v1/portal/order", browser).status, 401);
}

TEST_F(BuyerSignIn, IsNotEnoughForAChangeWithoutTheTokenAgainstForgery) {
    auto browser = app_.sign_in_buyer();
    browser.csrf_token = "guessed";
    EXPECT_EQ(code_of(app_.post("/api/v1/portal/claims", some_claim(), browser, "key-12345")), "csrf_token_wrong");
}

TEST_F(BuyerSignIn, OpensNothingAtTheDesk) {
    auto browser = app_.sign_in_buyer();
    browser.cookie.replace(0, kBuyerCookie.size(), kStaffCookie);
    EXPECT_EQ(app_.get("/api/v1/desk/claims", browser).status, 401);
}

class StaffSignIn : public ::testing::Test {
  protected:
    void SetUp() override {
        save_staff(app_.database(), "Agent@company.example", "Пётр", Role::agent, Language::ru, "correct horse battery",
                   app_.clock().now());
    }
    http::Response sign_in(const std::string& email, const std::string& password) {
        return app_.post("/api/v1/desk/session", {{"email", email}, {"password", password}});
    }
    NewSecondFactor new_factor() {
        return new_second_factor(app_.database(), "agent@company.example", app_.clock().now());
    }
    http::Response with_code(const std::string& code) {
        return app_.post("/api/v1/desk/session",
                         {{"email", "agent@company.example"}, {"password", "correct horse battery"}, {"code", code}});
    }
    TestApp app_;
};

TEST_F(StaffSignIn, WorksWithTheRightPasswordOnly) {
    const auto response = sign_in("agent@COMPANY.example", "correct horse battery");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(json_of(response)["person"]["role"], "agent");
    EXPECT_EQ(code_of(sign_in("agent@company.example", "wrong")), "sign_in_failed");
    EXPECT_EQ(code_of(sign_in("nobody@company.example", "correct horse battery")), "sign_in_failed");
}

TEST_F(StaffSignIn, LocksAfterTenWrongPasswordsForAWhile) {
    for (int i = 0; i < kPasswordsPerEmail.count; ++i) {
        EXPECT_EQ(sign_in("agent@company.example", "wrong").status, 401);
    }
    EXPECT_EQ(sign_in("agent@company.example", "correct horse battery").status, 429);
    app_.clock().advance(kPasswordsPerEmail.window);
    EXPECT_EQ(sign_in("agent@company.example", "correct horse battery").status, 200);
}

TEST_F(StaffSignIn, WantsTheAuthenticatorsCodeOfThoseWhoHaveOne) {
    const auto secret = evidence::from_base32(new_factor().secret).value();
    EXPECT_EQ(code_of(sign_in("agent@company.example", "wrong")), "sign_in_failed") << "the password is asked first";
    EXPECT_EQ(code_of(sign_in("agent@company.example", "correct horse battery")), "second_factor_needed");
    EXPECT_EQ(code_of(with_code("000000")), "sign_in_failed");
    auto code = evidence::totp_code(secret, evidence::totp_step(app_.clock().now()));
    const auto used = code;
    EXPECT_EQ(with_code(code.insert(3, " ")).status, 200) << "as apps show it";
    EXPECT_EQ(code_of(with_code(used)), "sign_in_failed") << "a code works once";
    app_.clock().advance(std::chrono::minutes{1});
    EXPECT_EQ(with_code(evidence::totp_code(secret, evidence::totp_step(app_.clock().now()))).status, 200);
    remove_second_factor(app_.database(), "agent@company.example", app_.clock().now());
    EXPECT_EQ(sign_in("agent@company.example", "correct horse battery").status, 200);
}

TEST_F(StaffSignIn, TakesASpareCodeOnceInsteadOfTheAuthenticators) {
    const auto codes = new_factor().spare_codes;
    ASSERT_THAT(codes, testing::SizeIs(10));
    EXPECT_THAT(codes, testing::Each(testing::MatchesRegex("([0-9A-Z]{4}-){3}[0-9A-Z]{4}")));
    auto typed = codes[3];
    std::ranges::transform(typed, typed.begin(), [](char each) { return static_cast<char>(std::tolower(each)); });
    const auto first = with_code(" " + typed);
    ASSERT_EQ(first.status, 200) << "as people type it";
    EXPECT_EQ(json_of(first)["spare_codes_left"], 9);
    EXPECT_EQ(code_of(with_code(codes[3])), "sign_in_failed") << "each works once";
    EXPECT_EQ(code_of(with_code("0000-0000-0000-0000")), "sign_in_failed");
    EXPECT_EQ(with_code(codes[4]).status, 200);
    EXPECT_EQ(app_.database().read([](storage::Connection& connection) {
        return connection.query_one("select count(*) from spare_codes where code_sha256 like '%-%'")->integer(0);
    }),
              0)
        << "none is kept as it is";

    const auto later = new_factor().spare_codes;
    EXPECT_EQ(code_of(with_code(codes[5])), "sign_in_failed") << "a new factor voids those before";
    remove_second_factor(app_.database(), "agent@company.example", app_.clock().now());
    EXPECT_EQ(json_of(sign_in("agent@company.example", "correct horse battery"))["spare_codes_left"], nullptr);
    const auto anew = new_factor();
    EXPECT_EQ(code_of(with_code(later[0])), "sign_in_failed") << "nor do they come back";
}

TEST_F(StaffSignIn, RenewsSpareCodesForWhoHasTheAuthenticator) {
    const auto factor = new_factor();
    const auto secret = evidence::from_base32(factor.secret).value();
    const auto now_shown = [&] { return evidence::totp_code(secret, evidence::totp_step(app_.clock().now())); };
    const auto session = with_code(factor.spare_codes[0]);
    const TestBrowser browser{cookie_of(session), json_of(session)["csrf_token"]};
    const auto renew = [&](const std::string& code) {
        return app_.post("/api/v1/desk/spare-codes", {{"code", code}}, browser);
    };
    EXPECT_EQ(code_of(renew("000000")), "second_factor_wrong");
    EXPECT_EQ(code_of(renew(factor.spare_codes[1])), "invalid_input") << "a spare code makes no others";
    const auto answer = renew(now_shown());
    ASSERT_EQ(answer.status, 201);
    const std::vector<std::string> codes = json_of(answer)["codes"];
    EXPECT_EQ(code_of(with_code(factor.spare_codes[1])), "sign_in_failed") << "the old sheet is void";
    EXPECT_EQ(with_code(codes[0]).status, 200);

    remove_second_factor(app_.database(), "agent@company.example", app_.clock().now());
    const auto plain = sign_in("agent@company.example", "correct horse battery");
    const TestBrowser alone{cookie_of(plain), json_of(plain)["csrf_token"]};
    EXPECT_EQ(code_of(app_.post("/api/v1/desk/spare-codes", {{"code", "123456"}}, alone)), "no_second_factor");
}

TEST_F(StaffSignIn, LocksTheRenewalOfSpareCodesAfterTenWrongOnes) {
    const auto factor = new_factor();
    const auto session = with_code(factor.spare_codes[0]);
    const TestBrowser browser{cookie_of(session), json_of(session)["csrf_token"]};
    for (int i = 0; i < kPasswordsPerEmail.count; ++i) {
        EXPECT_EQ(app_.post("/api/v1/desk/spare-codes", {{"code", "000000"}}, browser).status, 403);
    }
    EXPECT_EQ(app_.post("/api/v1/desk/spare-codes", {{"code", "000000"}}, browser).status, 429);
}

TEST(SpareCodes, ArePrintedInThePersonsLanguage) {
    EXPECT_THAT(spare_code_sheet({"7K3M-92QX-V0TB-8D4H"}, Language::ru),
                testing::AllOf(testing::HasSubstr("Запасные коды"), testing::HasSubstr("  7K3M-92QX-V0TB-8D4H\n")));
    EXPECT_THAT(spare_code_sheet({}, Language::en), testing::HasSubstr("Spare codes"));
}

TEST_F(StaffSignIn, EndsWhenThePasswordIsChanged) {
    const auto response = sign_in("agent@company.example", "correct horse battery");
    const TestBrowser browser{cookie_of(response), json_of(response)["csrf_token"]};
    EXPECT_EQ(app_.get("/api/v1/desk/session", browser).status, 200);
    save_staff(app_.database(), "agent@company.example", "Пётр", Role::agent, Language::ru, "another horse battery",
               app_.clock().now());
    EXPECT_EQ(app_.get("/api/v1/desk/session", browser).status, 401);
}

TEST_F(StaffSignIn, LetsAgentsDoNothingOfManagers) {
    const auto agent = app_.sign_in_staff(Role::agent);
    const auto manager = app_.sign_in_staff(Role::manager);
    const TestCall import{.method = http::Method::post,
                          .path = "/api/v1/desk/orders/import",
                          .body = "order_number,sku,name,quantity\n",
                          .type = "text/csv"};
    auto by_agent = import;
    by_agent.browser = agent;
    auto by_manager = import;
    by_manager.browser = manager;
    EXPECT_EQ(code_of(app_.ask(by_agent)), "forbidden");
    EXPECT_EQ(app_.ask(by_manager).status, 200);
}

TEST(ClientAddress, BelievesForwardedForOnlyFromTrustedProxies) {
    HttpSettings settings;
    settings.trusted_proxies = {"10.0.0.1", "10.0.0.2"};
    http::Request request;
    request.headers.set("X-Forwarded-For", "6.6.6.6, 203.0.113.5, 10.0.0.2");
    request.peer = "10.0.0.1";
    EXPECT_EQ(client_address(request, settings), "203.0.113.5");
    request.peer = "198.51.100.9";
    EXPECT_EQ(client_address(request, settings), "198.51.100.9");
}

// Some proxies put a header of their own behind the client's: who made one up had a new address with each attempt.
TEST(ClientAddress, ReadsForwardedForHoweverManyHeadersItIsSpreadOver) {
    HttpSettings settings;
    settings.trusted_proxies = {"10.0.0.1"};
    http::Request request;
    request.headers.add("X-Forwarded-For", "6.6.6.6");
    request.headers.add("x-forwarded-for", "203.0.113.5");
    request.peer = "10.0.0.1";
    EXPECT_EQ(client_address(request, settings), "203.0.113.5");
}

TEST(ClientAddress, IsCountedByItsNetworkWhenItIsIpv6) {
    EXPECT_EQ(counted_client("203.0.113.5"), "203.0.113.5");
    EXPECT_EQ(counted_client("2001:db8:1:2::77"), "2001:db8:1:2::/64");
    EXPECT_EQ(counted_client("2001:DB8:1:2:ffff:1:2:3"), counted_client("[2001:db8:1:2::1]"));
    EXPECT_NE(counted_client("2001:db8:1:3::1"), counted_client("2001:db8:1:2::1"));
    EXPECT_EQ(counted_client("fe80::1%eth0"), "fe80::/64");
    EXPECT_EQ(counted_client("::ffff:203.0.113.5"), "203.0.113.5") << "one client however it is written";
    EXPECT_EQ(counted_client("nonsense"), "nonsense");
}

}  // namespace
}  // namespace shipwitness::web
