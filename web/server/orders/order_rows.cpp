#include "web/server/orders/order_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "core/text.h"
#include "web/server/app/text.h"
#include "web/server/orders/order_words.h"
#include "web/server/orders/row_fields.h"

namespace shipwitness::web {

namespace {

constexpr std::array<std::string_view, 20> kColumns = {
    "order_number", "buyer_name", "buyer_email",    "buyer_language", "buyer_phone",
    "carrier",      "incoterm",   "regime",         "status",         "handover_due_at",
    "promised_at",  "ready_at",   "handed_over_at", "delivered_at",   "line",
    "sku",          "name",       "quantity",       "unit",           "packages"};
constexpr std::array<std::string_view, 4> kNeededColumns = {"order_number", "sku", "name", "quantity"};

/// Column names by place.
Result<std::vector<std::string>> read_header(const CsvRow& row) {
    if (row.fault) {
        return fail(ErrorKind::invalid, "csv_columns_missing", "The row of column names: " + row.fault->detail);
    }
    std::vector<std::string> names;
    for (const std::string& field : row.fields) {
        std::string name = lower_ascii(trim(field));
        if (std::find(kColumns.begin(), kColumns.end(), name) == kColumns.end()) {
            const std::vector<std::string> known(kColumns.begin(), kColumns.end());
            const auto meant = nearest(name, known);
            return fail(ErrorKind::invalid, "csv_column_unknown",
                        "There is no column \"" + name + "\"" + (meant ? "; did you mean " + *meant + "?" : "."));
        }
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            return fail(ErrorKind::invalid, "csv_column_twice", "The column " + name + " stands there twice.");
        }
        names.push_back(std::move(name));
    }
    for (const std::string_view needed : kNeededColumns) {
        if (std::find(names.begin(), names.end(), needed) == names.end()) {
            return fail(ErrorKind::invalid, "csv_columns_missing",
                        "The column " + std::string(needed) + " is missing; the first row must name the columns.");
        }
    }
    return names;
}

std::optional<std::int64_t> parse_grams(std::string kilograms) {
    std::replace(kilograms.begin(), kilograms.end(), ',', '.');
    const std::size_t dot = kilograms.find('.');
    std::string digits = kilograms.substr(0, dot);
    std::string decimals = dot == std::string::npos ? "" : kilograms.substr(dot + 1);
    if (digits.empty() || digits.size() > 6 || decimals.size() > 3 || (dot != std::string::npos && decimals.empty())) {
        return std::nullopt;
    }
    decimals.resize(3, '0');
    std::int64_t grams = 0;
    const std::string all = digits + decimals;
    const auto [end, error] = std::from_chars(all.data(), all.data() + all.size(), grams);
    const bool whole = error == std::errc() && end == all.data() + all.size();
    return whole && grams >= 1 && grams <= kMaxWeightGrams ? std::optional(grams) : std::nullopt;
}

/// "003401…18=12.4|003401…25": codes with their weight in kilograms, if it is known.
std::vector<OrderPackage> read_packages(RowFields& fields) {
    std::vector<OrderPackage> packages;
    const auto list = fields.text("packages", 4'000);
    std::string_view rest = list ? *list : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        const std::string_view entry = trim(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = entry.rfind('=');
        OrderPackage package{std::string(trim(entry.substr(0, equals))), std::nullopt};
        if (package.code.empty() || package.code.size() > kMaxPackageCode) {
            fields.fault("packages", "malformed", "Write package codes with | between them, as in P1=12.4|P2.");
            return packages;
        }
        if (equals != std::string_view::npos) {
            package.weight_grams = parse_grams(std::string(trim(entry.substr(equals + 1))));
            if (!package.weight_grams) {
                fields.fault("packages", "number_malformed",
                             "After = belongs the weight in kilograms with at most three decimals, as in P1=12.4.");
            }
        }
        packages.push_back(std::move(package));
    }
    return packages;
}

/// What one row says, as an order of one line.
OrderPatch read_patch(RowFields& fields, std::size_t line, int place, std::chrono::minutes utc_offset) {
    OrderPatch patch;
    patch.line = line;
    patch.number = OrderNumber(fields.raw("order_number"));
    if (!is_scannable(patch.number.text())) {
        fields.fault("order_number", "order_number_not_scannable",
                     "No station could scan this: 1 to 64 printable ASCII characters, no control code.");
    }
    if (const auto status = fields.word("status", {"open", "cancelled"})) {
        patch.status = *status == "open" ? OrderStatus::open : OrderStatus::cancelled;
    }
    patch.buyer_name = fields.text("buyer_name", kMaxName);
    patch.buyer_email = fields.text("buyer_email", 254);
    if (patch.buyer_email && !is_email(*patch.buyer_email)) {
        fields.fault("buyer_email", "email_malformed", "This is not an e-mail address.");
    }
    if (const auto language = fields.word("buyer_language", {"ru", "en"})) {
        patch.buyer_language = parse_language(*language);
    }
    patch.buyer_phone = fields.text("buyer_phone", kMaxPhone);
    patch.carrier = fields.text("carrier", kMaxName);
    patch.incoterm = fields.word("incoterm", kIncoterms);
    patch.regime = fields.word("regime", kRegimes);
    patch.dates.handover_due = fields.time("handover_due_at", utc_offset);
    patch.dates.promised = fields.time("promised_at", utc_offset);
    patch.dates.ready = fields.time("ready_at", utc_offset);
    patch.dates.handed_over = fields.time("handed_over_at", utc_offset);
    patch.dates.delivered = fields.time("delivered_at", utc_offset);
    patch.packages = read_packages(fields);

    OrderLine goods;
    goods.line = static_cast<int>(fields.integer("line", kMaxLineNumber).value_or(place));
    goods.sku = fields.needed("sku", kMaxSku);
    goods.name = fields.needed("name", kMaxGoodsName);
    if (fields.raw("quantity").empty()) {
        fields.fault("quantity", "required", "This is required in every row.");
    }
    goods.quantity = fields.integer("quantity", kMaxQuantity).value_or(1);
    goods.unit = fields.text("unit", kMaxUnit).value_or("pcs");
    patch.lines.push_back(std::move(goods));
    return patch;
}

/// Takes over what the row says; says so when an earlier row of the order said otherwise.
template <class T>
void join_field(std::optional<T>& whole, const std::optional<T>& row, std::string_view column, RowFields& fields) {
    if (whole && row && *whole != *row) {
        fields.fault(column, "differs_from_earlier_row",
                     "An earlier row of this order says otherwise; say it once, or the same in each row.");
    } else if (row) {
        whole = row;
    }
}

void join_head(OrderPatch& whole, const OrderPatch& row, RowFields& fields) {
    join_field(whole.status, row.status, "status", fields);
    join_field(whole.buyer_name, row.buyer_name, "buyer_name", fields);
    join_field(whole.buyer_email, row.buyer_email, "buyer_email", fields);
    join_field(whole.buyer_language, row.buyer_language, "buyer_language", fields);
    join_field(whole.buyer_phone, row.buyer_phone, "buyer_phone", fields);
    join_field(whole.carrier, row.carrier, "carrier", fields);
    join_field(whole.incoterm, row.incoterm, "incoterm", fields);
    join_field(whole.regime, row.regime, "regime", fields);
    join_field(whole.dates.handover_due, row.dates.handover_due, "handover_due_at", fields);
    join_field(whole.dates.promised, row.dates.promised, "promised_at", fields);
    join_field(whole.dates.ready, row.dates.ready, "ready_at", fields);
    join_field(whole.dates.handed_over, row.dates.handed_over, "handed_over_at", fields);
    join_field(whole.dates.delivered, row.dates.delivered, "delivered_at", fields);
}

void join_parts(OrderPatch& whole, const OrderPatch& row, RowFields& fields) {
    const OrderLine& goods = row.lines.front();
    const auto same_line = [&](const OrderLine& each) { return each.line == goods.line; };
    if (std::any_of(whole.lines.begin(), whole.lines.end(), same_line)) {
        fields.fault("line", "line_twice", "An earlier row of this order has this line already.");
    } else if (whole.lines.size() >= kMaxLines) {
        fields.fault("line", "too_many", "An order has at most " + std::to_string(kMaxLines) + " lines.");
    } else {
        whole.lines.push_back(goods);
    }
    for (const OrderPackage& package : row.packages) {
        const auto known = std::find_if(whole.packages.begin(), whole.packages.end(),
                                        [&](const OrderPackage& each) { return each.code == package.code; });
        if (known == whole.packages.end()) {
            whole.packages.push_back(package);
        } else if (known->weight_grams && package.weight_grams && known->weight_grams != package.weight_grams) {
            fields.fault("packages", "differs_from_earlier_row", "An earlier row gives this package another weight.");
        }
    }
    if (whole.packages.size() > kMaxPackages) {
        fields.fault("packages", "too_many", "An order has at most " + std::to_string(kMaxPackages) + " packages.");
    }
}

}  // namespace

Result<OrderRows> read_order_rows(const std::vector<CsvRow>& rows, std::chrono::minutes utc_offset) {
    const auto names = read_header(rows.front());
    if (!names) {
        return tl::unexpected(names.error());
    }
    OrderRows result;
    std::map<std::string, std::size_t> known;  // place of an order in result.orders
    std::map<std::string, int> places;         // rows of an order so far, left out ones too
    for (std::size_t at = 1; at < rows.size(); ++at) {
        const CsvRow& row = rows[at];
        if (row.fault || row.fields.size() != names->size()) {
            result.faults.push_back(row.fault ? RowFault{row.line, std::nullopt, row.fault->code, row.fault->detail}
                                              : RowFault{row.line, std::nullopt, "wrong_field_count",
                                                         "The row has " + std::to_string(row.fields.size()) +
                                                             " fields; there are " + std::to_string(names->size()) +
                                                             " columns."});
            continue;
        }
        RowFields fields(row, *names, result.faults);
        const int place = ++places[fields.raw("order_number")];
        const OrderPatch patch = read_patch(fields, row.line, place, utc_offset);
        if (!fields.sound()) {
            continue;
        }
        const auto found = known.find(patch.number.text());
        if (found == known.end()) {
            known[patch.number.text()] = result.orders.size();
            result.orders.push_back(patch);
            continue;
        }
        OrderPatch joined = result.orders[found->second];
        join_head(joined, patch, fields);
        join_parts(joined, patch, fields);
        if (fields.sound()) {
            result.orders[found->second] = std::move(joined);
        }
    }
    return result;
}

OrderData apply_patch(const std::optional<Order>& old, const OrderPatch& patch) {
    OrderData data = old ? static_cast<const OrderData&>(*old) : OrderData{};
    data.number = patch.number;
    const auto take = [](auto& kept, const auto& said) {
        if (said) {
            kept = *said;
        }
    };
    take(data.status, patch.status);
    take(data.buyer.name, patch.buyer_name);
    take(data.buyer.email, patch.buyer_email);
    take(data.buyer.language, patch.buyer_language);
    take(data.buyer.phone, patch.buyer_phone);
    take(data.carrier, patch.carrier);
    take(data.incoterm, patch.incoterm);
    take(data.regime, patch.regime);
    take(data.dates.handover_due, patch.dates.handover_due);
    take(data.dates.promised, patch.dates.promised);
    take(data.dates.ready, patch.dates.ready);
    take(data.dates.handed_over, patch.dates.handed_over);
    take(data.dates.delivered, patch.dates.delivered);
    data.lines = patch.lines;
    data.packages = patch.packages;
    return data;
}

}  // namespace shipwitness::web
