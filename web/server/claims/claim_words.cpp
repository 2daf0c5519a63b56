#include "web/server/claims/claim_words.h"

#include <map>
#include <string_view>

namespace shipwitness::web {

namespace {

struct Words {
    std::string_view ru;
    std::string_view en;
};

std::string_view in(const Words& words, Language language) {
    return language == Language::ru ? words.ru : words.en;
}

Words kind_words(const ClaimLine& line) {
    switch (line.kind) {
        case claims::LineKind::delay:
            return {"доставка задерживается", "late"};
        case claims::LineKind::lost:
            return {"не доставлено", "never arrived"};
        case claims::LineKind::visible:
            return {"повреждение, заметное при получении", "damage seen at delivery"};
        case claims::LineKind::hidden:
            return {"повреждение, обнаруженное позже", "damage found later"};
        case claims::LineKind::content:
            break;
    }
    if (line.content_kind == "shortage") {
        return {"недостача", "too few"};
    }
    if (line.content_kind == "wrong_item") {
        return {"не тот товар", "the wrong item"};
    }
    return {"не то содержимое", "the wrong contents"};
}

const std::map<std::string_view, Words> kWishes = {
    {"send_again", {"прислать товар", "send the goods"}},
    {"refund", {"вернуть деньги", "a refund"}},
    {"price_reduction", {"снизить цену", "a lower price"}},
    {"repair", {"отремонтировать", "a repair"}},
    {"explanation", {"объяснить, что произошло", "an explanation of what happened"}},
    {"other", {"", ""}},
    {"unknown", {"вы пока не решили — обсудим вместе", "not decided yet; we will work it out together"}},
};

std::string amount_text(const ClaimLine& line, Language language) {
    if (!line.quantity) {
        return "";
    }
    const std::string_view of = language == Language::ru ? " из " : " of ";
    return ", " + std::to_string(*line.quantity) + std::string(of) + std::to_string(line.quantity_ordered) + " " +
           line.unit;
}

}  // namespace

std::string lines_text(const std::vector<ClaimLine>& lines, Language language) {
    std::string text;
    for (const ClaimLine& line : lines) {
        text += text.empty() ? "" : "\n\n";
        text += line.name + " (" + line.sku + "): " + std::string(in(kind_words(line), language)) +
                amount_text(line, language) + "\n" + line.words;
    }
    return text;
}

std::string wish_text(const Wish& wish, Language language) {
    const auto known = kWishes.find(wish.kind);
    std::string text(known == kWishes.end() ? "" : in(known->second, language));
    if (wish.words) {
        text += (text.empty() ? "" : ". ") + *wish.words;
    }
    return text;
}

}  // namespace shipwitness::web
