// Expressions of FEEL and what they mean; OMG DMN 1.3, chapters 9 and 10. Right-hand sides are written as to_feel()
// writes.

#include <gtest/gtest.h>

#include "rules/feel/interpreter.h"
#include "rules/feel/parser.h"

namespace shipwitness::rules::feel {
namespace {

Scope names() {
    Scope scope;
    scope.set("age", Value::number(30));
    scope.set("Monthly Salary", Value::number(10'000));
    scope.set("Monthly", Value::number(1));
    scope.set("a-b", Value::number(7));
    scope.set("loan", Value(Context{{"amount", Value::number(600'000)}, {"rate", *Decimal::parse("0.0375")}}));
    scope.set("list", Value(List{Value::number(1), Value::number(2), Value::number(3)}));
    scope.set("people", Value(List{Value(Context{{"name", "Ann"}, {"years", Value::number(41)}}),
                                   Value(Context{{"name", "Bob"}, {"years", Value::number(17)}})}));
    scope.set("unknown", Value());
    return scope;
}

KnownNames known() {
    KnownNames known;
    known.add("Monthly Salary");
    known.add("a-b");
    return known;
}

std::string meaning(std::string_view text) {
    const auto parsed = parse_expression(text, known());
    if (!parsed) {
        return "refused: " + parsed.error();
    }
    Budget budget;
    return to_feel(evaluate(**parsed, names(), budget));
}

struct Example {
    std::string expression;
    std::string meaning;
};

class Expressions : public ::testing::TestWithParam<Example> {};

TEST_P(Expressions, MeansWhatTheStandardSays) {
    EXPECT_EQ(meaning(GetParam().expression), GetParam().meaning) << GetParam().expression;
}

INSTANTIATE_TEST_SUITE_P(
    Arithmetic, Expressions,
    ::testing::Values(Example{"10 + 20 / -5 - 3", "3"}, Example{"10 + 20 / (-5 - 3)", "7.5"}, Example{"-10--5", "-5"},
                      Example{"5+2**5+3", "40"}, Example{"2**3**2", "64"}, Example{"-2 ** 2", "4"},
                      Example{"10**-5", "0.00001"}, Example{"1.1 ** 2", "1.21"}, Example{"0.1 + 0.2", "0.3"},
                      Example{"1 / 3", "0.3333333333333333333333333333333333"}, Example{"(10+20)/0", "null"},
                      Example{"10 + null", "null"}, Example{"\"a\" + \"b\"", "\"ab\""}, Example{"\"a\" + 1", "null"},
                      Example{".5 + 1e2", "100.5"}, Example{"1.0 = 1.00", "true"}, Example{"modulo(-12, 5)", "3"},
                      Example{"modulo(12, -5)", "-3"}, Example{"modulo(10.1, 4.5)", "1.1"},
                      Example{"decimal(2.5, 0)", "2"}, Example{"decimal(1.115, 2)", "1.12"},
                      Example{"round half up(-5.5, 0)", "-6"}, Example{"round half down(5.5, 0)", "5"},
                      Example{"round up(1.121, 2)", "1.13"}, Example{"round down(-1.126, 2)", "-1.12"},
                      Example{"floor(-1.5)", "-2"}, Example{"ceiling(-1.5)", "-1"}, Example{"sqrt(16)", "4"},
                      Example{"sqrt(-1)", "null"}, Example{"abs(-3)", "3"}, Example{"odd(5)", "true"},
                      Example{"even(5)", "false"}));

INSTANTIATE_TEST_SUITE_P(
    Logic, Expressions,
    ::testing::Values(Example{"true and null", "null"}, Example{"false and null", "false"},
                      Example{"true or null", "true"}, Example{"false or null", "null"}, Example{"null and 1", "null"},
                      Example{"not(null)", "null"}, Example{"not(false)", "true"}, Example{"null = null", "true"},
                      Example{"1 = null", "false"}, Example{"1 = \"1\"", "null"}, Example{"1 < \"1\"", "null"},
                      Example{"\"a\" < \"b\"", "true"}, Example{"[1, 2] = [1, 2]", "true"},
                      Example{"{a: 1} = {a: 1}", "true"}, Example{"5 between 1 and 10", "true"},
                      Example{"age between 31 and 40", "false"}, Example{"age in (> 40, [25..30])", "true"},
                      Example{"age in [25..30)", "false"}, Example{"age in ]29..30]", "true"},
                      Example{"age in < 31", "true"}, Example{"unknown < 3", "null"},
                      Example{"if age > 18 then \"adult\" else \"child\"", "\"adult\""},
                      Example{"if null then 1 else 2", "2"}, Example{"unknown = null", "true"},
                      Example{"1 instance of number", "true"}, Example{"null instance of number", "false"},
                      Example{"[1] instance of list<number>", "true"}));

INSTANTIATE_TEST_SUITE_P(Names, Expressions,
                         ::testing::Values(Example{"Monthly Salary * 12", "120000"},
                                           Example{"Monthly   Salary", "10000"}, Example{"Monthly + 1", "2"},
                                           Example{"a-b", "7"}, Example{"a - b", "7"},
                                           Example{"loan.amount * loan.rate / 12", "1875"},
                                           Example{"loan.nothing", "null"}, Example{"nothing", "null"},
                                           Example{"/* a */ 1 // b", "1"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, Expressions,
    ::testing::Values(
        Example{"list[2]", "2"}, Example{"list[-1]", "3"}, Example{"list[4]", "null"},
        Example{"list[item > 1]", "[2, 3]"}, Example{"people[years > 18].name", "[\"Ann\"]"},
        Example{"people.years", "[41, 17]"}, Example{"for x in list return x * x", "[1, 4, 9]"},
        Example{"for x in 3..1 return x", "[3, 2, 1]"},
        Example{"for x in [1, 2], y in [x, 10] return x * y", "[1, 10, 4, 20]"},
        Example{"for i in 0..3 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6]"},
        Example{"some x in list satisfies x > 2", "true"}, Example{"every x in list satisfies x > 2", "false"},
        Example{"every x in list satisfies x > unknown", "null"}, Example{"count(list)", "3"},
        Example{"sum(1, 2, 3)", "6"}, Example{"sum([])", "null"}, Example{"min(list)", "1"},
        Example{"max(1, 5, 2)", "5"}, Example{"mean(list)", "2"}, Example{"median(8, 2, 5, 3)", "4"},
        Example{"mode(6, 3, 9, 6, 6)", "[6]"}, Example{"stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"},
        Example{"all([true, null])", "null"}, Example{"any([true, null])", "true"},
        Example{"append([1], 2, 3)", "[1, 2, 3]"}, Example{"concatenate([1], [2, 3])", "[1, 2, 3]"},
        Example{"insert before([1, 3], 1, 2)", "[2, 1, 3]"}, Example{"remove([1, 2, 3], 2)", "[1, 3]"},
        Example{"reverse(list)", "[3, 2, 1]"}, Example{"index of([1, 2, 1], 1)", "[1, 3]"},
        Example{"union([1, 2], [2, 3])", "[1, 2, 3]"}, Example{"distinct values([1, 2, 1])", "[1, 2]"},
        Example{"flatten([[1], [[2]]])", "[1, 2]"}, Example{"sublist([1, 2, 3], 2)", "[2, 3]"},
        Example{"sublist([1, 2, 3], -2, 1)", "[2]"}, Example{"sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"},
        Example{"list contains(list, 2)", "true"}, Example{"get value({a: 1}, \"a\")", "1"},
        Example{"{a: 1, b: a + 1}.b", "2"}, Example{"context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"},
        Example{"(function(x) x + 1)(2)", "3"}));

INSTANTIATE_TEST_SUITE_P(
    Texts, Expressions,
    ::testing::Values(Example{"substring(\"foobar\", 3)", "\"obar\""}, Example{"substring(\"foobar\", -2, 1)", "\"a\""},
                      Example{"substring(string: \"foobar\", start position: 3, length: 2)", "\"ob\""},
                      Example{"string length(\"ящик\")", "4"}, Example{"upper case(\"ящик q\")", "\"ЯЩИК Q\""},
                      Example{"lower case(\"ЁЛКА\")", "\"ёлка\""}, Example{"substring before(\"a-b\", \"-\")", "\"a\""},
                      Example{"substring after(\"a-b\", \"-\")", "\"b\""}, Example{"contains(\"abc\", \"b\")", "true"},
                      Example{"starts with(\"abc\", \"ab\")", "true"}, Example{"ends with(\"abc\", \"bc\")", "true"},
                      Example{"string join([\"a\", \"b\"], \", \")", "\"a, b\""}, Example{"string(1.10)", "\"1.1\""},
                      Example{"number(\"1 000,5\", \" \", \",\")", "1000.5"}, Example{R"("\u0416" = "Ж")", "true"},
                      Example{R"("a\"b")", "\"a\\\"b\""}));

INSTANTIATE_TEST_SUITE_P(
    Times, Expressions,
    ::testing::Values(
        Example{"date(\"2026-02-29\")", "null"}, Example{"date(2024, 2, 29)", "date(\"2024-02-29\")"},
        Example{"date(\"2026-01-31\") + duration(\"P1M\")", "date(\"2026-02-28\")"},
        Example{"@\"2026-03-01\" - @\"2026-02-01\"", "duration(\"P28D\")"},
        Example{"date and time(\"2026-12-31T23:59:59\") + duration(\"PT2S\")",
                "date and time(\"2027-01-01T00:00:01\")"},
        Example{"time(\"23:00:00\") + duration(\"PT2H\")", "time(\"01:00:00\")"},
        Example{"@\"10:00:00+03:00\" = @\"07:00:00Z\"", "true"},
        Example{"duration(\"P1D\") * 2.5", "duration(\"P2DT12H\")"},
        Example{"duration(\"P1Y\") / duration(\"P3M\")", "4"}, Example{"duration(\"PT36H\")", "duration(\"P1DT12H\")"},
        Example{"-duration(\"P1Y2M\")", "duration(\"-P1Y2M\")"}, Example{"@\"2026-11-22\".weekday", "7"},
        Example{"day of week(@\"2026-11-22\")", "\"Sunday\""}, Example{"week of year(@\"2005-01-01\")", "53"},
        Example{"day of year(@\"2024-12-31\")", "366"}, Example{"duration(\"P3DT4H\").hours", "4"},
        Example{"years and months duration(@\"2024-01-31\", @\"2026-01-30\")", "duration(\"P1Y11M\")"},
        Example{"date(\"2026-01-01\") < date(\"2026-01-02\")", "true"},
        Example{"@\"2026-01-01T10:00:00.5\".second", "0"}, Example{"duration(\"P1Y\") < duration(\"P400D\")", "null"},
        Example{"date and time(date(\"2026-01-01\"), time(\"10:00:00\"))", "date and time(\"2026-01-01T10:00:00\")"}));

INSTANTIATE_TEST_SUITE_P(
    Ranges, Expressions,
    ::testing::Values(Example{"before(1, 10)", "true"}, Example{"before([1..10), 10)", "true"},
                      Example{"before([1..10], 10)", "false"}, Example{"meets([1..5], [5..10])", "true"},
                      Example{"meets([1..5), [5..10])", "false"}, Example{"overlaps([1..5], [5..10])", "true"},
                      Example{"overlaps([1..5), [5..10])", "false"}, Example{"includes([1..10], 5)", "true"},
                      Example{"during(5, [1..5))", "false"}, Example{"starts(1, [1..10])", "true"},
                      Example{"finishes([5..10], [1..10])", "true"}, Example{"coincides([1..5], [1..5])", "true"},
                      Example{"overlaps before([1..5], [3..10])", "true"}, Example{"[1..5].end", "5"}));

INSTANTIATE_TEST_SUITE_P(
    Refused, Expressions,
    ::testing::Values(Example{"1 +", "refused: at sign 4: the text ends where a value should stand"},
                      Example{"(1", "refused: at sign 3: expected `)`, but the text ends"},
                      Example{"1 2", "refused: at sign 3: `2` is not expected here"},
                      Example{"\"abc", "refused: at sign 1: this text has no closing quote"},
                      Example{"a ; b", "refused: at sign 3: the sign ; means nothing here"},
                      Example{"@\"soon\"", "refused: at sign 1: @\"soon\" is no date, time or duration"}));

TEST(ExpressionLimits, DeepNestingIsRefusedNotCrashed) {
    EXPECT_NE(meaning(std::string(5'000, '(') + "1" + std::string(5'000, ')')).find("nested too deeply"),
              std::string::npos);
    EXPECT_NE(meaning(std::string(5'000, '-') + "1").find("nested too deeply"), std::string::npos);
}

TEST(ExpressionLimits, AnEndlessSumIsRefusedNotCrashed) {
    std::string sum = "1";
    for (int i = 0; i < 20'000; ++i) {
        sum += "+1";
    }
    EXPECT_NE(meaning(sum).find("too long or nested too deeply"), std::string::npos);
    EXPECT_NE(meaning(std::string(200'000, '1')).find("at most 100000 bytes"), std::string::npos);
}

TEST(ExpressionLimits, EndlessRecursionEndsWithNull) {
    EXPECT_EQ(meaning("{f: function(g, x) g(g, x + 1), r: f(f, 1)}.r"), "null");
}

TEST(ExpressionLimits, AHugeLoopIsGivenUp) {
    EXPECT_EQ(meaning("count(for x in 1..10000000000 return x)"), "null");
}

}  // namespace
}  // namespace shipwitness::rules::feel
