// The rules that ship, on the readings and traps that their definition names (docs/replies.md), in both languages.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/replies/rule_book.h"

namespace shipwitness::claims::replies {
namespace {

const RuleBook& book(Language language) {
    if (language == Language::russian) {
        static const RuleBook kRussian = RuleBook::shipped(Language::russian).value();
        return kRussian;
    }
    static const RuleBook kEnglish = RuleBook::shipped(Language::english).value();
    return kEnglish;
}

std::vector<Finding> check(Language language, Stage stage, const std::string& reply) {
    return book(language).check(reply, stage).value();
}

bool finds(Language language, Stage stage, const std::string& reply, const std::string& rule) {
    const auto findings = check(language, stage, reply);
    return std::ranges::find(findings, rule, &Finding::rule) != findings.end();
}

class EachLanguage : public testing::TestWithParam<Language> {};

TEST_P(EachLanguage, HasEveryRule) {
    const auto rules = book(GetParam()).rules();
    EXPECT_THAT(rules, testing::UnorderedElementsAre("doubt", "blame", "law", "condescension", "sympathy_missing",
                                                     "regret_missing", "offer_missing", "next_step_missing",
                                                     "question_missing", "verdict_in_question", "bad_news_order",
                                                     "outcome_missing", "reopen_missing"));
}

TEST_P(EachLanguage, PassesItsOwnExamples) {
    for (const Example& example : book(GetParam()).examples()) {
        EXPECT_EQ(finds(GetParam(), example.stage, example.text, example.rule), example.bad)
            << "line " << example.line << ": " << example.rule << ": " << example.text;
    }
}

/// What the rules of a language say: one finding for each reason that its examples bring up.
std::vector<Finding> everything_said(Language language) {
    std::map<std::string, Finding> by_suggestion;
    for (const Example& example : book(language).examples()) {
        if (example.bad) {
            for (const Finding& finding : check(language, example.stage, example.text)) {
                by_suggestion.emplace(finding.rule + finding.suggestion, finding);
            }
        }
    }
    std::vector<Finding> findings;
    for (const auto& entry : by_suggestion) {
        findings.push_back(entry.second);
    }
    return findings;
}

TEST_P(EachLanguage, BlocksWithLawDoubtBlameAndAMissingClosing) {
    const std::set<std::string> blocking{"law", "doubt", "blame", "outcome_missing", "reopen_missing"};
    for (const Finding& finding : everything_said(GetParam())) {
        EXPECT_EQ(finding.severity == Severity::block, blocking.contains(finding.rule)) << finding.rule;
        EXPECT_FALSE(finding.why.empty());
    }
}

TEST_P(EachLanguage, SuggestsWhatItWouldFindNoFaultWith) {
    for (const Finding& finding : everything_said(GetParam())) {
        for (const char* rule : {"doubt", "blame", "law", "condescension"}) {
            EXPECT_FALSE(finds(GetParam(), Stage::answer, finding.suggestion, rule))
                << rule << " in the suggestion of " << finding.rule << ": " << finding.suggestion;
        }
    }
}

TEST_P(EachLanguage, SpeaksOfTheWholeReplyWhenSomethingIsMissing) {
    for (const Stage stage : kStages) {
        for (const Finding& finding : check(GetParam(), stage, "")) {
            EXPECT_EQ(finding.start, 0U) << finding.rule;
            EXPECT_EQ(finding.end, 0U) << finding.rule;
            EXPECT_EQ(finding.text, "") << finding.rule;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Shipped, EachLanguage, testing::Values(Language::english, Language::russian),
                         [](const auto& each) { return each.param == Language::russian ? "Russian" : "English"; });

struct Reading {
    const char* name;
    Language language;
    Stage stage;
    const char* rule;
    bool found;
    const char* reply;
};

constexpr Language kEn = Language::english;

// One test and not one for each row: a process for each would read the rules each time.
const Reading kEnglishReadings[] = {
    Reading{"StaffShortageIsBlame", kEn, Stage::answer, "blame", true, "We are understaffed at the moment."},
    Reading{"WeatherIsBlame", kEn, Stage::answer, "blame", true, "The delay came about because of the snow."},
    Reading{"AnOldMachineIsBlame", kEn, Stage::answer, "blame", true, "Our old printer gave up again."},
    Reading{"ACarrierWhoAnswersIsNoBlame", kEn, Stage::answer, "blame", false, "The carrier answers for the damage."},
    Reading{"UnfortunatelyAboutStockIsNoRegret", kEn, Stage::answer, "regret_missing", true,
            "Unfortunately the lamp is out of stock."},
    Reading{"SorryButNoIsNoRegret", kEn, Stage::answer, "regret_missing", true, "Sorry, but no."},
    Reading{"AnIndirectQuestionAsks", kEn, Stage::question, "question_missing", false,
            "Please tell us which numbers arrived."},
    Reading{"AQuestionToSomebodyElseDoesNotAsk", kEn, Stage::question, "question_missing", true,
            "I have asked the driver where he unloaded the rolls."},
    Reading{"AnyQuestionsAsksNothing", kEn, Stage::question, "question_missing", true, "Any questions?"},
    Reading{"TomorrowIsADate", kEn, Stage::acknowledge, "next_step_missing", false,
            "I will call you tomorrow. Anna Reed"},
    Reading{"ATelephoneWithATimeIsANextStep", kEn, Stage::acknowledge, "next_step_missing", false,
            "Please call us by 6 pm on 0161 496 0144."},
    Reading{"APastDateIsNoNextStep", kEn, Stage::acknowledge, "next_step_missing", true,
            "We received your letter on 3 November.\n\nKind regards,\nAnna Reed"},
    Reading{"SoonIsNoNextStep", kEn, Stage::acknowledge, "next_step_missing", true,
            "We will write soon.\n\nKind regards,\nAnna Reed"},
    Reading{"OurTeamIsNobody", kEn, Stage::acknowledge, "next_step_missing", true,
            "Our team will write to you on Friday.\n\nKind regards,\nYour Claims Team"},
    Reading{"ADoubleSurnameSignsTheLastLine", kEn, Stage::acknowledge, "next_step_missing", false,
            "I am sorry. I will ring you tomorrow at 18:30 with the first news. Breda Molloy-Hayes"},
    Reading{"AFirstNameWithItsRoomSigns", kEn, Stage::acknowledge, "next_step_missing", false,
            "I am sorry. Back to you on Tuesday at nine, before you open. Zebulon (mixing room)"},
    Reading{"ABareApologyIsRegret", kEn, Stage::answer, "regret_missing", false, "We apologise."},
    Reading{"ABareApologyIsNoSympathy", kEn, Stage::answer, "sympathy_missing", true, "We apologise."},
    Reading{"ARefusalWithoutAWordBeforeItIsOutOfOrder", kEn, Stage::refusal, "bad_news_order", true,
            "Your claim is declined. We will refund EUR 20 on Friday."},
    Reading{"ARefusalWithoutAnAlternativeIsOutOfOrder", kEn, Stage::refusal, "bad_news_order", true,
            "I am sorry about the lamp. We cannot replace it."},
    Reading{"AKindRefusalIsInOrder", kEn, Stage::refusal, "bad_news_order", false,
            "I am very sorry about the lamp. A new one we cannot send. But we will refund EUR 20 on Friday."},
    Reading{"WordsOfAnOfferOfferNothing", kEn, Stage::answer, "offer_missing", true,
            "We will do our utmost to find a solution for you."},
    Reading{"AnAmountIsAnOffer", kEn, Stage::answer, "offer_missing", false, "We will refund EUR 20 to your card."},
    Reading{"NoDoubtIsNoDoubt", kEn, Stage::answer, "doubt", false, "There is no doubt that the lamp was broken."},
    Reading{"OurOwnSideIsCheckedSilently", kEn, Stage::answer, "doubt", false,
            "I am checking our packing film to see where we went wrong."},
    Reading{"WhetherItIsTrueIsDoubt", kEn, Stage::answer, "doubt", true,
            "We will check whether the boxes were missing."},
    Reading{"QuotedWordsAreTheBuyers", kEn, Stage::answer, "law", false,
            "You wrote \"I will see you in court under the Consumer Rights Act\", and I am sorry."},
    Reading{"ArtNoIsNoLaw", kEn, Stage::answer, "law", false, "Missing:\nArt. No. 40-118 wall tile, 36 boxes"},
    Reading{"AnActIsLaw", kEn, Stage::answer, "law", true, "Under the Consumer Rights Act you may ask for a repair."},
    Reading{"ClosedTellsNoOutcome", kEn, Stage::closing, "outcome_missing", true, "Your claim has been closed."},
    Reading{"ARefundIsAnOutcome", kEn, Stage::closing, "outcome_missing", false, "EUR 20 were refunded on 3 November."},
    Reading{"SeeYouAgainIsNoWayBack", kEn, Stage::closing, "reopen_missing", true,
            "We hope to welcome you again soon."},
    Reading{"AReplyIsAWayBack", kEn, Stage::closing, "reopen_missing", false,
            "If anything is still wrong, simply reply to this letter."},
    Reading{"AVerdictInAQuestion", kEn, Stage::question, "verdict_in_question", true,
            "The carrier is responsible. Which boxes were wet?"},
    Reading{"NoVerdictYet", kEn, Stage::question, "verdict_in_question", false,
            "Before we decide who is responsible: which boxes were wet?"}};

TEST(Readings, AreAsSettledInEnglish) {
    for (const Reading& row : kEnglishReadings) {
        EXPECT_EQ(finds(row.language, row.stage, row.reply, row.rule), row.found) << row.name << ": " << row.reply;
    }
}

}  // namespace
}  // namespace shipwitness::claims::replies
