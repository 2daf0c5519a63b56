// How long does the check of a two-page letter take? Reading the rules is told apart: a server reads them once.
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "claims/replies/rule_book.h"

namespace {

using namespace shipwitness::claims::replies;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// About 6 kB: two printed pages, made of the rules' own examples, so that many patterns begin to match.
std::string letter_of(const RuleBook& book) {
    constexpr std::size_t kCharacters = 6'000;
    std::string text;
    for (const Example& example : book.examples()) {
        text += example.text + "\n\n";
        if (text.size() >= kCharacters * (book.language() == Language::russian ? 2 : 1)) {
            break;
        }
    }
    return text;
}

void bench(Language language) {
    const auto start = Clock::now();
    const RuleBook book = RuleBook::shipped(language).value();
    const double load = milliseconds_since(start);
    const std::string letter = letter_of(book);
    std::vector<double> times;
    constexpr int kRounds = 200;
    for (int round = 0; round < kRounds; ++round) {
        const auto begin = Clock::now();
        (void)book.check(letter, kStages[round % 5]).value();
        times.push_back(milliseconds_since(begin));
    }
    std::ranges::sort(times);
    const char* name = language == Language::russian ? "Russian" : "English";
    fmt::print(
        "{:<8} two pages ({} bytes): median {:6.2f} ms, slowest {:6.2f} ms; goal < 20 ms; rules read in {:.0f} ms\n",
        name, letter.size(), times[times.size() / 2], times.back(), load);
}

}  // namespace

int main() {
    bench(Language::english);
    bench(Language::russian);
    return 0;
}
