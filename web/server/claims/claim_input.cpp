#include "web/server/claims/claim_input.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace shipwitness::web {

namespace {

constexpr std::size_t kMaxClaimLines = 100;
constexpr std::size_t kMaxPictures = 10;
constexpr std::size_t kMaxWords = 4'000;
constexpr std::size_t kMaxWishWords = 2'000;
constexpr std::int64_t kAnyQuantity = 1'000'000'000;
// Phones' clocks are wrong, and a date alone may be sent as the end of its day: a day of grace.
constexpr auto kClockGrace = std::chrono::hours{24};

/// Ids that may be used; each once in one claim or message.
std::vector<std::string> read_pictures(http::JsonReader& in, const UploadedPictures& uploaded,
                                       std::set<std::string>& taken) {
    auto ids = in.texts("pictures", kMaxPictures, {.max_length = 64});
    for (std::size_t at = 0; at < ids.size(); ++at) {
        const std::string place = "pictures[" + std::to_string(at) + "]";
        if (uploaded.used.contains(ids[at])) {
            in.fault(place, "picture_used", "This picture belongs to an earlier claim or message; upload it again.");
        } else if (!uploaded.unused.contains(ids[at])) {
            in.fault(place, "picture_unknown", "This picture is not there; it may have been removed after a day.");
        } else if (!taken.insert(ids[at]).second) {
            in.fault(place, "twice", "This picture stands here already.");
        }
    }
    return ids;
}

const OrderLine* line_of(const Order& order, std::int64_t number) {
    const auto found = std::find_if(order.lines.begin(), order.lines.end(),
                                    [&](const OrderLine& line) { return line.line == number; });
    return found == order.lines.end() ? nullptr : &*found;
}

void read_goods(http::JsonReader& in, const Order& order, std::set<int>& numbers, ClaimLine& line) {
    const std::int64_t number = in.integer("line", 1, 9'999);
    line.line = static_cast<int>(number);
    const OrderLine* goods = line_of(order, number);
    line.quantity = in.maybe_integer("quantity", 1, kAnyQuantity);
    if (goods == nullptr) {
        in.fault("line", "line_unknown", "The order has no such line.");
        return;
    }
    if (!numbers.insert(line.line).second) {
        in.fault("line", "line_twice", "This claim speaks of the line already; another claim may too.");
    }
    if (line.quantity && *line.quantity > goods->quantity) {
        in.fault("quantity", "quantity_over_ordered",
                 "The order has " + std::to_string(goods->quantity) + " of it; at most so many can be affected.");
    }
    line.sku = goods->sku;
    line.name = goods->name;
    line.unit = goods->unit;
    line.quantity_ordered = goods->quantity;
}

std::vector<ClaimLine> read_lines(http::JsonReader& in, const Order& order, const UploadedPictures& uploaded) {
    std::vector<ClaimLine> lines;
    std::set<int> numbers;
    std::set<std::string> taken;
    for (http::JsonReader& reader : in.objects("lines", 1, kMaxClaimLines)) {
        ClaimLine line;
        read_goods(reader, order, numbers, line);
        const auto kind =
            claims::parse_line_kind(reader.word("kind", {"delay", "lost", "content", "visible", "hidden"}));
        line.kind = kind.value_or(claims::LineKind::content);
        line.content_kind = reader.maybe_word("content_kind", {"shortage", "wrong_item"});
        if (line.content_kind && kind && line.kind != claims::LineKind::content) {
            reader.fault("content_kind", "unknown_value", "It goes with kind content only.");
        }
        line.words = reader.text("words", {.max_length = kMaxWords, .multiline = true});
        line.pictures = read_pictures(reader, uploaded, taken);
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    return lines;
}

Wish read_wish(http::JsonReader& in) {
    auto reader = in.maybe_object("wish");
    if (!reader) {
        in.fault("wish", "required", "Say what would make it right; kind unknown is an answer too.");
        return {"unknown", std::nullopt};
    }
    Wish wish;
    wish.kind =
        reader->word("kind", {"send_again", "refund", "price_reduction", "repair", "explanation", "other", "unknown"});
    wish.words = reader->maybe_text("words", {.min_length = 0, .max_length = kMaxWishWords, .multiline = true});
    if (wish.words && wish.words->empty()) {
        wish.words = std::nullopt;
    }
    if (wish.kind == "other" && !wish.words) {
        reader->fault("words", "required", "Say in your own words what would make it right.");
    }
    return wish;
}

std::optional<Timestamp> read_past(http::JsonReader& in, const char* name, Timestamp now) {
    const auto at = in.maybe_time(name);
    if (at && *at > now + kClockGrace) {
        in.fault(name, "time_in_future", "This has not happened yet.");
    }
    return at;
}

Acceptance read_acceptance(http::JsonReader& in, Timestamp now) {
    Acceptance seen;
    auto reader = in.maybe_object("acceptance");
    if (!reader) {
        return seen;
    }
    seen.delivered = read_past(*reader, "delivered_at", now);
    seen.noticed = read_past(*reader, "noticed_at", now);
    seen.seal = reader->maybe_word("seal", {"intact", "broken", "no_seal", "unknown"});
    seen.packaging = reader->maybe_word("packaging", {"intact", "damaged", "unknown"});
    seen.counted = reader->maybe_word("counted", {"with_driver", "later", "not_counted", "unknown"});
    seen.noted = reader->maybe_word("noted", {"noted", "clean", "refused", "unknown"});
    seen.unpack = reader->maybe_word("unpack", {"filmed", "not_filmed", "unknown"});
    seen.packaging_kept = reader->maybe_word("packaging_kept", {"yes", "no", "unknown"});
    return seen;
}

std::optional<std::string> maybe_filled(http::JsonReader& in, const char* name, std::size_t max_length) {
    auto text = in.maybe_text(name, {.min_length = 0, .max_length = max_length});
    return text && text->empty() ? std::nullopt : text;
}

http::Json line_json(const ClaimLine& line) {
    auto json = to_json(line);
    json["pictures"] = line.pictures;
    return json;
}

}  // namespace

Result<ClaimInput> claim_input_from_json(const http::Json& json, const Order& order, const UploadedPictures& pictures,
                                         Timestamp now) {
    http::JsonReader in(json);
    ClaimInput input;
    if (const auto language = in.maybe_word("language", {"ru", "en"})) {
        input.language = parse_language(*language);
    }
    input.lines = read_lines(in, order, pictures);
    input.wish = read_wish(in);
    input.acceptance = read_acceptance(in, now);
    if (auto contact = in.maybe_object("contact")) {
        input.contact_name = maybe_filled(*contact, "name", 200);
        input.contact_phone = maybe_filled(*contact, "phone", 40);
    }
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return input;
}

Result<MessageInput> message_from_json(const http::Json& json, const UploadedPictures& pictures) {
    http::JsonReader in(json);
    MessageInput input;
    std::set<std::string> taken;
    input.words = in.text("words", {.max_length = kMaxWords, .multiline = true});
    input.pictures = read_pictures(in, pictures, taken);
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return input;
}

http::Json to_json(const ClaimInput& input) {
    http::Json lines = http::Json::array();
    for (const ClaimLine& line : input.lines) {
        lines.push_back(line_json(line));
    }
    return {{"lines", std::move(lines)},
            {"wish", to_json(input.wish)},
            {"acceptance", to_json(input.acceptance)},
            {"contact", {{"name", to_json(input.contact_name)}, {"phone", to_json(input.contact_phone)}}}};
}

}  // namespace shipwitness::web
