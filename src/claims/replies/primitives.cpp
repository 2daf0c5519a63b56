#include <algorithm>
#include <array>
#include <string_view>

#include "claims/replies/figures.h"
#include "claims/replies/name_marker.h"
#include "claims/replies/sentences.h"
#include "claims/replies/word_kinds.h"

namespace shipwitness::claims::replies {
namespace {

/// Digits in groups, as telephone numbers are written.
struct DigitGroups {
    std::size_t digits = 0;
    std::size_t groups = 0;
    std::size_t end = 0;  ///< the token after the last group
};

/// The digits from a token on, over what may stand between the groups of a telephone number.
DigitGroups digit_groups(const Passage& passage, std::size_t at) {
    DigitGroups found;
    found.end = at;
    for (; at < passage.tokens.size(); ++at) {
        const std::string_view form = passage.form(at);
        if (passage.tokens[at].kind == TokenKind::number) {
            if (form.find_first_of(".,:/") != std::string_view::npos) {
                break;
            }
            found.digits +=
                static_cast<std::size_t>(std::ranges::count_if(form, [](char c) { return c >= '0' && c <= '9'; }));
            found.groups += 1 + static_cast<std::size_t>(std::ranges::count(form, '-'));
            found.end = at + 1;
        } else if (form != "(" && form != ")" && form != "-" && form != "–") {
            break;
        }
    }
    return found;
}

class Marker {
  public:
    Marker(Passage& passage, bool signature) : passage_(passage), names_(passage, signature), signature_(signature) {}

    void mark_all() {
        for (std::size_t i = 0; i < passage_.tokens.size(); ++i) {
            switch (passage_.tokens[i].kind) {
                case TokenKind::number:
                    number(i);
                    break;
                case TokenKind::word:
                    word(i);
                    break;
                case TokenKind::quotation:
                    passage_.mark(i, Primitive::quotation, 1);
                    break;
                case TokenKind::mark:
                    if (passage_.form(i) == "(" && is_number(i + 1)) {
                        phone(i);
                    }
                    break;
                case TokenKind::end:
                    break;
            }
        }
        for (std::size_t sentence = 0; sentence < passage_.sentences(); ++sentence) {
            question(sentence);
        }
    }

  private:
    [[nodiscard]] bool is_number(std::size_t at) const {
        return at < passage_.tokens.size() && passage_.tokens[at].kind == TokenKind::number;
    }

    void number(std::size_t i) {
        passage_.mark(i, Primitive::number, 1);
        point_in_time(i);
        amount(i);
        phone(i);
    }

    void point_in_time(std::size_t i) {
        constexpr std::array<std::string_view, 20> kBeforeDates{
            "on", "by", "until", "till", "before", "from", "of",    "since", "dated",   "to",
            "до", "к",  "с",     "на",   "по",     "от",   "after", "после", "позднее", "between"};
        const std::string_view form = passage_.form(i);
        const std::string_view before = i > 0 ? passage_.form(i - 1) : "";
        const bool after_date_word = std::ranges::find(kBeforeDates, before) != kBeforeDates.end();
        const bool before_clock = after_date_word || before == "at" || before == "в" || before == "около";
        if (is_date(form, after_date_word)) {
            passage_.mark(i, Primitive::date, 1);
        }
        if (is_clock(form) || (before_clock && is_dotted_clock(form))) {
            passage_.mark(i, Primitive::clock, 1);
        }
    }

    /// What the words after a number make of it: money or a share.
    void amount(std::size_t i) {
        std::size_t next = i + 1;
        if (is_scale(passage_.form(next))) {
            next += passage_.form(next + 1) == "." ? 2 : 1;
        }
        if (is_currency(passage_.form(next))) {
            passage_.mark(i, Primitive::money, next + 1 - i);
        } else if (is_percent(passage_.form(next))) {
            passage_.mark(i, Primitive::percent, next + 1 - i);
        } else if (passage_.form(next) == "-" && is_percent(passage_.form(next + 1))) {
            passage_.mark(i, Primitive::percent, next + 2 - i);
        }
    }

    /// Fewer digits and a plainer form are enough where words before, or a signature around, tell of a telephone.
    void phone(std::size_t i) {
        constexpr std::size_t kRussianDigits = 11;
        constexpr std::size_t kMostDigits = 15;  // ITU-T E.164
        const DigitGroups found = digit_groups(passage_, i);
        const std::string_view first = passage_.form(i);
        const bool grouped = found.groups > 1;
        const bool announced = signature_ || is_announced(i);
        const bool international = first.starts_with('+');
        const bool russian =
            (first.starts_with('8') || first.starts_with('7')) && found.digits == kRussianDigits && grouped;
        const bool usual = international || first.starts_with('0') || first == "(" || russian;
        const bool told_by_form = usual && found.digits >= 7 && (grouped || international || announced);
        const bool told_by_words = announced && found.digits >= 5 && (found.digits >= 7 || grouped);
        if (found.digits <= kMostDigits && (told_by_form || told_by_words)) {
            passage_.mark(i, Primitive::phone, found.end - i);
        }
    }

    [[nodiscard]] bool is_announced(std::size_t i) const {
        constexpr std::size_t kFarthest = 4;
        for (std::size_t back = 1; back <= kFarthest && back <= i; ++back) {
            if (announces_phone(passage_.form(i - back))) {
                return true;
            }
        }
        return false;
    }

    void word(std::size_t i) {
        if (is_currency(passage_.form(i)) && is_number(i + 1)) {
            passage_.mark(i, Primitive::money, 2);
        }
        if (!passage_.tokens[i].addressee) {
            names_.mark_at(i);
        }
    }

    /// A sentence that ends so and is not the buyer's words alone.
    void question(std::size_t sentence) {
        const std::size_t first = passage_.first_tokens[sentence];
        const std::size_t end = passage_.end_of(sentence);
        const auto begin = passage_.tokens.begin();
        const bool speaks =
            std::any_of(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(end) - 1,
                        [](const Token& token) { return token.kind == TokenKind::word; });
        if (speaks && passage_.tokens[end - 1].form == "?") {
            passage_.mark(first, Primitive::question, end - first);
        }
    }

    Passage& passage_;
    NameMarker names_;
    bool signature_;
};

}  // namespace

void mark_primitives(Passage& passage, bool signature) {
    Marker(passage, signature).mark_all();
}

}  // namespace shipwitness::claims::replies
