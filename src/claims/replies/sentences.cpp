#include "claims/replies/sentences.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace shipwitness::claims::replies {
namespace {

using Words = std::unordered_set<std::string_view>;

/// A full stop after these never ends a sentence.
bool is_always_abbreviated(std::string_view word) {
    static const Words kWords{"mr",   "mrs", "ms",  "dr",  "prof", "st",    "approx", "vs",  "messrs", "e",    "г-н",
                              "г-жа", "ул",  "им",  "тов", "пр",   "просп", "пер",    "обл", "см",     "напр", "тел",
                              "доц",  "тыс", "млн", "т",   "наб",  "пл",    "корп",   "стр", "ш",      "пос",  "б"};
    return kWords.contains(word);
}

/// A full stop after these does not end a sentence when a number (or "№", "No") follows.
bool is_abbreviated_before_number(std::string_view word) {
    static const Words kWords{"no",  "nos", "art", "fig", "p",    "pp",  "vol", "tel", "ext", "sec", "para",
                              "cl",  "reg", "ст",  "п",   "пп",   "ч",   "д",   "кв",  "оф",  "рис", "арт",
                              "доб", "моб", "эт",  "под", "item", "ref", "inv", "nr",  "ord", "ab"};
    return kWords.contains(word);
}

/// A full stop after these ends a sentence only when a capital letter follows.
bool is_sometimes_abbreviated(std::string_view word) {
    static const Words kWords{"pm",   "am",  "m",    "etc", "inc",  "ltd", "co",   "jan",  "feb",  "mar", "apr",
                              "jun",  "jul", "aug",  "sep", "sept", "oct", "nov",  "dec",  "mon",  "tue", "wed",
                              "thu",  "fri", "sat",  "sun", "pcs",  "qty", "incl", "excl", "dept", "min", "max",
                              "g",    "eg",  "ie",   "i",   "руб",  "коп", "шт",   "г",    "гг",   "д",   "п",
                              "др",   "пр",  "час",  "мин", "кг",   "уп",  "янв",  "фев",  "мар",  "апр", "авг",
                              "сент", "окт", "нояб", "дек", "пн",   "вт",  "ср",   "чт",   "пт",   "к",   "н"};
    return kWords.contains(word);
}

bool is_greeting(std::string_view word) {
    static const Words kWords{"dear",         "hello",      "hi",          "hey",       "greetings",
                              "здравствуйте", "здравствуй", "уважаемый",   "уважаемая", "уважаемые",
                              "дорогой",      "дорогая",    "приветствую", "привет"};
    return kWords.contains(word);
}

bool is_day_part(std::string_view word) {
    static const Words kWords{"morning", "afternoon", "evening", "day",     "день",
                              "утро",    "вечер",     "дня",     "времени", "суток"};
    return kWords.contains(word);
}

bool is_good(std::string_view word) {
    return word == "good" || word == "добрый" || word == "доброе" || word == "доброго";
}

/// Cuts on the way through raw tokens.
class Cutter {
  public:
    explicit Cutter(std::vector<RawToken> raw) : raw_(std::move(raw)) {}

    Passage cut() {
        for (std::size_t i = 0; i < raw_.size(); ++i) {
            if (open_ && begins_line_of_its_own(i)) {
                finish(".");
            }
            if (is_stop(i)) {
                i = stop_at(i);
                continue;
            }
            push(std::move(raw_[i].token));
        }
        if (open_) {
            finish(".");
        }
        return std::move(passage_);
    }

  private:
    [[nodiscard]] const Token* next(std::size_t i) const { return i + 1 < raw_.size() ? &raw_[i + 1].token : nullptr; }

    void push(Token token) {
        if (!open_) {
            passage_.first_tokens.push_back(static_cast<std::uint32_t>(passage_.tokens.size()));
            open_ = true;
        }
        passage_.sentence_of.push_back(static_cast<std::uint32_t>(passage_.first_tokens.size() - 1));
        passage_.tokens.push_back(std::move(token));
    }

    void finish(std::string sign) {
        Token end;
        end.kind = TokenKind::end;
        end.start = end.end = passage_.tokens.back().end;
        end.form = std::move(sign);
        push(std::move(end));
        open_ = false;
    }

    /// Whether token `i` opens a new sentence by its place in the lines alone.
    [[nodiscard]] bool begins_line_of_its_own(std::size_t i) const {
        const RawToken& raw = raw_[i];
        if (raw.part == Part::quoted || (i > 0 && raw_[i - 1].part == Part::quoted)) {
            return true;
        }
        if (!raw.line_before) {
            return false;
        }
        if (raw.empty_line_before || raw.bullet) {
            return true;
        }
        const bool capital = raw.token.capital || raw.token.kind == TokenKind::number;
        if (greets()) {
            return true;
        }
        return raw.short_line_before && capital;
    }

    /// Whether the sentence so far is a greeting on a line of its own.
    [[nodiscard]] bool greets() const {
        const auto& tokens = passage_.tokens;
        const std::size_t first = passage_.first_tokens.back();
        constexpr std::size_t kLongest = 9;
        if (tokens.size() - first > kLongest) {
            return false;
        }
        for (std::size_t i = first; i < tokens.size(); ++i) {
            if (is_greeting(tokens[i].form) ||
                (is_good(tokens[i].form) && i + 1 < tokens.size() && is_day_part(tokens[i + 1].form))) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool is_stop(std::size_t i) const {
        const Token& token = raw_[i].token;
        return token.kind == TokenKind::mark && (token.form == "." || token.form == "!" || token.form == "?");
    }

    /// Handles the run of stops that begins at `i`; returns its last token.
    std::size_t stop_at(std::size_t i) {
        std::size_t last = i;
        std::string sign = raw_[i].token.form;
        while (last + 1 < raw_.size() && is_stop(last + 1) && !raw_[last + 1].blank_before) {
            ++last;
            sign = sign == "?" || raw_[last].token.form == "?" ? "?" : raw_[last].token.form == "!" ? "!" : sign;
        }
        if (open_ && ends_sentence(i, last, sign)) {
            finish(sign);
        }
        return last;
    }

    [[nodiscard]] bool ends_sentence(std::size_t first, std::size_t last, const std::string& sign) const {
        const Token* following = next(last);
        if (following == nullptr) {
            return true;
        }
        const bool gap = raw_[last + 1].blank_before;
        const bool closes = following->kind == TokenKind::mark && !gap;  // a bracket or comma right behind
        if (sign != ".") {
            return !closes;
        }
        const Token& before = passage_.tokens.back();
        if (last > first) {  // three dots
            return following->capital || raw_[last + 1].line_before;
        }
        if (!gap) {
            return !closes && following->kind == TokenKind::word && following->capital &&
                   before.kind == TokenKind::word && !before.capital && before.form.size() > 2;
        }
        return !abbreviated(before, *following, raw_[last + 1].empty_line_before);
    }

    [[nodiscard]] static bool abbreviated(const Token& before, const Token& following, bool empty_line) {
        if (empty_line) {
            return false;
        }
        const bool number = following.kind == TokenKind::number;
        if (before.kind == TokenKind::number) {
            return false;
        }
        const bool letter = before.end - before.start == 1;
        const bool numbered = number || following.form == "№" || following.form == "no" || following.form == "ст";
        return is_always_abbreviated(before.form) || (letter && before.capital) ||
               (is_abbreviated_before_number(before.form) && numbered) ||
               ((letter || is_sometimes_abbreviated(before.form)) && !following.capital);
    }

    std::vector<RawToken> raw_;
    Passage passage_;
    bool open_ = false;
};

/// «Саша, мне очень жаль», «Олег Игнатьевич, понимаю»: a letter that begins with nothing but the buyer's name. Returns
/// the name's end, or `first` when there is none.
std::size_t end_of_opening_name(const std::vector<Token>& tokens, std::size_t first, std::size_t end) {
    constexpr std::size_t kMostWords = 4;
    std::size_t at = first;
    while (at < end && tokens[at].kind == TokenKind::word && tokens[at].capital) {
        ++at;
    }
    const bool closed = at < end && (tokens[at].form == "," || tokens[at].kind == TokenKind::end);
    return closed && at - first <= kMostWords ? at : first;
}

}  // namespace

Passage passage_of(std::vector<RawToken> tokens) {
    return Cutter(std::move(tokens)).cut();
}

void mark_addressee(Passage& passage) {
    constexpr std::size_t kMostSentences = 3;
    for (std::size_t s = 0; s < std::min(passage.sentences(), kMostSentences); ++s) {
        const std::size_t first = passage.first_tokens[s];
        const std::size_t end = passage.end_of(s);
        std::size_t greeting = end;
        for (std::size_t i = first; i < std::min(end, first + 5) && greeting == end; ++i) {
            const auto& tokens = passage.tokens;
            const bool good = is_good(tokens[i].form) && i + 1 < end && is_day_part(tokens[i + 1].form);
            greeting = is_greeting(tokens[i].form) || good ? i : end;
        }
        if (greeting == end) {
            const std::size_t name_end = s == 0 ? end_of_opening_name(passage.tokens, first, end) : first;
            for (std::size_t i = first; i < name_end; ++i) {
                passage.tokens[i].addressee = true;
            }
            continue;
        }
        bool name_seen = greeting > first;
        for (std::size_t i = first; i < end; ++i) {
            Token& token = passage.tokens[i];
            if (i > greeting && token.kind == TokenKind::mark && name_seen) {
                break;
            }
            name_seen = name_seen || (i > greeting && token.capital);
            token.addressee = true;
        }
        return;
    }
}

}  // namespace shipwitness::claims::replies
