#include "web/server/letters/letters.h"

#include <fstream>

#include <gmock/gmock.h>

#include "tests/unit/web/test_app.h"
#include "web/server/claims/claim_queries.h"

namespace shipwitness::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Template, LeavesOutLinesWithoutAValue) {
    EXPECT_EQ(fill_template("Hello {{name}}!\n\nBy {{when}}.\n\nBye\n", {{"name", "Ann"}}), "Hello Ann!\n\nBye\n");
}

TEST(Template, TakesValuesAsTheyAre) {
    EXPECT_EQ(fill_template("{{words}}\n", {{"words", "{{secret}} {{\n}}"}, {"secret", "x"}}), "{{secret}} {{\n}}\n");
    EXPECT_EQ(fill_template("open {{ end\n", {}), "open {{ end\n");
}

TEST(Templates, AreRefusedWithEveryFault) {
    const test::TemporaryFolder folder;
    std::filesystem::copy(std::filesystem::path(SHIPWITNESS_SOURCE_DIR) / "config/templates", folder / "t",
                          std::filesystem::copy_options::recursive);
    std::filesystem::remove(folder / "t/en/sign_in.txt");
    std::ofstream(folder / "t/ru/claim_closed.txt") << "Тема\n\n{{wrods}}\n";
    std::ofstream(folder / "t/ru/video_ready.txt") << "no subject";
    const auto templates = Templates::load(folder / "t");
    ASSERT_FALSE(templates.has_value());
    EXPECT_EQ(templates.error().fields.size(), 3U);
    EXPECT_THAT(templates.error().detail, HasSubstr("{{wrods}}"));
}

TEST(MomentText, IsWrittenAsPeopleWriteIt) {
    const auto at = parse_rfc3339("2026-11-02T08:06:56Z").value();
    EXPECT_EQ(moment_text(at, Language::ru, {}), "2 ноября 2026 года, 08:06 (UTC)");
    EXPECT_EQ(moment_text(at, Language::en, {}), "2 November 2026, 08:06 (UTC)");
}

TEST(MomentText, TellsTheClockOnTheCompanysWallAndNamesIt) {
    const auto zone = [](const char* name) { return ZoneSettings{claims::Zone::find(name).value(), "", ""}; };
    const auto evening = parse_rfc3339("2026-07-31T22:06:56Z").value();
    EXPECT_EQ(moment_text(evening, Language::ru, zone("Europe/Moscow")), "1 августа 2026 года, 01:06 (UTC+3)");
    EXPECT_EQ(moment_text(evening, Language::en, zone("America/New_York")), "31 July 2026, 18:06 (UTC−4)");
    EXPECT_EQ(moment_text(evening, Language::en, zone("Asia/Kolkata")), "1 August 2026, 03:36 (UTC+5:30)");
    auto named = zone("Europe/Moscow");
    named.russian_words = "по московскому времени";
    EXPECT_EQ(moment_text(evening, Language::ru, named), "1 августа 2026 года, 01:06 по московскому времени");
    EXPECT_EQ(moment_text(evening, Language::en, named), "1 August 2026, 01:06 (UTC+3)");
    const auto winter = parse_rfc3339("2026-12-01T12:00:00Z").value();
    EXPECT_EQ(moment_text(winter, Language::en, zone("America/New_York")), "1 December 2026, 07:00 (UTC−5)");
}

class Letters : public ::testing::Test {
  protected:
    void SetUp() override {
        app_.have_order();
        buyer_ = app_.sign_in_buyer();
        number_ = ClaimId(json_of(app_.post("/api/v1/portal/claims", some_claim(), buyer_, "key-00001"))["number"]
                              .get<std::string>());
        app_.run_jobs();
    }
    Claim claim() {
        return app_.database().read(
            [&](storage::Connection& connection) { return find_claim(connection, number_).value(); });
    }
    std::vector<EventKind> kinds() {
        std::vector<EventKind> list;
        const auto events =
            app_.database().read([&](storage::Connection& connection) { return events_of(connection, number_); });
        for (const Event& event : events) {
            list.push_back(event.kind);
        }
        return list;
    }
    LetterDraft draft(LetterKind kind, const std::string& cause) {
        LetterDraft letter;
        letter.kind = kind;
        letter.cause = cause;
        letter.recipient = "olga@example.com";
        letter.claim = number_;
        letter.automation = Automation::person;
        letter.values = {{"words", "Чайник уже в пути."}, {"author", "Пётр Петров"}};
        return letter;
    }
    /// As the desk does when a colleague writes the closing words.
    std::string write_closing() {
        return app_.database().write([&](storage::Connection& connection) {
            connection.execute(
                "insert or ignore into people (id, email, email_folded, name, role, language, "
                "password_hash, created_at_us) values ('p', 'p@p.pp', 'p@p.pp', 'Пётр', 'agent', "
                "'ru', '', 1)");
            auto standing = find_standing(connection, number_).value();
            const std::string letter = write_letter(app_.app(), connection, draft(LetterKind::claim_closed, "closing"));
            standing.state = claims::ClaimState::decided;
            append_event(connection, number_, app_.clock().now(), EventKind::closing_written,
                         Author::of(PersonId("p"), "Пётр"), Visibility::shared,
                         {{"words", "Чайник уже в пути."}, {"letter", letter}}, standing);
            return letter;
        });
    }
    http::Json letters_at_desk(const std::string& query = "") {
        return json_of(app_.get("/api/v1/desk/letters" + query, app_.sign_in_staff()))["items"];
    }

    TestApp app_;
    TestBrowser buyer_;
    ClaimId number_;
};

TEST_F(Letters, AreWrittenOncePerCause) {
    const auto ids = app_.database().write([&](storage::Connection& connection) {
        const auto letter = draft(LetterKind::claim_answer, "claim_answer:17");
        return std::pair{write_letter(app_.app(), connection, letter), write_letter(app_.app(), connection, letter)};
    });
    EXPECT_EQ(ids.first, ids.second);
    const auto before = app_.sender().sent.size();
    app_.run_jobs();
    EXPECT_EQ(app_.sender().sent.size(), before + 1);
    EXPECT_EQ(app_.sender().sent.back().author, mail::Author::person);
    EXPECT_THAT(app_.last_letter(), HasSubstr("https://claims.example/claims/" + number_.text()));
    EXPECT_THAT(app_.last_letter(), Not(HasSubstr("Следующий ответ"))) << "none was promised";
}

TEST_F(Letters, AreTriedAgainWithGrowingPausesWhileTheServerIsAway) {
    app_.sender().refusal = Error{ErrorKind::unavailable, "mail_unavailable", "connection refused"};
    app_.clock().advance(std::chrono::seconds{1});  // letters of one instant have no order
    app_.post("/api/v1/portal/claims/" + number_.text() + "/messages", {{"words", "Ещё одно"}}, buyer_, "key-00002");
    app_.run_jobs();
    auto letter = letters_at_desk()[0];
    EXPECT_EQ(letter["state"], "queued");
    EXPECT_EQ(letter["error"], "connection refused");
    app_.run_jobs();
    EXPECT_EQ(letters_at_desk()[0]["attempts"], 1) << "not before its pause is over";
    app_.sender().refusal = std::nullopt;
    app_.clock().advance(std::chrono::seconds{10});
    app_.run_jobs();
    letter = letters_at_desk()[0];
    EXPECT_EQ(letter["state"], "sent");
    EXPECT_EQ(letter["attempts"], 2);
    EXPECT_TRUE(letter["error"].is_null());
}

TEST_F(Letters, ThatAreRefusedForGoodAreToldInTheClaimsHistory) {
    app_.sender().refusal = Error{ErrorKind::invalid, "mail_refused", "550 no such user"};
    app_.post("/api/v1/portal/claims/" + number_.text() + "/messages", {{"words", "Ещё одно"}}, buyer_, "key-00002");
    app_.run_jobs();
    EXPECT_EQ(letters_at_desk("?state=failed").size(), 1U);
    EXPECT_EQ(kinds().back(), EventKind::letter_failed);
}

TEST_F(Letters, ShowNoSignInSecretsAtTheDesk) {
    for (const auto& letter : letters_at_desk()) {
        EXPECT_THAT(letter["text"].get<std::string>(), Not(HasSubstr("#token=")));
    }
}

TEST_F(Letters, CloseTheClaimOnceTheClosingLetterIsAccepted) {
    write_closing();
    EXPECT_EQ(claim().standing.state, claims::ClaimState::decided);
    app_.run_jobs();
    EXPECT_EQ(claim().standing.state, claims::ClaimState::closed);
    EXPECT_EQ(kinds().back(), EventKind::claim_closed);
    EXPECT_EQ(claim().standing.next_answer_by, std::nullopt);
}

TEST_F(Letters, DoNotCloseAClaimWhoseBuyerWroteMeanwhile) {
    write_closing();
    app_.post("/api/v1/portal/claims/" + number_.text() + "/messages", {{"words", "Подождите"}}, buyer_, "key-00002");
    app_.run_jobs();
    EXPECT_NE(claim().standing.state, claims::ClaimState::closed);
}

TEST_F(Letters, DoNotCloseAClaimWhenTheyAreRefused) {
    app_.sender().refusal = Error{ErrorKind::invalid, "mail_refused", "550 no such user"};
    write_closing();
    app_.run_jobs();
    EXPECT_EQ(claim().standing.state, claims::ClaimState::decided);
    EXPECT_EQ(kinds().back(), EventKind::letter_failed);
}

TEST_F(Letters, WithASignInCodeAreNotSentAfterItExpired) {
    app_.sender().refusal = Error{ErrorKind::unavailable, "mail_unavailable", "connection refused"};
    app_.post("/api/v1/portal/sign-in-requests",
              {{"order", "SO-1"}, {"email", "olga@example.com"}, {"language", "en"}});
    app_.run_jobs();
    app_.sender().refusal = std::nullopt;
    app_.clock().advance(std::chrono::minutes{20});
    const auto before = app_.sender().sent.size();
    app_.run_jobs();
    EXPECT_EQ(app_.sender().sent.size(), before);
    EXPECT_EQ(letters_at_desk("?state=failed")[0]["kind"], "sign_in");
}

TEST_F(Letters, ComeInPages) {
    const auto staff = app_.sign_in_staff();
    const auto first = json_of(app_.get("/api/v1/desk/letters?limit=1", staff));
    EXPECT_EQ(first["items"].size(), 1U);
    const auto rest =
        json_of(app_.get("/api/v1/desk/letters?cursor=" + first["next_cursor"].get<std::string>(), staff));
    EXPECT_EQ(rest["items"].size(), 1U);
    EXPECT_NE(rest["items"][0]["id"], first["items"][0]["id"]);
    EXPECT_TRUE(rest["next_cursor"].is_null());
}

}  // namespace
}  // namespace shipwitness::web
