#include "claims/replies/tokens.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "claims/replies/characters.h"
#include "claims/replies/lines.h"

namespace shipwitness::claims::replies {
namespace {

/// Reads tokens from left to right; `at_` is always at what has not been read.
class Tokenizer {
  public:
    Tokenizer(std::u32string_view text, const std::vector<Part>& parts) : text_(text), parts_(parts) {}

    std::vector<RawToken> all() {
        while (at_ < text_.size()) {
            step();
        }
        return std::move(tokens_);
    }

  private:
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0';
    }
    [[nodiscard]] Part part() const { return parts_[at_]; }

    void step() {
        const char32_t c = peek();
        if (is_line_break(c)) {
            return line_break();
        }
        if (is_blank(c) || is_unseen(c)) {
            blank_ = blank_ || is_blank(c);
            ++at_;
            return;
        }
        if (part() == Part::quotation || part() == Part::quoted) {
            return quotation();
        }
        if (line_ && bullet()) {
            return;
        }
        if (is_letter(c)) {
            return word();
        }
        if (is_digit(c) || (c == U'+' && is_digit(peek(1)))) {
            return number();
        }
        mark();
    }

    void line_break() {
        if (peek() == U'\r' && peek(1) == U'\n') {
            ++at_;
        }
        ++at_;
        empty_line_ = empty_line_ || line_;
        line_ = true;
        blank_ = true;
        short_line_ = at_ - line_start_ < kShortestWrappedLine;
        line_start_ = at_;
    }

    RawToken& add(TokenKind kind, std::size_t start, std::size_t end, std::string form) {
        RawToken raw;
        raw.token.kind = kind;
        raw.token.start = start;
        raw.token.end = end;
        raw.token.form = std::move(form);
        raw.token.capital = start < text_.size() && is_capital(text_[start]);
        raw.part = parts_[start];
        raw.blank_before = blank_;
        raw.line_before = line_;
        raw.empty_line_before = empty_line_;
        raw.bullet = bullet_;
        raw.short_line_before = short_line_;
        blank_ = line_ = empty_line_ = bullet_ = false;
        tokens_.push_back(std::move(raw));
        return tokens_.back();
    }

    void quotation() {
        const std::size_t start = at_;
        const Part here = part();
        while (at_ < text_.size() && (part() == here || (here == Part::quoted && is_line_break(peek())))) {
            ++at_;
        }
        RawToken& raw = add(TokenKind::quotation, start, at_, "\"");
        if (here == Part::quoted) {
            raw.part = Part::quoted;
            line_ = empty_line_ = blank_ = true;
        }
    }

    /// "- ", "• ", "3. ", "b) " at the beginning of a line.
    bool bullet() {
        std::size_t next = 0;
        if (constexpr std::u32string_view kSigns = U"-–—•*·▪◦‣✓✔●○"; kSigns.find(peek()) != std::u32string_view::npos) {
            next = 1;
        } else if (is_digit(peek())) {
            while (is_digit(peek(next)) && next < 3) {
                ++next;
            }
            next = peek(next) == U'.' || peek(next) == U')' ? next + 1 : 0;
        } else if (is_letter(peek()) && peek(1) == U')') {
            next = 2;
        }
        if (next == 0 || !is_blank(peek(next))) {
            return false;
        }
        at_ += next;
        bullet_ = true;
        blank_ = true;
        return true;
    }

    void word();
    void number();
    void mark();
    void split_contraction(std::size_t start, std::size_t end, const std::string& form);
    bool address(std::size_t start);

    static constexpr std::size_t kShortestWrappedLine = 52;

    std::u32string_view text_;
    const std::vector<Part>& parts_;
    std::vector<RawToken> tokens_;
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
    bool blank_ = true;
    bool line_ = true;
    bool empty_line_ = true;
    bool bullet_ = false;
    bool short_line_ = true;
};

/// What an English contraction stands for; the second word begins at the given byte of the form.
struct Contraction {
    std::string_view first;
    std::string_view second;
};

std::optional<Contraction> contraction_of(const std::string& form) {
    static const std::unordered_map<std::string_view, Contraction> kWhole{
        {"can't", {"can", "not"}},       {"cant", {"can", "not"}},
        {"cannot", {"can", "not"}},      {"won't", {"will", "not"}},
        {"wont", {"will", "not"}},       {"shan't", {"shall", "not"}},
        {"dont", {"do", "not"}},         {"didnt", {"did", "not"}},
        {"doesnt", {"does", "not"}},     {"isnt", {"is", "not"}},
        {"wasnt", {"was", "not"}},       {"havent", {"have", "not"}},
        {"hasnt", {"has", "not"}},       {"hadnt", {"had", "not"}},
        {"couldnt", {"could", "not"}},   {"wouldnt", {"would", "not"}},
        {"shouldnt", {"should", "not"}}, {"werent", {"were", "not"}},
        {"arent", {"are", "not"}},       {"im", {"i", "am"}},
        {"ive", {"i", "have"}},          {"youre", {"you", "are"}},
        {"youve", {"you", "have"}},      {"weve", {"we", "have"}},
        {"theyre", {"they", "are"}},     {"thats", {"that", "is"}},
        {"let's", {"let", "us"}},        {"it's", {"it", "is"}},
        {"that's", {"that", "is"}},      {"there's", {"there", "is"}},
        {"here's", {"here", "is"}},      {"what's", {"what", "is"}},
        {"he's", {"he", "is"}},          {"she's", {"she", "is"}},
        {"who's", {"who", "is"}},        {"where's", {"where", "is"}},
        {"how's", {"how", "is"}},        {"youll", {"you", "will"}},
        {"gonna", {"going", "to"}}};
    if (const auto found = kWhole.find(form); found != kWhole.end()) {
        return found->second;
    }
    static const std::pair<std::string_view, std::string_view> kEnds[] = {
        {"n't", "not"}, {"'ll", "will"}, {"'re", "are"}, {"'ve", "have"}, {"'m", "am"}, {"'d", "would"}, {"'s", "'s"}};
    for (const auto& [end, second] : kEnds) {
        if (form.size() > end.size() && form.ends_with(end)) {
            return Contraction{std::string_view(form).substr(0, form.size() - end.size()), second};
        }
    }
    return std::nullopt;
}

void Tokenizer::split_contraction(std::size_t start, std::size_t end, const std::string& form) {
    const auto parts = contraction_of(form);
    if (!parts) {
        add(TokenKind::word, start, end, form);
        return;
    }
    if (parts->second == "'s") {  // "the driver's": what it belongs to is all that counts
        add(TokenKind::word, start, end, std::string(parts->first));
        return;
    }
    const std::size_t tail = form == "cannot" ? 3 : form.find('\'') == std::string::npos ? 1 : 2;
    const std::size_t middle = end - std::min(tail, end - start - 1);
    add(TokenKind::word, start, middle, std::string(parts->first));
    add(TokenKind::word, middle, end, std::string(parts->second));
}

/// An e-mail or web address: its letters, digits and signs up to a blank.
bool Tokenizer::address(std::size_t start) {
    std::size_t end = start;
    bool at_sign = false;
    bool dot_after = false;
    constexpr std::u32string_view kSigns = U"@._-+/:%?=&#~";
    while (end < text_.size() && parts_[end] == parts_[start] &&
           (is_letter(text_[end]) || is_digit(text_[end]) || kSigns.find(text_[end]) != std::u32string_view::npos)) {
        at_sign = at_sign || (text_[end] == U'@' && end > start);
        dot_after = dot_after || (text_[end] == U'.' && end + 1 < text_.size() && is_letter(text_[end + 1]));
        ++end;
    }
    while (end > start && (text_[end - 1] == U'.' || text_[end - 1] == U'?' || text_[end - 1] == U':')) {
        --end;
    }
    const std::u32string_view found = text_.substr(start, end - start);
    const bool link = found.starts_with(U"http") || found.starts_with(U"www.");
    if (!link && !(at_sign && dot_after)) {
        return false;
    }
    add(TokenKind::word, start, end, plain_form(found))
        .token.marks.push_back({link ? Primitive::link : Primitive::email, 1});
    at_ = end;
    return true;
}

void Tokenizer::word() {
    const std::size_t start = at_;
    if (blank_ && address(start)) {
        return;
    }
    const Part here = part();
    while (at_ < text_.size() && part() == here) {
        const char32_t c = peek();
        const bool inner = is_apostrophe(c) && is_letter(peek(1));
        if (!is_letter(c) && !is_digit(c) && !is_unseen(c) && !inner) {
            break;
        }
        ++at_;
    }
    split_contraction(start, at_, plain_form(text_.substr(start, at_ - start)));
}

/// Digits with what may stand between them; what they mean is told from the form (sentences.cpp).
void Tokenizer::number() {
    const std::size_t start = at_;
    const Part here = part();
    ++at_;
    constexpr std::u32string_view kBetween = U".,:/-‑–";
    bool grouped = false;
    while (at_ < text_.size() && part() == here) {
        const char32_t c = peek();
        const bool thousands = (c == U' ' || c == 0xA0 || c == 0x202F || c == 0x2009) && is_digit(peek(1)) &&
                               is_digit(peek(2)) && is_digit(peek(3)) && !is_digit(peek(4)) && text_[start] != U'0' &&
                               text_[start] != U'+' && (grouped || at_ - start <= 3);
        grouped = grouped || thousands;
        if (!is_digit(c) && !(kBetween.find(c) != std::u32string_view::npos && is_digit(peek(1))) && !thousands) {
            break;
        }
        ++at_;
    }
    std::string form;
    for (const char32_t c : text_.substr(start, at_ - start)) {
        if (is_digit(c) || c < 0x80) {
            form += is_blank(c) ? '\0' : static_cast<char>(c);
        } else if (!is_blank(c)) {
            form += '-';
        }
    }
    std::erase(form, '\0');
    add(TokenKind::number, start, at_, form);
}

void Tokenizer::mark() {
    static const std::unordered_map<char32_t, std::string_view> kSame{
        {U'—', "–"},  {U'–', "–"},  {U'-', "-"},  {U'…', "."}, {U'’', "'"}, {U'“', "\""},
        {U'”', "\""}, {U'„', "\""}, {U'‘', "\""}, {U'[', "("}, {U']', ")"}};
    constexpr std::u32string_view kWords = U"€$£₽%§№¥";
    const char32_t c = peek();
    const auto same = kSame.find(c);
    std::string form = same != kSame.end() ? std::string(same->second) : encoded(std::u32string_view(&c, 1));
    const bool word = kWords.find(c) != std::u32string_view::npos;
    if (form == "-" && blank_ && (is_blank(peek(1)) || is_line_break(peek(1)))) {
        form = "–";  // a dash typed as a hyphen
    }
    add(word ? TokenKind::word : TokenKind::mark, at_, at_ + 1, std::move(form));
    ++at_;
}

}  // namespace

std::vector<RawToken> tokens_of(std::u32string_view text, const std::vector<Part>& parts) {
    return Tokenizer(text, parts).all();
}

}  // namespace shipwitness::claims::replies
