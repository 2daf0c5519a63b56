// How a reply is taken apart: words and their places, sentences, and whose words they are.
#include "claims/replies/letter.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::claims::replies {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> words_of(const Passage& passage) {
    std::vector<std::string> words;
    for (const Token& token : passage.tokens) {
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            words.push_back(token.form);
        }
    }
    return words;
}

/// The words of each sentence, joined by blanks.
std::vector<std::string> sentences_of(std::string_view text) {
    const Letter letter = take_apart(text);
    std::vector<std::string> sentences(letter.body.sentences());
    for (std::size_t i = 0; i < letter.body.tokens.size(); ++i) {
        const Token& token = letter.body.tokens[i];
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            std::string& sentence = sentences[letter.body.sentence_of[i]];
            sentence += (sentence.empty() ? "" : " ") + token.form;
        }
    }
    return sentences;
}

bool has(const Passage& passage, Primitive what) {
    return std::ranges::any_of(passage.tokens, [&](const Token& token) {
        return std::ranges::find(token.marks, what, &Mark::what) != token.marks.end();
    });
}

TEST(TakeApart, CountsPlacesInCodePoints) {
    const Letter letter = take_apart("😀 Ёж\r\nand me\xCC\x81");  // e with a combining accent would be one letter more
    ASSERT_EQ(letter.body.tokens.size(), 5U);                    // ёж, end, and, mé, end: a capital is no new line
    EXPECT_EQ(letter.body.tokens[0].form, "😀");
    EXPECT_EQ(letter.body.tokens[1].form, "еж");
    EXPECT_EQ(letter.body.tokens[1].start, 2U);
    EXPECT_EQ(letter.body.tokens[1].end, 4U);
    EXPECT_EQ(letter.body.tokens[2].form, "and");
    EXPECT_EQ(letter.body.tokens[2].start, 6U);
    EXPECT_EQ(letter.body.tokens[3].form, "me");
    EXPECT_EQ(letter.body.tokens[3].end, 13U);
}

TEST(TakeApart, GivesComposedAndDecomposedLettersTheSameForm) {
    EXPECT_EQ(words_of(take_apart("перевозчик, й и ё, café").body),
              words_of(take_apart("перевозчик, и\xCC\x86 и е\xCC\x88, cafe\xCC\x81").body));
    EXPECT_EQ(words_of(take_apart("un\xC2\xAD"
                                  "fortunately")
                           .body),
              (std::vector<std::string>{"unfortunately"}));
}

TEST(TakeApart, TakesContractionsApartHoweverTheyAreTyped) {
    EXPECT_THAT(words_of(take_apart("We’ll see, can't we? It isn`t").body),
                ElementsAre("we", "will", "see", "can", "not", "we", "it", "is", "not"));
    EXPECT_THAT(words_of(take_apart("the driver's van, cannot, dont").body),
                ElementsAre("the", "driver", "van", "can", "not", "do", "not"));
}

TEST(Sentences, EndWhereTheyEnd) {
    EXPECT_EQ(sentences_of("One. Two! Three? Four").size(), 4U);
    EXPECT_EQ(sentences_of("sorry. we will refund").size(), 2U);
    EXPECT_EQ(sentences_of("We are sorry\n\nThe chair").size(), 2U);
    EXPECT_EQ(sentences_of("You get:\n- a chair\n- a table\n1. a lamp").size(), 4U);
}

TEST(Sentences, DoNotEndAtAbbreviationsInitialsAndFigures) {
    for (const char* text :
         {"Mr. Reed will call.", "See Art. No. 40-118 in the list.", "It comes at 8 a.m. or at 3 p.m. tomorrow.",
          "That is, e.g. a chair, worth 12.50 here.", "H. Lindqvist will write by 12.11.2026 to you.",
          "Вернём 4 500 руб. на карту.", "Поставка от 12.11.2026 г. будет дополнена.", "Бой, сколы и т. д. бывают.",
          "Позвонит И. И. Петров завтра.", "Склад на ул. Мира открыт."}) {
        EXPECT_EQ(sentences_of(text).size(), 1U) << text;
    }
}

TEST(Sentences, GoOnOverAWrappedLine) {
    EXPECT_EQ(sentences_of("We are very sorry about the delay of the delivery that\nyou had been waiting for.").size(),
              1U);
}

TEST(WhoseWords, LinesWithAnAngleAndQuotationsAreNotTheWriters) {
    const Letter letter =
        take_apart("> you should have counted\nYou wrote \"allegedly wet boxes\" and «якобы мокрые».\n");
    EXPECT_THAT(words_of(letter.body), ElementsAre("you", "wrote", "and"));
}

TEST(WhoseWords, AWordAloneInQuotationMarksIsTheWriters) {
    EXPECT_THAT(words_of(take_apart("the \"missing\" carton").body), Contains("missing"));
}

TEST(WhoseWords, WhatFollowsWroteIsNotTheWriters) {
    EXPECT_THAT(
        words_of(take_apart("I am sorry.\n\nKind regards,\nAnna\n\nOn 3 November Peter wrote:\nThis is illegal!\n"
                            "I will sue.")
                     .body),
        ElementsAre("i", "am", "sorry"));
    EXPECT_THAT(words_of(take_apart("Вы написали:\nкоробка якобы целая\n\nМы всё заменим.").body),
                ElementsAre("мы", "все", "заменим"));
}

TEST(WhoseWords, AForwardedLetterIsNotTheWriters) {
    EXPECT_THAT(words_of(take_apart("See below.\n\nFrom: Peter\nTo: us\n\nobviously wrong").body),
                Not(Contains("obviously")));
}

TEST(WhoseWords, TheSignatureIsKeptApart) {
    for (const char* text : {"We call you tomorrow.\n\nKind regards,\nAnna Reed\nClaims desk",
                             "We call you tomorrow.\n--\nAnna Reed", "Мы позвоним завтра.\n\nС уважением,\nАнна Рид",
                             "We call you tomorrow.\n\nAnna Reed\nClaims desk", "We call you tomorrow.\nBest, Anna"}) {
        const Letter letter = take_apart(text);
        EXPECT_EQ(letter.body.sentences(), 1U) << text;
        EXPECT_TRUE(has(letter.signature, Primitive::name)) << text;
    }
}

TEST(WhoseWords, APostscriptIsTheWriters) {
    EXPECT_THAT(words_of(take_apart("Thank you.\n\nKind regards,\nAnna\n\nP.S. obviously late").body),
                Contains("obviously"));
}

TEST(WhoseWords, ThanksWithinTheLetterDoNotSign) {
    EXPECT_THAT(
        words_of(take_apart("Dear Ann,\n\nThank you!\nObviously this was our mistake, and we are sorry for it.").body),
        Contains("obviously"));
}

TEST(Names, ATeamIsNobodyAndTheBuyerIsNoContact) {
    EXPECT_FALSE(has(take_apart("Bye.\n\nKind regards,\nYour Claims Team").signature, Primitive::name));
    EXPECT_FALSE(has(take_apart("Dear Anna Reed,\nwe write tomorrow.").body, Primitive::name));
    EXPECT_TRUE(has(take_apart("Dear Anna Reed,\nTom Ode writes tomorrow.").body, Primitive::name));
    EXPECT_TRUE(has(take_apart("Dear Anna,\nMrs Schulte writes tomorrow.").body, Primitive::name));
    EXPECT_TRUE(has(take_apart("All is well. Have a nice evening! Toby").body, Primitive::name));
}

struct FigureCase {
    const char* text;
    Primitive what;
    bool found;
};

class Figures : public testing::TestWithParam<FigureCase> {};

TEST_P(Figures, AreToldApart) {
    EXPECT_EQ(has(take_apart(GetParam().text).body, GetParam().what), GetParam().found) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Figures,
    testing::Values(
        FigureCase{"on 12.11.2026", Primitive::date, true}, FigureCase{"2026-11-12", Primitive::date, true},
        FigureCase{"by 12/11", Primitive::date, true}, FigureCase{"it costs 12.11", Primitive::date, false},
        FigureCase{"number 45-99-2026", Primitive::date, false}, FigureCase{"at 18:00", Primitive::clock, true},
        FigureCase{"at 25:70", Primitive::clock, false}, FigureCase{"EUR 38.20", Primitive::money, true},
        FigureCase{"4 500 ₽", Primitive::money, true}, FigureCase{"12 boxes", Primitive::money, false},
        FigureCase{"15 %", Primitive::percent, true}, FigureCase{"call 0161 496 0144", Primitive::phone, true},
        FigureCase{"+7 (495) 000-12-14", Primitive::phone, true}, FigureCase{"order 118-204", Primitive::phone, false},
        FigureCase{"12.11.2026", Primitive::phone, false},
        FigureCase{"write to a.reed@example.com", Primitive::email, true},
        FigureCase{"see https://example.com/a", Primitive::link, true},
        FigureCase{"How many?", Primitive::question, true}, FigureCase{"Twelve.", Primitive::question, false}));

TEST(TakeApart, TakesAnythingApart) {
    for (const char* text :
         {"", " ", "\n\n\n", ">", "\"", "«", "--", "....", "?!?!", "😀", "1.", "a.b.c.", "\xCC\x81", "«»"}) {
        const Letter letter = take_apart(text);
        EXPECT_EQ(letter.body.sentence_of.size(), letter.body.tokens.size()) << text;
    }
}

}  // namespace
}  // namespace shipwitness::claims::replies
