#include "claims/replies/figures.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace shipwitness::claims::replies {
namespace {

/// Numbers of a form like "12.11.2026"; none when other signs stand between.
std::vector<int> numbers_between(std::string_view form, char sign) {
    std::vector<int> numbers;
    while (!form.empty()) {
        const std::size_t end = std::min(form.find(sign), form.size());
        int number = 0;
        const auto [stop, error] = std::from_chars(form.data(), form.data() + end, number);
        if (error != std::errc{} || stop != form.data() + end) {
            return {};
        }
        numbers.push_back(number);
        form.remove_prefix(std::min(end + 1, form.size()));
    }
    return numbers;
}

bool may_be_day_and_month(int day, int month) {
    return day >= 1 && day <= 31 && month >= 1 && month <= 31 && std::min(day, month) <= 12;
}

bool is_year(int number) {
    return (number >= 1990 && number < 2100) || (number >= 20 && number < 100);
}

}  // namespace

bool is_date(std::string_view form, bool after_date_word) {
    for (const char sign : {'.', '/', '-'}) {
        const auto numbers = numbers_between(form, sign);
        if (numbers.size() == 3) {
            return (may_be_day_and_month(numbers[0], numbers[1]) && is_year(numbers[2])) ||
                   (is_year(numbers[0]) && numbers[0] > 1000 && may_be_day_and_month(numbers[2], numbers[1]));
        }
        if (numbers.size() == 2 && sign != '-') {
            return after_date_word && form != "24/7" && may_be_day_and_month(numbers[0], numbers[1]);
        }
    }
    return false;
}

bool is_clock(std::string_view form) {
    const std::size_t colon = form.find(':');
    if (colon == std::string_view::npos) {
        return false;
    }
    const auto numbers = numbers_between(form.substr(0, std::min(form.find('-'), form.size())), ':');
    return numbers.size() >= 2 && numbers[0] <= 24 && numbers[1] < 60;
}

bool is_dotted_clock(std::string_view form) {
    const auto numbers = numbers_between(form, '.');
    return numbers.size() == 2 && form.size() >= 4 && form[form.size() - 3] == '.' && numbers[0] < 24 &&
           numbers[1] < 60;
}

}  // namespace shipwitness::claims::replies
