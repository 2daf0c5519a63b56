#include <algorithm>

#include "rules/feel/function.h"
#include "rules/feel/library_parts.h"
#include "rules/feel/members.h"
#include "rules/feel/operators.h"

namespace shipwitness::rules::feel {
namespace {

using Arguments = std::span<const Value>;

/// f([1, 2]) and f(1, 2) mean the same.
List items_of(Arguments in) {
    if (in.size() == 1) {
        return in[0].list() != nullptr ? *in[0].list() : List{in[0]};
    }
    return {in.begin(), in.end()};
}

const List* list(const Value& value) {
    return value.list();
}

bool is_in(const List& items, const Value& value) {
    return std::any_of(items.begin(), items.end(), [&](const Value& item) { return equal(item, value) == true; });
}

/// A place in a list of that size, from 1 or from the end when negative; none when there is no such place.
std::optional<std::size_t> place(const Value& position, std::size_t size) {
    const auto* number = position.as<Decimal>();
    const auto at = number == nullptr ? std::nullopt : number->to_integer();
    const auto count = static_cast<std::int64_t>(size);
    if (!at || *at == 0 || *at > count || *at < -count) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(*at > 0 ? *at - 1 : count + *at);
}

Value list_contains(Arguments in, Budget& /*budget*/) {
    return list(in[0]) == nullptr ? Value() : Value(is_in(*list(in[0]), in[1]));
}

Value count(Arguments in, Budget& /*budget*/) {
    return in[0].is_null() ? Value() : Value::number(static_cast<std::int64_t>(items_of(in).size()));
}

template <bool want_least>
Value extreme(Arguments in, Budget& /*budget*/) {
    const List items = items_of(in);
    Value best = items.empty() ? Value() : items.front();
    for (const Value& item : items) {
        const auto found = order(item, best);
        if (!found) {
            return {};
        }
        best = (want_least ? *found < 0 : *found > 0) ? item : best;
    }
    return best;
}

Value folded(const List& items, Operator op) {
    Value whole = items.empty() ? Value() : items.front();
    for (std::size_t i = 1; i < items.size(); ++i) {
        whole = calculate(op, whole, items[i]);
    }
    const bool summable =
        whole.as<Decimal>() != nullptr || whole.as<DaysTime>() != nullptr || whole.as<YearsMonths>() != nullptr;
    return summable ? whole : Value();
}

Value sum(Arguments in, Budget& /*budget*/) {
    return folded(items_of(in), Operator::add);
}

Value product(Arguments in, Budget& /*budget*/) {
    return folded(items_of(in), Operator::multiply);
}

Value mean(Arguments in, Budget& /*budget*/) {
    const List items = items_of(in);
    return calculate(Operator::divide, folded(items, Operator::add),
                     Value::number(static_cast<std::int64_t>(items.size())));
}

std::optional<std::vector<Decimal>> sorted_numbers(const List& items) {
    std::vector<Decimal> numbers;
    for (const Value& item : items) {
        if (item.as<Decimal>() == nullptr) {
            return std::nullopt;
        }
        numbers.push_back(*item.as<Decimal>());
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Value median(Arguments in, Budget& /*budget*/) {
    const auto numbers = sorted_numbers(items_of(in));
    if (!numbers || numbers->empty()) {
        return {};
    }
    const std::size_t middle = numbers->size() / 2;
    if (numbers->size() % 2 == 1) {
        return (*numbers)[middle];
    }
    return calculate(Operator::divide, calculate(Operator::add, (*numbers)[middle - 1], (*numbers)[middle]),
                     Value::number(2));
}

/// Of the sample, as the standard has it: over n - 1.
Value standard_deviation(Arguments in, Budget& budget) {
    const List items = items_of(in);
    const Value average = mean(in, budget);
    if (items.size() < 2 || average.is_null()) {
        return {};
    }
    Value squares = Value::number(0);
    for (const Value& item : items) {
        const Value away = calculate(Operator::subtract, item, average);
        squares = calculate(Operator::add, squares, calculate(Operator::multiply, away, away));
    }
    const Value variance =
        calculate(Operator::divide, squares, Value::number(static_cast<std::int64_t>(items.size()) - 1));
    const auto root = variance.as<Decimal>() == nullptr ? std::nullopt : variance.as<Decimal>()->square_root();
    return root ? Value(*root) : Value();
}

Value mode(Arguments in, Budget& /*budget*/) {
    const auto numbers = sorted_numbers(items_of(in));
    if (!numbers) {
        return {};
    }
    std::vector<std::pair<Decimal, int>> runs;
    int most = 0;
    for (const Decimal& number : *numbers) {
        if (runs.empty() || runs.back().first != number) {
            runs.emplace_back(number, 0);
        }
        most = std::max(most, ++runs.back().second);
    }
    List modes;
    for (const auto& [number, times] : runs) {
        if (times == most) {
            modes.emplace_back(number);
        }
    }
    return Value(std::move(modes));
}

template <bool want_all>
Value all_or_any(Arguments in, Budget& /*budget*/) {
    Value result(want_all);
    for (const Value& item : items_of(in)) {
        result = want_all ? both(result, item) : either(result, item);
    }
    return result;
}

Value sublist(Arguments in, Budget& /*budget*/) {
    if (list(in[0]) == nullptr) {
        return {};
    }
    const List& items = *list(in[0]);
    const auto first = place(in[1], items.size());
    std::size_t length = first ? items.size() - *first : 0;
    if (!in[2].is_null()) {
        const auto* wanted = in[2].as<Decimal>();
        const auto whole = wanted == nullptr ? std::nullopt : wanted->to_integer();
        if (!whole || *whole < 0 || static_cast<std::size_t>(*whole) > length) {
            return {};
        }
        length = static_cast<std::size_t>(*whole);
    }
    if (!first) {
        return {};
    }
    const auto from = items.begin() + static_cast<std::ptrdiff_t>(*first);
    return Value(List(from, from + static_cast<std::ptrdiff_t>(length)));
}

Value append(Arguments in, Budget& /*budget*/) {
    if (in.empty()) {
        return {};
    }
    List items = list(in[0]) != nullptr ? *list(in[0]) : (in[0].is_null() ? List{} : List{in[0]});
    items.insert(items.end(), in.begin() + 1, in.end());
    return Value(std::move(items));
}

Value concatenate(Arguments in, Budget& /*budget*/) {
    List items;
    for (const Value& each : in) {
        if (list(each) == nullptr) {
            return {};
        }
        items.insert(items.end(), list(each)->begin(), list(each)->end());
    }
    return Value(std::move(items));
}

Value insert_before(Arguments in, Budget& /*budget*/) {
    const auto at = list(in[0]) == nullptr ? std::nullopt : place(in[1], list(in[0])->size());
    if (!at) {
        return {};
    }
    List items = *list(in[0]);
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(*at), in[2]);
    return Value(std::move(items));
}

Value remove(Arguments in, Budget& /*budget*/) {
    const auto at = list(in[0]) == nullptr ? std::nullopt : place(in[1], list(in[0])->size());
    if (!at) {
        return {};
    }
    List items = *list(in[0]);
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(*at));
    return Value(std::move(items));
}

Value list_replace(Arguments in, Budget& budget) {
    if (list(in[0]) == nullptr) {
        return {};
    }
    List items = *list(in[0]);
    if (const Function* match = in[1].function()) {
        for (Value& item : items) {
            const Value arguments[] = {item, in[2]};
            item = call(*match, arguments, budget) == Value(true) ? in[2] : item;
        }
        return Value(std::move(items));
    }
    const auto at = place(in[1], items.size());
    if (!at) {
        return {};
    }
    items[*at] = in[2];
    return Value(std::move(items));
}

Value reverse(Arguments in, Budget& /*budget*/) {
    return list(in[0]) == nullptr ? Value() : Value(List(list(in[0])->rbegin(), list(in[0])->rend()));
}

Value index_of(Arguments in, Budget& /*budget*/) {
    if (list(in[0]) == nullptr) {
        return {};
    }
    List places;
    for (std::size_t i = 0; i < list(in[0])->size(); ++i) {
        if (equal((*list(in[0]))[i], in[1]) == true) {
            places.push_back(Value::number(static_cast<std::int64_t>(i) + 1));
        }
    }
    return Value(std::move(places));
}

void add_distinct(List& to, const List& from) {
    for (const Value& item : from) {
        if (!is_in(to, item)) {
            to.push_back(item);
        }
    }
}

Value distinct(Arguments in, Budget& /*budget*/) {
    if (list(in[0]) == nullptr) {
        return {};
    }
    List items;
    add_distinct(items, *list(in[0]));
    return Value(std::move(items));
}

Value united(Arguments in, Budget& /*budget*/) {
    List items;
    for (const Value& each : in) {
        if (list(each) == nullptr) {
            return {};
        }
        add_distinct(items, *list(each));
    }
    return Value(std::move(items));
}

void flatten_into(List& to, const List& from) {
    for (const Value& item : from) {
        if (item.list() != nullptr) {
            flatten_into(to, *item.list());
        } else {
            to.push_back(item);
        }
    }
}

Value flatten(Arguments in, Budget& /*budget*/) {
    if (list(in[0]) == nullptr) {
        return {};
    }
    List items;
    flatten_into(items, *list(in[0]));
    return Value(std::move(items));
}

/// By merging, since a function that is no order at all must not upset the sort.
Value sorted(Arguments in, Budget& budget) {
    const Function* precedes = in[1].function();
    if (list(in[0]) == nullptr || precedes == nullptr) {
        return {};
    }
    const auto before = [&](const Value& left, const Value& right) {
        const Value arguments[] = {left, right};
        return call(*precedes, arguments, budget) == Value(true);
    };
    List items = *list(in[0]);
    for (std::size_t width = 1; width < items.size(); width *= 2) {
        List merged;
        for (std::size_t start = 0; start < items.size(); start += 2 * width) {
            std::size_t left = start;
            std::size_t right = std::min(start + width, items.size());
            const std::size_t left_end = right;
            const std::size_t right_end = std::min(start + 2 * width, items.size());
            while (left < left_end || right < right_end) {
                const bool take_right = left == left_end || (right < right_end && before(items[right], items[left]));
                merged.push_back(items[take_right ? right++ : left++]);
            }
        }
        items = std::move(merged);
    }
    return Value(std::move(items));
}

const LibraryFunction kFunctions[] = {
    {"list contains", {"list", "element"}, 2, list_contains},
    {"count", {"list"}, 1, count},
    {"min", {"list"}, 1, extreme<true>},
    {"min", {"…"}, 1, extreme<true>},
    {"max", {"list"}, 1, extreme<false>},
    {"max", {"…"}, 1, extreme<false>},
    {"sum", {"list"}, 1, sum},
    {"sum", {"…"}, 1, sum},
    {"product", {"list"}, 1, product},
    {"product", {"…"}, 1, product},
    {"mean", {"list"}, 1, mean},
    {"mean", {"…"}, 1, mean},
    {"median", {"list"}, 1, median},
    {"median", {"…"}, 1, median},
    {"stddev", {"list"}, 1, standard_deviation},
    {"stddev", {"…"}, 1, standard_deviation},
    {"mode", {"list"}, 1, mode},
    {"mode", {"…"}, 1, mode},
    {"all", {"list"}, 1, all_or_any<true>},
    {"all", {"…"}, 1, all_or_any<true>},
    {"any", {"list"}, 1, all_or_any<false>},
    {"any", {"…"}, 1, all_or_any<false>},
    {"and", {"list"}, 1, all_or_any<true>},
    {"or", {"list"}, 1, all_or_any<false>},
    {"sublist", {"list", "start position", "length"}, 2, sublist},
    {"append", {"…"}, 1, append},
    {"concatenate", {"…"}, 1, concatenate},
    {"insert before", {"list", "position", "newItem"}, 3, insert_before},
    {"remove", {"list", "position"}, 2, remove},
    {"list replace", {"list", "position", "newItem"}, 3, list_replace},
    {"list replace", {"list", "match", "newItem"}, 3, list_replace},
    {"reverse", {"list"}, 1, reverse},
    {"index of", {"list", "match"}, 2, index_of},
    {"union", {"…"}, 1, united},
    {"distinct values", {"list"}, 1, distinct},
    {"flatten", {"list"}, 1, flatten},
    {"sort", {"list", "precedes"}, 2, sorted},
};

}  // namespace

std::span<const LibraryFunction> list_functions() {
    return kFunctions;
}

}  // namespace shipwitness::rules::feel
