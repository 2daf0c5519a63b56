// How fast are the rules? The cause table over all its cases, one core; completion of five unknown facts; a check of 20
// columns and 500 rows. See scripts/bench.d/rules.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules/check.h"
#include "rules/evaluate.h"
#include "rules/prepared.h"

namespace {

using namespace shipwitness::rules;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void print(const char* what, double measured, const char* unit, const char* goal) {
    fmt::print("{:<52} {:>14.3f} {:<14} goal {}\n", what, measured, unit, goal);
}

/// Every case of the table: one value of each column.
std::vector<std::vector<Value>> all_cases(const Model& model) {
    std::vector<std::vector<Value>> cases{{}};
    for (const FactInfo& fact : model.facts("cause")) {
        std::vector<std::vector<Value>> longer;
        for (const auto& each : cases) {
            for (const Value& value : fact.allowed) {
                longer.push_back(each);
                longer.back().push_back(value);
            }
        }
        cases = std::move(longer);
    }
    return cases;
}

void bench_evaluation(const Model& model) {
    const auto table = PreparedTable::make(model, "cause").value();
    const auto cases = all_cases(model);
    constexpr std::size_t kRounds = 1'000;
    const auto start = Clock::now();
    std::size_t decided = 0;
    for (std::size_t round = 0; round < kRounds; ++round) {
        for (const auto& values : cases) {
            decided += table.row_for(values).has_value() ? 1 : 0;
        }
    }
    const double seconds = seconds_since(start);
    print("evaluations of the cause table, one core", static_cast<double>(decided) / seconds / 1e6, "million/s",
          ">= 1");
}

void bench_completion(const Model& model) {
    Facts facts;
    facts.known = {{"noted", "noted"}, {"weight", "same"}, {"seal", "broken"}};
    constexpr int kRounds = 300;
    const auto start = Clock::now();
    std::size_t rows = 0;
    for (int round = 0; round < kRounds; ++round) {
        rows += evaluate(model, "cause", facts, Language::english).value().matched.size();
    }
    const double milliseconds = seconds_since(start) * 1e3 / kRounds;
    print(rows > 0 ? "completion of five unknown facts with its question" : "", milliseconds, "ms", "< 1");
}

std::string large_table() {
    std::string xml =
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"n\"><decision "
        "id=\"d\" name=\"d\"><variable name=\"d\"/><decisionTable>";
    for (int column = 0; column < 20; ++column) {
        xml += fmt::format("<input><inputExpression typeRef=\"number\"><text>n{}</text></inputExpression></input>",
                           column);
    }
    xml += "<output/>";
    for (int row = 0; row < 500; ++row) {
        xml += "<rule>";
        for (int column = 0; column < 20; ++column) {
            // One digit of the row's number to base 8 in each of three columns.
            const int digit = column == 0 ? row / 64 : column == 1 ? row / 8 % 8 : column == 2 ? row % 8 : -1;
            xml += "<inputEntry><text>" + (digit < 0 ? std::string("-") : fmt::format("[{}..{})", digit, digit + 1)) +
                   "</text></inputEntry>";
        }
        xml += "<outputEntry><text>1</text></outputEntry></rule>";
    }
    return xml + "</decisionTable></decision></definitions>";
}

void bench_check() {
    const std::string xml = large_table();
    const auto start = Clock::now();
    const auto model = load(xml, "large.dmn").value();
    const Report report = check(model, Language::english);
    print(report.errors.empty() ? "load and check of 20 columns and 500 rows" : "", seconds_since(start), "s", "< 1");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: rules_bench CAUSE.DMN\n", stderr);
        return 1;
    }
    std::ifstream in(argv[1], std::ios::binary);
    const std::string xml{std::istreambuf_iterator<char>(in), {}};
    const auto model = load(xml, argv[1]);
    if (!model) {
        std::fprintf(stderr, "%s\n", to_text(model.error().front()).c_str());
        return 1;
    }
    bench_evaluation(*model);
    bench_completion(*model);
    bench_check();
    return 0;
}
