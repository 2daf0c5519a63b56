// The Russian rules on the readings and traps of their definition, and on what people say beside them.
#include <algorithm>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "claims/replies/rule_book.h"

namespace shipwitness::claims::replies {
namespace {

bool finds(Stage stage, const std::string& reply, const std::string& rule) {
    static const RuleBook kBook = RuleBook::shipped(Language::russian).value();
    const auto findings = kBook.check(reply, stage).value();
    return std::ranges::find(findings, rule, &Finding::rule) != findings.end();
}

struct Row {
    const char* name;
    const char* rule;
    bool found;
    const char* reply;
    Stage stage = Stage::answer;
};

void PrintTo(const Row& row, std::ostream* out) {
    *out << row.name;
}

class RussianReading : public testing::TestWithParam<Row> {};

TEST_P(RussianReading, IsAsSettled) {
    const Row& row = GetParam();
    EXPECT_EQ(finds(row.stage, row.reply, row.rule), row.found) << row.reply;
}

std::string name_of(const testing::TestParamInfo<Row>& row) {
    return row.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Doubt, RussianReading,
    testing::Values(
        Row{"Allegedly", "doubt", true, "Вы пишете, что якобы не хватает трёх коробок."},
        Row{"IfItIsReallySo", "doubt", true, "Если это действительно так, мы заменим товар."},
        Row{"WeWillCheckYourWords", "doubt", true, "Ваши слова будут проверены."},
        Row{"WeWillCheckWhether", "doubt", true, "Проверим, были ли банки разбиты."},
        Row{"WasNotConfirmed", "doubt", true, "Факт недостачи не подтвердился."},
        Row{"OtherBuyersDoNotComplain", "doubt", true, "Кроме вас, никто на эту партию не жаловался."},
        Row{"OurRecordingIsOurs", "doubt", false, "Мы проверим нашу запись упаковки, чтобы понять, где мы ошиблись."},
        Row{"StockMayBeChecked", "doubt", false, "Проверим, есть ли такая же плитка на складе."},
        Row{"WeDoNotDoubt", "doubt", false, "Мы не сомневаемся в ваших словах."},
        Row{"OnYourWord", "doubt", false, "Верим вам на слово."},
        Row{"NothingToProve", "doubt", false, "Доказывать ничего не нужно."},
        Row{"TheBuyersOwnWords", "doubt", false, "> Вы скажете, что коробка якобы была пуста.\nПростите нас за это."},
        Row{"TheBuyersWordsInQuotes", "doubt", false,
            "Вы пишете: «Опять скажете, что якобы всё цело». Нет, так мы не скажем."}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Blame, RussianReading,
    testing::Values(
        Row{"YouYourself", "blame", true, "Вы сами указали неверный адрес."},
        Row{"YouShouldHave", "blame", true, "Вам следовало пересчитать коробки при водителе."},
        Row{"YouDidNot", "blame", true, "Вы не сообщили водителю о вмятине."},
        Row{"ColleagueBut", "blame", true, "Наш сотрудник ошибся, но он новичок."},
        Row{"AnotherDepartment", "blame", true, "Бухгалтерия две недели тянула с платёжкой, претензии к ним."},
        Row{"StaffShortage", "blame", true, "У нас не хватает людей."},
        Row{"Weather", "blame", true, "Из-за снегопада машина опоздала."},
        Row{"AnOldMachine", "blame", true, "У нас старое оборудование."},
        Row{"HumanFactor", "blame", true, "Сработал человеческий фактор."},
        Row{"ACarrierWhoAnswers", "blame", false, "За повреждение отвечает перевозчик, а деньги вернём мы сами."},
        Row{"OurOwnMistake", "blame", false, "Это наша ошибка, виноваты мы."},
        Row{"YouAreNotToBlame", "blame", false, "Вы ни в чём не виноваты."},
        Row{"WeShouldHave", "blame", false, "Нам следовало позвонить вам раньше."},
        Row{"AColleagueAsContact", "blame", false, "Мой коллега Иван Седов позвонит вам завтра в 10:00."},
        Row{"WeatherAboutGoods", "blame", false, "Краску при морозе не возят, привезём её в тёплой машине."},
        Row{"WhatYouOrdered", "blame", false, "Вы заказали 12 коробок, а приехало 10."}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Law, RussianReading,
    testing::Values(Row{"Article", "law", true, "Согласно ст. 483 ГК РФ покупатель обязан известить продавца."},
                    Row{"Contract", "law", true, "Пунктом 7.3 договора поставки неустойка не предусмотрена."},
                    Row{"Court", "law", true, "Вы вправе обратиться в суд."},
                    Row{"Rules", "law", true, "Согласно правилам нашего магазина вскрытый товар не принимаем."},
                    Row{"Finished", "law", false, "Законченный ремонт мы вам не испортим."},
                    Row{"ArticleNumber", "law", false, "Арт. № 4512, плитка белая, 12 шт."},
                    Row{"Street", "law", false, "Доставим на ул. Судостроительную, 12, к ст. метро Сокол."},
                    Row{"PickUpPoint", "law", false, "Заказ ждёт в пункте выдачи на Ленина, 5."},
                    Row{"JudgingByThePicture", "law", false, "Судя по фото, пострадали три плитки."},
                    Row{"AJustGrievance", "law", false, "Ваше возмущение законно."}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Condescension, RussianReading,
    testing::Values(Row{"AsAlreadyTold", "condescension", true, "Как вам уже говорили, возврат невозможен."},
                    Row{"CalmDown", "condescension", true, "Успокойтесь, пожалуйста."},
                    Row{"ObviouslyYou", "condescension", true, "Очевидно, вы не читали инструкцию."},
                    Row{"OneOfMany", "condescension", true, "Вы у нас не один."},
                    Row{"ObviouslyWe", "condescension", false, "Очевидно, что мы вас подвели."},
                    Row{"AsPromised", "condescension", false, "Как мы и обещали, замена приехала."},
                    Row{"OnceMoreSorry", "condescension", false, "Ещё раз приносим извинения."},
                    Row{"WeReadWithCare", "condescension", false, "Мы внимательно прочитали ваше письмо."},
                    Row{"NoTrifle", "condescension", false, "Понимаем, что для вас это не мелочь."}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Missing, RussianReading,
    testing::Values(
        Row{"ABareApologyIsNoSympathy", "sympathy_missing", true, "Приносим извинения за доставленные неудобства."},
        Row{"TheBuyersTermsAreSympathy", "sympathy_missing", false, "Вы ждали этот стол месяц, и это обидно."},
        Row{"AStoryIsSympathy", "sympathy_missing", false,
            "Добрый день! Три недели без плиты с двумя детьми на руках."},
        Row{"UnfortunatelyOutOfStock", "regret_missing", true, "К сожалению, плитки нет на складе."},
        Row{"SorryButNo", "regret_missing", true, "Извините, но вернуть деньги мы не можем."},
        Row{"SorryForTheLateHour", "regret_missing", true, "Простите, что пишу в такой поздний час."},
        Row{"Sorry", "regret_missing", false, "Простите нас за сорванный ремонт."},
        Row{"WordsOfAnOffer", "offer_missing", true, "Мы сделаем всё возможное и обязательно найдём решение."},
        Row{"ARefusedOffer", "offer_missing", true, "Вернуть деньги мы не сможем."},
        Row{"AnOffer", "offer_missing", false, "Взамен привезём целую упаковку."},
        Row{"AQuestionToTheWarehouse", "question_missing", true, "Я спросила у склада: сколько коробок ушло?",
            Stage::question},
        Row{"AnyQuestions", "question_missing", true, "Остались вопросы? Звоните.", Stage::question},
        Row{"AnIndirectQuestion", "question_missing", false, "Сообщите, пожалуйста, какие артикулы приехали.",
            Stage::question},
        Row{"TakenUpIsNoVerdict", "verdict_in_question", false, "Ваша претензия принята в работу.", Stage::question},
        Row{"AcceptedIsAVerdict", "verdict_in_question", true, "Ваша претензия удовлетворена.", Stage::question},
        Row{"ClosedIsNoOutcome", "outcome_missing", true, "Вопрос полностью решён и снят с контроля.", Stage::closing},
        Row{"Replaced", "outcome_missing", false, "Рамы заменили 3.12, за стекло вернули 2150 р.", Stage::closing},
        Row{"ComeAgainIsNoWayBack", "reopen_missing", true, "Будем рады видеть вас снова.", Stage::closing},
        Row{"AnswerThisLetter", "reopen_missing", false, "Если что-то не так, ответьте на это письмо.",
            Stage::closing}),
    name_of);

constexpr const char* kNext = "next_step_missing";

INSTANTIATE_TEST_SUITE_P(
    NextStep, RussianReading,
    testing::Values(Row{"TomorrowIsADate", kNext, false, "Завтра до 15:00 позвоню вам. Анна Петрова"},
                    Row{"MonthsAreWords", kNext, false, "Двенадцатого декабря замену привезёт Нурлан."},
                    Row{"WorkingDays", kNext, false, "В течение двух рабочих дней вам напишет Олег Седов."},
                    Row{"ARareNameSigns", kNext, false, "Позвоню сегодня в 14:40. Гульзат"},
                    Row{"ADeclinedName", kNext, false, "Спросите завтра Анфису или Ирину."},
                    Row{"ASurnameWithInitials", kNext, false, "Ответ будет 6 марта, ответственный Чернов П. П."},
                    Row{"ATelephone", kNext, false, "Курьер приедет 25 ноября, его телефон +7 916 123-45-67."},
                    Row{"SoonIsNoDate", kNext, true, "Мы скоро вам ответим. Анна Петрова"},
                    Row{"ATeamIsNobody", kNext, true, "Мы ответим вам завтра. С уважением, служба поддержки."},
                    Row{"APastDate", kNext, true, "Заказ доставили 3 ноября. Анна Петрова"},
                    Row{"TheDateOfALetter", kNext, true, "Ваше письмо от 12 ноября получено. Анна Петрова"},
                    Row{"TheBuyersNameIsNobody", kNext, true, "Уважаемая Анна Сергеевна! Мы ответим вам завтра."},
                    Row{"TheBuyersNameAlone", kNext, true, "Саша, мы ответим вам завтра."},
                    Row{"PoliteYouIsNobody", kNext, true, "Добрый день! Завтра Вам ответят."}),
    name_of);

TEST(RussianLetter, PassesWhenItIsKindAndWhole) {
    static const RuleBook kBook = RuleBook::shipped(Language::russian).value();
    const auto findings = kBook.check(
        "Здравствуйте, Мария Ильинична!\n\n"
        "Понимаю, как обидно, когда к новоселью приезжает стол с трещиной. Мне очень жаль. Починить его у вас дома мы "
        "не "
        "сможем: нужна покрасочная камера. Зато в субботу, 13 декабря, с 10 до 14 привезём новый стол, а этот "
        "заберём.\n\n"
        "Лариса Вольф, +7 812 000-90-41",
        Stage::refusal);
    ASSERT_TRUE(findings);
    EXPECT_TRUE(findings->empty()) << findings->front().rule << ": " << findings->front().text;
}

}  // namespace
}  // namespace shipwitness::claims::replies
