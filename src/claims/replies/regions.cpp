#include "claims/replies/regions.h"

#include <algorithm>
#include <array>
#include <optional>

#include "claims/replies/characters.h"
#include "claims/replies/lines.h"
#include "claims/replies/names.h"

namespace shipwitness::claims::replies {
namespace {

using Lines = std::vector<TextLine>;

void fill(std::vector<Part>& parts, std::size_t start, std::size_t end, Part part) {
    std::fill(parts.begin() + static_cast<std::ptrdiff_t>(start), parts.begin() + static_cast<std::ptrdiff_t>(end),
              part);
}

// --- lines of others -------------------------------------------------------------------------------------------

bool is_cited(const TextLine& line) {
    return !line.blank && (line.plain.front() == '>' || line.plain.starts_with("|>"));
}

template <std::size_t size>
bool starts_with_any(std::string_view text, const std::array<std::string_view, size>& starts) {
    return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}

/// "On 3 November Anna Reed wrote:", «3 ноября Анна Рид писала:». Not "I wrote:", which is the writer's.
bool introduces_quotation(const TextLine& line) {
    constexpr std::array<std::string_view, 12> kWords{"wrote", "writes", "says",    "said",     "пишет",    "пишете",
                                                      "писал", "писала", "написал", "написала", "написали", "писали"};
    if (line.blank || !line.plain.ends_with(':')) {
        return false;
    }
    std::string_view plain = line.plain;
    constexpr std::string_view kEitherSex = "(а):";
    const auto words =
        words_of(plain.ends_with(kEitherSex) ? plain.substr(0, plain.size() - kEitherSex.size()) : plain);
    if (words.empty() || std::ranges::find(kWords, words.back()) == kWords.end()) {
        return false;
    }
    return std::ranges::none_of(
        words, [](const std::string& word) { return word == "i" || word == "we" || word == "я" || word == "мы"; });
}

bool starts_forwarded_letter(const Lines& lines, std::size_t at) {
    constexpr std::array<std::string_view, 6> kRules{"-----original",   "----- original", "---------- forwarded",
                                                     "begin forwarded", "-----исходное",  "-------- пересл"};
    const std::string& plain = lines[at].plain;
    if (starts_with_any(plain, kRules)) {
        return true;
    }
    constexpr std::array<std::string_view, 2> kFrom{"from: ", "от: "};
    constexpr std::array<std::string_view, 6> kMore{"sent: ", "to: ", "date: ", "отправлено: ", "кому: ", "дата: "};
    return starts_with_any(plain, kFrom) && at + 1 < lines.size() && starts_with_any(lines[at + 1].plain, kMore);
}

std::size_t end_of_paragraph(const Lines& lines, std::size_t at) {
    while (at < lines.size() && !lines[at].blank) {
        ++at;
    }
    return at;
}

/// Where the words end that line `at` introduces: at the last ">" line of their block, at the end of the text when the
/// writer has signed before, and otherwise with the paragraph.
std::size_t end_of_quotation(const Lines& lines, std::size_t at, bool signed_before) {
    std::size_t next = at + 1;
    while (next < lines.size() && lines[next].blank) {
        ++next;
    }
    if (next == lines.size() || is_cited(lines[next])) {
        return at + 1;
    }
    return signed_before ? lines.size() : end_of_paragraph(lines, next);
}

// --- signature -------------------------------------------------------------------------------------------------

enum class Formula { none, sure, doubtful };

/// The closing formulas with which a line begins. Those that are words of sentences too ("thanks") are doubtful: they
/// must be all of the line or be followed by a comma.
Formula closing_formula(const TextLine& line) {
    constexpr std::array<std::string_view, 34> kSure{"kind regards",
                                                     "best regards",
                                                     "warm regards",
                                                     "warmest regards",
                                                     "with kind regards",
                                                     "kindest regards",
                                                     "with best regards",
                                                     "with warm regards",
                                                     "many regards",
                                                     "friendly regards",
                                                     "with friendly greetings",
                                                     "kind greetings",
                                                     "best wishes",
                                                     "warm wishes",
                                                     "with best wishes",
                                                     "yours sincerely",
                                                     "yours faithfully",
                                                     "yours truly",
                                                     "sincerely yours",
                                                     "very truly yours",
                                                     "with sincere regards",
                                                     "with regards",
                                                     "sincere regards",
                                                     "respectfully yours",
                                                     "с уважением",
                                                     "с наилучшими пожеланиями",
                                                     "с наилучшими",
                                                     "с теплом",
                                                     "искренне ваш",
                                                     "с искренним уважением",
                                                     "с добрыми пожеланиями",
                                                     "с почтением",
                                                     "всегда ваш",
                                                     "с заботой о вас"};
    constexpr std::array<std::string_view, 19> kDoubtful{
        "regards",   "best",      "yours",          "sincerely",    "cheers",     "thanks", "many thanks",
        "thank you", "cordially", "all the best",   "respectfully", "faithfully", "warmly", "rgds",
        "br",        "take care", "with apologies", "ваш",          "ваша"};
    constexpr std::size_t kMostWords = 16;
    if (line.blank) {
        return Formula::none;
    }
    if (starts_with_any(line.plain, kSure)) {
        return words_of(line.plain).size() <= kMostWords ? Formula::sure : Formula::none;
    }
    const bool doubtful = std::ranges::any_of(kDoubtful, [&](std::string_view word) {
        if (!line.plain.starts_with(word)) {
            return false;
        }
        const std::string_view rest = std::string_view(line.plain).substr(word.size());
        return rest.empty() || ((rest.front() == ',' || rest.front() == '!') && words_of(rest).size() <= 6) ||
               rest == ".";
    });
    return doubtful ? Formula::doubtful : Formula::none;
}

/// Whether line `at` closes the letter: what follows it must be short enough for a signature.
bool closes_letter(const Lines& lines, const std::vector<Part>& parts, std::size_t at) {
    const Formula formula = closing_formula(lines[at]);
    if (formula == Formula::none) {
        return false;
    }
    const std::size_t most_lines = formula == Formula::sure ? 14 : 5;
    std::size_t following = 0;
    for (std::size_t i = at + 1; i < lines.size(); ++i) {
        if (lines[i].blank) {
            continue;
        }
        if (parts[lines[i].start] == Part::quoted || lines[i].plain.starts_with("p.s") ||
            lines[i].plain.starts_with("ps")) {
            break;
        }
        const bool sentence = std::string_view(".!?").find(lines[i].plain.back()) != std::string_view::npos &&
                              words_of(lines[i].plain).size() > 4;
        if (++following > most_lines || (formula == Formula::doubtful && sentence)) {
            return false;
        }
    }
    return true;
}

bool is_separator(const TextLine& line) {
    return line.plain == "--" || line.plain == "—" || line.plain == "---";
}

/// A line without a sentence, of words that all have capital letters (a person, a firm), an office or a contact.
bool looks_like_signature(std::u32string_view text, const TextLine& line) {
    constexpr std::size_t kMostWords = 9;
    const auto words = words_of(line.plain);
    if (line.blank || words.empty() || words.size() > kMostWords ||
        std::string_view(".!?:;").find(line.plain.back()) != std::string_view::npos) {
        return false;
    }
    bool digits = false;
    bool all_capital = true;
    bool at_word = false;
    std::size_t capitals = 0;
    for (std::size_t at = line.start; at < line.end; ++at) {
        const bool letter = is_letter(text[at]);
        digits = digits || is_digit(text[at]);
        if (letter && !at_word) {
            is_capital(text[at]) ? static_cast<void>(++capitals) : static_cast<void>(all_capital = false);
        }
        at_word = letter || is_apostrophe(text[at]) || (at_word && is_unseen(text[at]));
    }
    const bool named = is_given_name(words.front()) || is_doubtful_name(words.front()) || is_title(words.front()) ||
                       is_office_word(words.front()) || is_office_word(words.back());
    const bool contact = line.plain.find('@') != std::string::npos ||
                         (digits && (line.plain.starts_with('+') || line.plain.starts_with("tel") ||
                                     line.plain.starts_with("тел") || line.plain.starts_with("phone")));
    return contact || (capitals > 0 && all_capital && !digits && words.size() <= 5) || (named && capitals > 0);
}

/// The first line of the signature; lines.size() when there is none.
std::size_t find_signature(std::u32string_view text, const Lines& lines, const std::vector<Part>& parts) {
    const auto mine = [&](std::size_t i) {
        return lines[i].start < parts.size() && parts[lines[i].start] == Part::body;
    };
    std::size_t content = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].blank || !mine(i)) {
            continue;
        }
        if (content > 0 && (is_separator(lines[i]) || closes_letter(lines, parts, i))) {
            return i;
        }
        ++content;
    }
    std::size_t first = lines.size();
    for (std::size_t i = lines.size(); i-- > 0;) {
        if (!mine(i) && !lines[i].blank) {
            first = first == lines.size() ? first : i + 1;
            continue;
        }
        if (lines[i].blank) {
            continue;
        }
        if (!looks_like_signature(text, lines[i]) || content <= 1) {
            break;
        }
        --content;
        first = i;
    }
    return first;
}

/// The signature ends where others' words or a postscript begin.
std::size_t end_of_signature(const Lines& lines, const std::vector<Part>& parts, std::size_t first) {
    std::size_t at = first;
    for (; at < lines.size(); ++at) {
        const std::string& plain = lines[at].plain;
        if (at > first && (plain.starts_with("p.s") || plain.starts_with("ps:") || plain.starts_with("ps ") ||
                           plain.starts_with("p. s") || plain.starts_with("п.с") || plain.starts_with("з.ы"))) {
            break;
        }
        if (!lines[at].blank && parts[lines[at].start] == Part::quoted) {
            break;
        }
    }
    return at;
}

// --- quotation marks -------------------------------------------------------------------------------------------

struct QuoteSigns {
    char32_t open;
    std::u32string_view close;
};

std::optional<QuoteSigns> opening(std::u32string_view text, std::size_t at) {
    const bool after_gap = at == 0 || (!is_letter(text[at - 1]) && !is_digit(text[at - 1]));
    switch (text[at]) {
        case U'«':
            return QuoteSigns{text[at], U"»"};
        case U'“':
            return QuoteSigns{text[at], U"”“\""};
        case U'„':
            return QuoteSigns{text[at], U"“”\""};
        case U'"':
            return after_gap ? std::optional(QuoteSigns{text[at], U"\"”"}) : std::nullopt;
        case U'‘':
            return after_gap ? std::optional(QuoteSigns{text[at], U"’"}) : std::nullopt;
        case U'\'':
            return after_gap ? std::optional(QuoteSigns{text[at], U"'"}) : std::nullopt;
        default:
            return std::nullopt;
    }
}

/// The closing sign's place, in the same paragraph; npos when there is none. An apostrophe within a word closes
/// nothing.
std::size_t closing(std::u32string_view text, std::size_t at, std::u32string_view signs) {
    constexpr std::size_t kLongest = 3'000;
    bool line_break = false;
    for (std::size_t i = at + 1; i < text.size() && i - at < kLongest; ++i) {
        if (text[i] == U'\n') {
            if (line_break) {
                return std::u32string_view::npos;
            }
            line_break = true;
        } else if (!is_blank(text[i]) && text[i] != U'\r') {
            line_break = false;
        }
        if (signs.find(text[i]) != std::u32string_view::npos) {
            const bool inside = is_apostrophe(text[i]) && i + 1 < text.size() && is_letter(text[i + 1]);
            if (!inside) {
                return i;
            }
        }
    }
    return std::u32string_view::npos;
}

/// A word alone in quotation marks is the writer's own (a name of goods, or irony).
void mark_quotations(std::u32string_view text, std::vector<Part>& parts) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (parts[at] != Part::body) {
            continue;
        }
        const auto signs = opening(text, at);
        if (!signs) {
            continue;
        }
        const std::size_t end = closing(text, at, signs->close);
        if (end == std::u32string_view::npos || parts[end] != Part::body) {
            continue;
        }
        if (words_of(plain_form(text.substr(at + 1, end - at - 1))).size() > 1) {
            fill(parts, at, end + 1, Part::quotation);
        }
        at = end;
    }
}

void mark_others_lines(const Lines& lines, std::vector<Part>& parts) {
    bool closed = false;
    for (std::size_t i = 0; i < lines.size();) {
        std::size_t end = i;
        if (starts_forwarded_letter(lines, i)) {
            end = lines.size();
        } else if (is_cited(lines[i])) {
            end = i + 1;
        } else if (introduces_quotation(lines[i])) {
            end = end_of_quotation(lines, i, closed);
        }
        if (end > i) {
            fill(parts, lines[i].start, lines[end - 1].end, Part::quoted);
            i = end;
            continue;
        }
        closed = closed || closing_formula(lines[i]) != Formula::none || is_separator(lines[i]);
        ++i;
    }
}

}  // namespace

std::vector<Part> regions_of(std::u32string_view text) {
    std::vector<Part> parts(text.size(), Part::body);
    const Lines lines = lines_of(text);
    mark_others_lines(lines, parts);
    const std::size_t first = find_signature(text, lines, parts);
    if (first < lines.size()) {
        const std::size_t end = end_of_signature(lines, parts, first);
        for (std::size_t i = first; i < end; ++i) {
            fill(parts, lines[i].start, lines[i].end, Part::signature);
        }
    }
    mark_quotations(text, parts);
    return parts;
}

}  // namespace shipwitness::claims::replies
