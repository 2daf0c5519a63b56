#include "claims/replies/word_kinds.h"

#include <unordered_set>

namespace shipwitness::claims::replies {
namespace {

using Words = std::unordered_set<std::string_view>;

}  // namespace

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

}  // namespace shipwitness::claims::replies
