#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/sender.h"
#include "tests/support/smtp_server.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::mail {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class SmtpSenderTest : public testing::Test {
  protected:
    void SetUp() override { test::make_certificate(certificate_, "localhost"); }

    Result<void> send(const test::SmtpServer& server, Security security, std::filesystem::path trusted = {},
                      std::string username = "") {
        return smtp_sender({.host = "localhost",
                            .port = server.port(),
                            .security = security,
                            .username = std::move(username),
                            .password = "secret",
                            .timeout = std::chrono::seconds(30),
                            .ca_file = std::move(trusted)})
            ->send({.message_id = "m1@shop.example",
                    .from = "claims@shop.example",
                    .from_name = "",
                    .to = "buyer@firm.example",
                    .subject = "Ваше обращение",
                    .text = "Строка\n.\nпосле точки\n"});
    }

    test::TemporaryFolder folder_;
    std::filesystem::path certificate_ = folder_ / "server.pem";
};

TEST_F(SmtpSenderTest, HandsTheLetterOverPlainlyWhenToldTo) {
    const test::SmtpServer server({});
    const auto sent = send(server, Security::none);
    ASSERT_TRUE(sent) << sent.error().detail;
    EXPECT_THAT(server.letters(), ElementsAre(HasSubstr("Message-ID: <m1@shop.example>")));
    EXPECT_THAT(server.commands(), Contains("RCPT TO: <buyer@firm.example>"));
}

TEST_F(SmtpSenderTest, SpeaksTlsFromTheStartOrByStartTls) {
    const test::SmtpServer implicit({.certificate = certificate_, .tls_from_start = true});
    const auto first = send(implicit, Security::tls, certificate_, "shop");
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_THAT(implicit.commands(), Contains(StartsWith("AUTH PLAIN")));

    const test::SmtpServer upgraded({.certificate = certificate_});
    const auto second = send(upgraded, Security::starttls, certificate_, "shop");
    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(upgraded.letters().size(), 1U);
}

TEST_F(SmtpSenderTest, TellsNothingToAServerWhoseCertificateIsNotTrusted) {
    const test::SmtpServer server({.certificate = certificate_});
    const auto sent = send(server, Security::starttls, {}, "shop");
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::unavailable);
    EXPECT_THAT(server.letters(), IsEmpty());
    EXPECT_THAT(server.commands(), Not(Contains(StartsWith("AUTH"))));
}

TEST_F(SmtpSenderTest, TellsNothingToAServerWithAnothersCertificate) {
    test::make_certificate(folder_ / "other.pem", "other.example");
    const test::SmtpServer server({.certificate = folder_ / "other.pem"});
    const auto sent = send(server, Security::starttls, folder_ / "other.pem", "shop");
    ASSERT_FALSE(sent);
    EXPECT_THAT(server.letters(), IsEmpty());
}

TEST_F(SmtpSenderTest, SendsNothingWhereStartTlsIsNotOffered) {
    const test::SmtpServer server({});
    const auto sent = send(server, Security::starttls, certificate_, "shop");
    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().detail, HasSubstr("STARTTLS"));
    EXPECT_THAT(server.commands(), Not(Contains(StartsWith("AUTH"))));
}

TEST_F(SmtpSenderTest, TellsARecipientRefusedForGoodFromOneToTryAgain) {
    const test::SmtpServer gone({.answer_to_recipient = "550 no such person"});
    EXPECT_EQ(send(gone, Security::none).error().kind, ErrorKind::invalid);
    const test::SmtpServer busy({.answer_to_recipient = "451 later"});
    EXPECT_EQ(send(busy, Security::none).error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace shipwitness::mail
