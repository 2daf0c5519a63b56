#include "rules/wording.h"

#include <utility>

namespace shipwitness::rules {
namespace {

std::string listed(const std::vector<int>& rows, Language language) {
    const std::string last = language == Language::russian ? " и " : " and ";
    std::string text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += (i == 0 ? "" : (i + 1 == rows.size() ? last : ", ")) + std::to_string(rows[i]);
    }
    return text;
}

std::string aspect_text(const Aspect& aspect, Language language) {
    const bool russian = language == Language::russian;
    const table::Atom& atom = *aspect.atom;
    if (atom.other) {
        return aspect.heading + (russian ? " — любое другое значение" : " is any other value");
    }
    if (atom.single) {
        return aspect.heading + (russian ? " — " : " is ") + to_plain(atom.example);
    }
    if (atom.above.is_null() && atom.below.is_null()) {
        return aspect.heading + (russian ? " — любое значение" : " is any value");
    }
    if (atom.above.is_null()) {
        return aspect.heading + (russian ? " меньше " : " is below ") + to_plain(atom.below);
    }
    if (atom.below.is_null()) {
        return aspect.heading + (russian ? " больше " : " is above ") + to_plain(atom.above);
    }
    return aspect.heading + (russian ? " между " : " is between ") + to_plain(atom.above) +
           (russian ? " и " : " and ") + to_plain(atom.below);
}

std::string case_text(const std::vector<Aspect>& at, Language language) {
    std::string text;
    for (const Aspect& aspect : at) {
        // A column in which nothing is told apart says nothing about the case.
        const bool whole = aspect.atom->other && aspect.atom->example.is_null();
        if (!whole) {
            text += (text.empty() ? "" : ", ") + aspect_text(aspect, language);
        }
    }
    return text;
}

std::string outcome_text(Outcome outcome, Language language) {
    const bool russian = language == Language::russian;
    switch (outcome) {
        case Outcome::decided:
            return russian ? "решено" : "decided";
        case Outcome::inquiry:
            return russian ? "нужен вопрос человеку" : "inquiry";
        case Outcome::open:
            return russian ? "открыто" : "open";
    }
    return "";
}

std::string course_text(const Course& course, Language language) {
    const bool russian = language == Language::russian;
    std::string text = outcome_text(course.outcome, language);
    for (const auto& [name, value] : course.outputs) {
        text += ", " + name + " = " + to_plain(value);
    }
    if (!course.rows.empty()) {
        text += (russian ? ", строки " : ", rows ") + listed(course.rows, language);
    }
    if (!course.asks.empty()) {
        text += (russian ? ", вопрос о " : ", asks for ") + course.asks;
    }
    return text;
}

}  // namespace

std::string gap_text(const std::vector<Aspect>& at, Language language) {
    const bool russian = language == Language::russian;
    const std::string when = case_text(at, language);
    if (when.empty()) {
        return russian ? "Ни одна строка не подходит ни в каком случае." : "No row applies in any case.";
    }
    return (russian ? "Ни одна строка не подходит: " : "No row applies when ") + when + ".";
}

std::string overlap_text(const std::vector<int>& rows, const std::vector<Aspect>& at, Language language) {
    const bool russian = language == Language::russian;
    const std::string when = case_text(at, language);
    if (when.empty()) {
        return russian ? "Всегда подходят сразу строки " + listed(rows, language) + "."
                       : "Rows " + listed(rows, language) + " apply at once in every case.";
    }
    return russian ? "Подходят сразу строки " + listed(rows, language) + ": " + when + "."
                   : "Rows " + listed(rows, language) + " apply at once when " + when + ".";
}

std::string unreachable_text(int row, const std::vector<int>& by, Language language) {
    const std::string number = std::to_string(row);
    if (by.empty()) {
        return language == Language::russian
                   ? "Строка " + number + " никогда не подходит: её условия не выполняются ни при каких значениях."
                   : "Row " + number + " never applies: no allowed values meet its conditions.";
    }
    const std::string others = listed(by, language);
    if (language == Language::russian) {
        return "Строка " + number + " ничего не решает: всегда раньше срабатывает " +
               (by.size() == 1 ? "строка " : "одна из строк ") + others + ".";
    }
    return "Row " + number + " never decides: " + (by.size() == 1 ? "row " : "one of rows ") + others +
           " always comes before it.";
}

std::string example_text(const Course& expected, const Course& real, Language language) {
    return language == Language::russian
               ? "ожидалось: " + course_text(expected, language) + "; вышло: " + course_text(real, language)
               : "expected " + course_text(expected, language) + "; came " + course_text(real, language);
}

std::string no_logic_text(Language language) {
    return language == Language::russian ? "у решения нет логики: по этому файлу его принять нельзя"
                                         : "the decision has no logic: nothing in the file can decide it";
}

std::string unsplit_text(Language language) {
    return language == Language::russian
               ? "Ячейки этого столбца зависят не только от его собственного значения, или у него нет списка "
                 "допустимых значений: пробелы и пересечения в таблице проверить нельзя."
               : "Cells of this column rest on more than its own value, or it has no list of allowed values: gaps and "
                 "overlaps of the table cannot be checked.";
}

std::string too_entangled_text(Language language) {
    return language == Language::russian
               ? "Строки так переплетены, что проверить все сочетания не удалось; разделите таблицу на две."
               : "The rows are so entangled that not every combination could be checked; split the table in two.";
}

}  // namespace shipwitness::rules
