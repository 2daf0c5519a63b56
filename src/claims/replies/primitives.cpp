#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>
#include <unordered_set>

#include "claims/replies/names.h"
#include "claims/replies/sentences.h"

namespace shipwitness::claims::replies {
namespace {

using Words = std::unordered_set<std::string_view>;

bool is_currency(std::string_view word) {
    static const Words kWords{
        "€",       "$",      "£",       "₽",    "¥",       "eur",     "euro",  "euros", "usd",    "dollar",
        "dollars", "gbp",    "pound",   "pounds", "quid",    "pln",     "zł",    "zl",    "zloty",  "chf",
        "rub",     "rur",    "roubles", "rouble", "rubles",  "ruble",   "kr",    "sek",   "nok",    "dkk",
        "czk",     "huf",    "cents",   "pence",  "франков", "руб",     "рубль", "рубля", "рублей", "рублю",
        "рублями", "рублях", "р",       "коп",    "копеек",  "копейки", "тенге", "евро",  "доллар", "долларов",
        "доллара", "byn",    "kzt",     "тг",     "uah",     "грн",     "aud",   "cad",   "ron",    "lei"};
    return kWords.contains(word);
}

bool is_scale(std::string_view word) {
    return word == "тыс" || word == "тысяч" || word == "тысячи" || word == "тысячу" || word == "млн" || word == "k" ||
           word == "thousand" || word == "hundred" || word == "million";
}

bool is_percent(std::string_view word) {
    static const Words kWords{"%", "percent", "pct", "процент", "процента", "процентов", "процентная", "процентную"};
    return kWords.contains(word);
}

bool is_calendar_word(std::string_view word) {
    static const Words kWords{"monday",  "tuesday",   "wednesday", "thursday", "friday",   "saturday", "sunday",
                              "january", "february",  "march",     "april",    "may",      "june",     "july",
                              "august",  "september", "october",   "november", "december", "mon",      "tue",
                              "wed",     "thu",       "fri",       "sat",      "sun",      "jan",      "feb",
                              "mar",     "apr",       "jun",       "jul",      "aug",      "sep",      "sept",
                              "oct",     "nov",       "dec",       "i",        "christmas"};
    return kWords.contains(word);
}

/// What stands before the name of a street or a town, and never before a person's.
bool is_place_word(std::string_view word) {
    static const Words kWords{"ул", "улица",   "улице",      "улицу", "пр",  "проспект", "проспекте", "пер", "переулок",
                              "пл", "площадь", "шоссе",      "город", "г",   "гор",      "станция",   "ст",  "метро",
                              "жк", "тц",      "набережная", "село",  "ооо", "ао",       "зао",       "пао", "ип"};
    return kWords.contains(word);
}

bool announces_phone(std::string_view word) {
    static const Words kWords{"tel",   "phone",     "telephone", "call",     "ring",      "mobile",  "cell",
                              "line",  "hotline",   "dial",      "number",   "on",        "ph",      "whatsapp",
                              "text",  "тел",       "телефон",   "телефону", "моб",       "звоните", "номеру",
                              "номер", "позвоните", "whatsapp",  "ext",      "extension", "доб",     "добавочный"};
    return kWords.contains(word);
}

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

/// Tells from signs alone; "12.11" and "12/11" need a word before that dates follow.
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

/// «16.30», which needs a word before that times follow, and is no date.
bool is_dotted_clock(std::string_view form) {
    const auto numbers = numbers_between(form, '.');
    return numbers.size() == 2 && form.size() >= 4 && form[form.size() - 3] == '.' && numbers[0] < 24 &&
           numbers[1] < 60;
}

class Marker {
  public:
    Marker(Passage& passage, bool signature) : passage_(passage), tokens_(passage.tokens), signature_(signature) {}

    void mark_all() {
        collect_greeted();
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            switch (tokens_[i].kind) {
                case TokenKind::number:
                    number(i);
                    break;
                case TokenKind::word:
                    word(i);
                    break;
                case TokenKind::quotation:
                    mark(i, Primitive::quotation, 1);
                    break;
                case TokenKind::mark:
                    if (tokens_[i].form == "(" && i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::number) {
                        phone(i);
                    }
                    break;
                case TokenKind::end:
                    break;
            }
        }
        for (std::size_t s = 0; s < passage_.sentences(); ++s) {
            const std::size_t first = passage_.first_tokens[s];
            const std::size_t end = passage_.end_of(s);
            const bool quoted = std::all_of(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                                            tokens_.begin() + static_cast<std::ptrdiff_t>(end) - 1,
                                            [](const Token& token) { return token.kind != TokenKind::word; });
            if (tokens_[end - 1].form == "?" && !quoted) {
                mark(first, Primitive::question, end - first);
            }
        }
    }

    /// "… Have a nice evening! Toby": a last sentence of capital words alone is a signature without a line of its own.
    void mark_sign_off() {
        if (passage_.sentences() < 2) {
            return;
        }
        static const Words kFormulas{"cheers", "thanks", "best",      "regards",   "kind", "warm",   "ciao",
                                     "yours",  "love",   "bye",       "sincerely", "all",  "the",    "many",
                                     "wishes", "с",      "уважением", "ваш",       "ваша", "спасибо"};
        constexpr std::size_t kMostWords = 3;
        std::size_t first = passage_.first_tokens.back();
        while (first + 1 < tokens_.size() &&
               (kFormulas.contains(form(first)) || tokens_[first].kind == TokenKind::mark)) {
            ++first;
        }
        std::size_t end = first;
        while (end < tokens_.size() && tokens_[end].kind == TokenKind::word && tokens_[end].capital &&
               !is_office_word(form(end)) && !is_calendar_word(form(end))) {
            ++end;
        }
        const bool alone = end + 1 == tokens_.size();
        const bool then_contact =
            end < tokens_.size() && tokens_[end].kind == TokenKind::mark && tokens_[end].form == ",";
        if (end > first && end - first <= kMostWords && (alone || then_contact) && !greeted_.contains(form(first))) {
            mark(first, Primitive::name, end - first);
        }
    }

  private:
    void mark(std::size_t at, Primitive what, std::size_t length) {
        tokens_[at].marks.push_back({what, static_cast<std::uint32_t>(length)});
    }

    [[nodiscard]] std::string_view form(std::size_t at) const {
        return at < tokens_.size() && tokens_[at].kind != TokenKind::end ? std::string_view(tokens_[at].form)
                                                                         : std::string_view();
    }
    [[nodiscard]] bool is_first(std::size_t at) const {
        std::size_t first = passage_.first_tokens[passage_.sentence_of[at]];
        while (first < at && tokens_[first].kind == TokenKind::mark) {
            ++first;
        }
        return first == at;
    }

    void number(std::size_t i) {
        mark(i, Primitive::number, 1);
        constexpr std::array<std::string_view, 20> kBeforeDates{
            "on", "by", "until", "till", "before", "from", "of",    "since", "dated",   "to",
            "до", "к",  "с",     "на",   "по",     "от",   "after", "после", "позднее", "between"};
        const std::string_view before = i > 0 ? form(i - 1) : "";
        const bool after_date_word = std::ranges::find(kBeforeDates, before) != kBeforeDates.end();
        const bool before_clock = after_date_word || before == "at" || before == "в" || before == "около";
        if (is_date(tokens_[i].form, after_date_word)) {
            mark(i, Primitive::date, 1);
        }
        if (is_clock(tokens_[i].form) || (before_clock && is_dotted_clock(tokens_[i].form))) {
            mark(i, Primitive::clock, 1);
        }
        std::size_t next = i + 1;
        if (is_scale(form(next))) {
            next += form(next + 1) == "." ? 2 : 1;
        }
        if (is_currency(form(next))) {
            mark(i, Primitive::money, next + 1 - i);
        } else if (is_percent(form(next))) {
            mark(i, Primitive::percent, next + 1 - i);
        } else if (form(next) == "-" && is_percent(form(next + 1))) {
            mark(i, Primitive::percent, next + 2 - i);
        }
        phone(i);
    }

    void phone(std::size_t i) {
        std::size_t digits = 0;
        std::size_t groups = 0;
        std::size_t at = i;
        for (; at < tokens_.size(); ++at) {
            const Token& token = tokens_[at];
            if (token.kind == TokenKind::number) {
                if (token.form.find_first_of(".,:/") != std::string::npos) {
                    break;
                }
                digits += static_cast<std::size_t>(
                    std::ranges::count_if(token.form, [](char c) { return c >= '0' && c <= '9'; }));
                groups += 1 + static_cast<std::size_t>(std::ranges::count(token.form, '-'));
            } else if (token.form != "(" && token.form != ")" && token.form != "-" && token.form != "–") {
                break;
            }
        }
        while (at > i && tokens_[at - 1].kind != TokenKind::number) {
            --at;
        }
        const std::string_view first = form(i);
        bool announced = signature_;
        for (std::size_t back = 1; back <= 4 && back <= i; ++back) {
            announced = announced || announces_phone(form(i - back));
        }
        const bool international = first.starts_with('+');
        constexpr std::size_t kRussianDigits = 11;
        const bool usual =
            international || first.starts_with('0') || first == "(" ||
            ((first.starts_with('8') || first.starts_with('7')) && digits == kRussianDigits && groups > 1);
        if (digits <= 15 && ((usual && digits >= 7 && (groups > 1 || international || announced)) ||
                             (announced && digits >= 5 && (digits >= 7 || groups > 1)))) {
            mark(i, Primitive::phone, at - i);
        }
    }

    void word(std::size_t i) {
        if (is_currency(form(i)) && i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::number) {
            mark(i, Primitive::money, 2);
        }
        if (!tokens_[i].addressee) {
            name(i);
            capital(i);
        }
    }

    [[nodiscard]] bool capital_word(std::size_t at) const {
        return at < tokens_.size() && tokens_[at].kind == TokenKind::word && tokens_[at].capital &&
               tokens_[at].end - tokens_[at].start > 1 && !is_calendar_word(tokens_[at].form) &&
               !is_polite_you(tokens_[at].form);
    }

    void capital(std::size_t i) {
        if (!capital_word(i) || (is_first(i) && !signature_)) {
            return;
        }
        std::size_t end = i + 1;
        while (capital_word(end)) {
            ++end;
        }
        mark(i, Primitive::capital, end - i);
    }

    /// How far a name goes on that begins before `at`.
    [[nodiscard]] std::size_t end_of_name(std::size_t at) const {
        while (capital_word(at) && !is_office_word(form(at))) {
            ++at;
        }
        return at;
    }

    void name(std::size_t i) {
        const std::string_view word = form(i);
        const bool greeted = greeted_.contains(word);
        if (is_title(word) && tokens_[i].capital && capital_word(i + 1)) {
            if (!greeted_.contains(form(i + 1))) {
                mark(i, Primitive::name, end_of_name(i + 1) - i);
            }
            return;
        }
        if (greeted) {
            return;
        }
        const bool one_letter = tokens_[i].end - tokens_[i].start == 1 && tokens_[i].capital;
        if (one_letter && word != "i" && word != "a" && word != "я" && word != "в" && word != "с" && word != "к" &&
            capital_word(i + 1) && !is_office_word(form(i + 1)) &&
            (signature_ || tokens_[i + 1].start - tokens_[i].end == 2)) {
            mark(i, Primitive::name, end_of_name(i + 1) - i);  // "H. Lindqvist": the full stop is not kept
            return;
        }
        if (!capital_word(i)) {
            return;
        }
        const bool given =
            is_given_name(word) || has_name_ending(word) || (!is_first(i) && is_declined_given_name(word));
        const bool doubtful = is_doubtful_name(word) && (!is_first(i) || signature_ || capital_word(i + 1));
        if ((given && !ambiguous_at_start(i)) || doubtful || (signature_ && names_signer(i)) || is_full_name(i) ||
            signs_letter(i)) {
            mark(i, Primitive::name, end_of_name(i + 1) - i);
        }
    }

    /// «Анфиса Зуева», «Чернов П. П.»: two capital letters side by side, one of them of a surname.
    [[nodiscard]] bool is_full_name(std::size_t i) const {
        if (i + 1 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::word || !tokens_[i + 1].capital ||
            is_office_word(form(i)) || is_polite_you(form(i + 1)) || (i > 0 && is_place_word(form(i - 1)))) {
            return false;
        }
        const bool initial = tokens_[i + 1].end - tokens_[i + 1].start == 1;
        return initial ? has_surname_ending(form(i)) && tokens_[i + 1].start - tokens_[i].end == 1
                       : has_surname_ending(form(i + 1)) && !is_office_word(form(i + 1));
    }

    /// A last sentence of names only: «Позвоню сегодня в 14:40. Гульзат».
    [[nodiscard]] bool signs_letter(std::size_t i) const {
        constexpr std::size_t kMostWords = 4;
        if (signature_ || !is_first(i) || passage_.sentence_of[i] + 1 < passage_.sentences() ||
            passage_.sentence_of[i] == 0) {
            return false;
        }
        std::size_t words = 0;
        for (std::size_t at = i; at < tokens_.size() && tokens_[at].kind != TokenKind::end; ++at) {
            if (tokens_[at].kind == TokenKind::mark && tokens_[at].form == ",") {
                return words > 0 && words <= kMostWords;  // «Зиновий, склад»
            }
            if (!capital_word(at) || is_office_word(form(at))) {
                return false;
            }
            ++words;
        }
        return words > 0 && words <= kMostWords;
    }

    [[nodiscard]] bool ambiguous_at_start(std::size_t i) const {
        return is_first(i) && is_doubtful_name(form(i)) && !signature_;
    }

    /// A piece of the signature between marks whose words all have capital letters and none of which is an office's.
    [[nodiscard]] bool names_signer(std::size_t i) const {
        std::size_t first = i;
        while (first > 0 && tokens_[first - 1].kind == TokenKind::word) {
            --first;
        }
        std::size_t words = 0;
        std::size_t capitals = 0;
        for (std::size_t at = first; at < tokens_.size() && tokens_[at].kind == TokenKind::word; ++at) {
            if (is_office_word(form(at)) || !tokens_[at].marks.empty()) {
                return false;
            }
            ++words;
            capitals += tokens_[at].capital ? 1 : 0;
        }
        static const Words kNobody{"kind",  "best",      "warm",     "yours",   "with",   "regards",   "many", "thanks",
                                   "thank", "sincerely", "warmest",  "kindest", "cheers", "cordially", "with", "с",
                                   "ваш",   "ваша",      "искренне", "your",    "the",    "our",       "ps"};
        return words <= 4 && capitals == words && !kNobody.contains(form(first));
    }

    /// A name by which the buyer is greeted is nobody to turn to.
    void collect_greeted() {
        for (const Token& token : tokens_) {
            if (token.addressee && token.capital && token.kind == TokenKind::word && !is_title(token.form)) {
                greeted_.insert(token.form);
            }
        }
    }

    Passage& passage_;
    std::vector<Token>& tokens_;
    bool signature_;
    std::unordered_set<std::string_view> greeted_;
};

}  // namespace

void mark_primitives(Passage& passage, bool signature) {
    Marker(passage, signature).mark_all();
}

}  // namespace shipwitness::claims::replies
