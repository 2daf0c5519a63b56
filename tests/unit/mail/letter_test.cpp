#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/sender.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::mail {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Letter a_letter() {
    return {.message_id = "claim-1@shop.example",
            .from = "claims@shop.example",
            .from_name = "Отдел заботы",
            .to = "buyer@firm.example",
            .subject = "Ваше обращение принято",
            .text = "Здравствуйте!\nМы получили ваше обращение.\n",
            .date = from_us(1'795'336'616'000'000)};
}

TEST(Letter, IsWrittenAsMailWantsIt) {
    const auto text = to_rfc5322(a_letter());
    ASSERT_TRUE(text);
    EXPECT_THAT(*text,
                AllOf(HasSubstr("Message-ID: <claim-1@shop.example>\r\n"), HasSubstr("To: <buyer@firm.example>"),
                      HasSubstr("Auto-Submitted: auto-generated"), HasSubstr("charset=UTF-8"),
                      HasSubstr("Sun, 22 Nov 2026 08:36:56"),
                      HasSubstr("Subject: =?UTF-8?B?0JLQsNGI0LUg0L7QsdGA0LDRidC10L3QuNC1INC/0YDQuNC90Y/RgtC+?=")));
    for (const char c : *text) {
        EXPECT_LT(static_cast<unsigned char>(c), 0x80) << "mail is ASCII";
    }
}

TEST(Letter, NeverCutsACharacterInTwo) {
    Letter letter = a_letter();
    letter.subject = "a" + std::string("ЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖ");  // 61 bytes, a letter across the 45th
    EXPECT_THAT(to_rfc5322(letter).value(),
                HasSubstr("Subject: =?UTF-8?B?YdCW0JbQltCW0JbQltCW0JbQltCW0JbQltCW0JbQltCW0JbQltCW0JbQltCW?=\r\n "
                          "=?UTF-8?B?0JbQltCW0JbQltCW0JbQlg==?=\r\n"));
}

TEST(Letter, OfAPersonIsNotMarkedAsAutomatic) {
    Letter letter = a_letter();
    letter.author = Author::person;
    letter.in_reply_to = "first@firm.example";
    EXPECT_THAT(to_rfc5322(letter).value(),
                AllOf(Not(HasSubstr("Auto-Submitted")), HasSubstr("In-Reply-To: <first@firm.example>")));
}

TEST(Letter, RefusesLineBreaksInItsHeadAndWhatIsNoAddress) {
    for (auto break_it : {+[](Letter& l) { l.subject = "a\r\nBcc: x@y.example"; }, +[](Letter& l) { l.to = "nobody"; },
                          +[](Letter& l) { l.to = "a@b.example\r\nBcc: x@y.example"; },
                          +[](Letter& l) { l.from_name = "a\nb"; }, +[](Letter& l) { l.reply_to = "a b@c.example"; }}) {
        Letter letter = a_letter();
        break_it(letter);
        const auto text = to_rfc5322(letter);
        ASSERT_FALSE(text);
        EXPECT_EQ(text.error().kind, ErrorKind::invalid);
    }
}

TEST(Address, IsOneWordOnBothSidesOfTheSign) {
    EXPECT_TRUE(is_address("a.b+c@firm.example"));
    for (const char* text : {"", "a", "@b.c", "a@", "a@b@c", "a b@c.d", "<a@b.c>", "a@b.", "имя@b.c", "a@b,c@d"}) {
        EXPECT_FALSE(is_address(text)) << text;
    }
}

TEST(FolderSender, KeepsEachLetterOnceAndInsideTheFolder) {
    const test::TemporaryFolder folder;
    const auto sender = folder_sender(folder / "mail");
    Letter letter = a_letter();
    ASSERT_TRUE(sender->send(letter));
    ASSERT_TRUE(sender->send(letter));
    letter.message_id = "../../etc/passwd@x";
    ASSERT_TRUE(sender->send(letter));
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        files += entry.is_regular_file() ? 1 : 0;
    }
    EXPECT_EQ(files, 2U);
    EXPECT_TRUE(std::filesystem::exists(folder / "mail" / "claim-1@shop.example.eml"));
}

TEST(FolderSender, SaysWhenItCannotWrite) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "file") << "no folder";
    const auto sent = folder_sender(folder / "file")->send(a_letter());
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::unavailable);
}

TEST(SmtpSender, SaysThatTheServerCannotBeReached) {
    const auto sent =
        smtp_sender({.host = "127.0.0.1", .port = 1, .security = Security::none, .timeout = std::chrono::seconds(5)})
            ->send(a_letter());
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace shipwitness::mail
