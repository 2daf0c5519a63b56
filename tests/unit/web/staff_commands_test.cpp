#include "web/server/app/staff_commands.h"

#include <sstream>

#include <gmock/gmock.h>

#include "evidence/totp.h"
#include "tests/unit/web/test_app.h"

namespace shipwitness::web {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kOlga = "olga@example.com";
constexpr auto kPassword = "correct horse battery";

/// An administrator's shell beside the running service: what is done here, the service must know at once.
class StaffCommands : public ::testing::Test {
  protected:
    int run(const Options& options, const std::string& typed = "") {
        std::istringstream in(typed);
        std::ostringstream out;
        std::ostringstream errors;
        const int code = run_staff_command(app_.settings(), options, app_.clock(), {in, out, errors});
        said_ = out.str();
        complained_ = errors.str();
        return code;
    }
    void add_olga(const std::string& factor = "off") {
        const Options options{
            {"--add-user", kOlga}, {"--name", "Ольга"}, {"--role", "agent"}, {"--second-factor", factor}};
        ASSERT_EQ(run(options, std::string(kPassword) + "\n"), 0) << complained_;
    }
    http::Response sign_in(const std::string& code = "") {
        http::Json body{{"email", kOlga}, {"password", kPassword}};
        if (!code.empty()) {
            body["code"] = code;
        }
        return app_.post("/api/v1/desk/session", body);
    }
    static TestBrowser browser_of(const http::Response& session) {
        return {cookie_of(session), json_of(session)["csrf_token"]};
    }

    TestApp app_;
    std::string said_;
    std::string complained_;
};

TEST_F(StaffCommands, AddSomebodyWhoSignsInAtOnce) {
    add_olga();
    EXPECT_THAT(said_, HasSubstr("may sign in as agent"));
    EXPECT_EQ(json_of(sign_in())["person"]["role"], "agent");
}

// To make an agent a manager, the administrator once had to give them a new password.
TEST_F(StaffCommands, ChangeARoleAndLeaveThePassword) {
    add_olga();
    const auto before = browser_of(sign_in());
    EXPECT_EQ(run({{"--change-user", "Olga@Example.com"}, {"--role", "manager"}}), 0) << complained_;
    EXPECT_THAT(said_, AllOf(HasSubstr("Ольга"), HasSubstr("may sign in as manager")));
    EXPECT_EQ(app_.get("/api/v1/desk/session", before).status, 401) << "the old role must not live on in a session";
    const auto after = json_of(sign_in())["person"];
    EXPECT_EQ(after["role"], "manager");
    EXPECT_EQ(after["name"], "Ольга");
}

TEST_F(StaffCommands, SwitchTheAuthenticatorOnAndOffForWhoHasAPassword) {
    add_olga();
    EXPECT_EQ(run({{"--change-user", kOlga}, {"--second-factor", "new"}}), 0) << complained_;
    const std::string mark = "shown only now: ";
    const std::size_t at = said_.find(mark) + mark.size();
    const auto secret = evidence::from_base32(said_.substr(at, said_.find('\n', at) - at)).value();
    EXPECT_EQ(code_of(sign_in()), "second_factor_needed");
    EXPECT_EQ(sign_in(evidence::totp_code(secret, evidence::totp_step(app_.clock().now()))).status, 200);
    EXPECT_EQ(run({{"--change-user", kOlga}, {"--second-factor", "off"}}), 0);
    EXPECT_EQ(sign_in().status, 200);
}

TEST_F(StaffCommands, EndSomebodyWhoHasLeft) {
    add_olga();
    const auto session = browser_of(sign_in());
    app_.have_order();
    const auto filed = app_.post("/api/v1/portal/claims", some_claim(), app_.sign_in_buyer(), "key-00001");
    app_.database().write([&](storage::Connection& connection) {
        connection.execute("update claims set assignee_id = (select id from people where email = $1)", kOlga);
    });
    ASSERT_EQ(filed.status, 201);

    EXPECT_EQ(run({{"--end-user", kOlga}}), 0) << complained_;
    EXPECT_THAT(said_, HasSubstr("taken over at the desk: 1"));
    EXPECT_EQ(app_.get("/api/v1/desk/session", session).status, 401);
    EXPECT_EQ(code_of(sign_in()), "sign_in_failed");
    const auto colleague = app_.sign_in_staff();
    const std::string claim = json_of(filed)["number"];
    EXPECT_EQ(json_of(app_.get("/api/v1/desk/claims/" + claim, colleague))["assignee"]["name"], "Ольга");

    EXPECT_EQ(run({{"--end-user", kOlga}}), 2) << "twice means that something was mixed up";
    EXPECT_EQ(run({{"--change-user", kOlga}, {"--role", "manager"}}), 2);
    add_olga();
    EXPECT_EQ(sign_in().status, 200) << "who comes back is let in again";
}

TEST_F(StaffCommands, ListWhoMaySignInAndWhoCouldOnce) {
    add_olga("new");
    run({{"--add-user", "anna@example.com"}, {"--name", "Anna"}, {"--role", "manager"}}, "another horse battery\n");
    run({{"--add-user", "gone@example.com"}, {"--name", "Gone"}, {"--role", "agent"}}, "another horse battery\n");
    run({{"--end-user", "gone@example.com"}});
    EXPECT_EQ(run({{"--users", ""}}), 0);
    EXPECT_THAT(said_, ::testing::MatchesRegex("anna@example.com +manager  password only +Anna\n"
                                               "olga@example.com +agent    authenticator +Ольга\n"
                                               "gone@example.com +agent    ended 2025-10-09 +Gone\n"));
}

TEST_F(StaffCommands, NameWhatIsWrongAndChangeNothing) {
    add_olga();
    const std::vector<std::pair<Options, std::string>> wrong{
        {{{"--change-user", "nobody@example.com"}, {"--role", "agent"}}, "nobody with the address nobody@example.com"},
        {{{"--end-user", "nobody@example.com"}}, "--users lists"},
        {{{"--change-user", kOlga}}, "--change-user needs"},
        {{{"--change-user", kOlga}, {"--role", "owner"}}, "--role is agent or manager"},
        {{{"--change-user", kOlga}, {"--language", "de"}}, "--language is ru or en"},
        {{{"--change-user", kOlga}, {"--second-factor", "maybe"}}, "--second-factor is new or off"},
        {{{"--change-user", kOlga}, {"--name", ""}}, "--name is empty"},
        {{{"--add-user", "x"}, {"--name", "X"}, {"--role", "agent"}}, "--add-user needs"},
        {{{"--add-user", "x@y.zz"}, {"--name", "X"}, {"--role", "agent"}}, "at least 12 characters"},
        {{{"--end-user", kOlga}, {"--users", ""}}, "at a time"},
    };
    for (const auto& [options, fault] : wrong) {
        EXPECT_EQ(run(options, "short\n"), 2) << fault;
        EXPECT_THAT(complained_, HasSubstr(fault));
        EXPECT_EQ(said_, "");
    }
    run({{"--users", ""}});
    EXPECT_THAT(said_, AllOf(HasSubstr(kOlga), Not(HasSubstr("y.zz"))));
    EXPECT_EQ(json_of(sign_in())["person"]["role"], "agent");
}

}  // namespace
}  // namespace shipwitness::web
