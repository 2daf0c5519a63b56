#include "web/server/orders/order_queries.h"

#include <algorithm>

#include "web/server/app/text.h"
#include "web/server/capture_client/order_news.h"

namespace shipwitness::web {

namespace {

constexpr std::string_view kColumns =
    "number, status, buyer_name, buyer_email, buyer_language, buyer_phone, carrier, incoterm, regime, "
    "handover_due_at_us, promised_at_us, ready_at_us, handed_over_at_us, delivered_at_us, "
    "version, created_at_us, updated_at_us";

std::vector<OrderLine> lines_of(storage::Connection& connection, const OrderNumber& number) {
    std::vector<OrderLine> lines;
    for (const auto& row : connection.query(
             "select line, sku, name, quantity, unit from order_lines where order_number = $1 order by line", number)) {
        lines.push_back({static_cast<int>(row.integer(0)), row.text(1), row.text(2), row.integer(3), row.text(4)});
    }
    return lines;
}

std::vector<OrderPackage> packages_of(storage::Connection& connection, const OrderNumber& number) {
    std::vector<OrderPackage> packages;
    for (const auto& row : connection.query(
             "select code, weight_grams from order_packages where order_number = $1 order by position", number)) {
        packages.push_back({row.text(0), row.maybe_integer(1)});
    }
    return packages;
}

Order order_of(storage::Connection& connection, const storage::Row& row) {
    Order order;
    order.number = OrderNumber(row.text(0));
    order.status = row.text(1) == "open" ? OrderStatus::open : OrderStatus::cancelled;
    order.buyer = {row.text(2), row.text(3), parse_language(row.text(4)).value_or(Language::ru), row.maybe_text(5)};
    order.carrier = row.maybe_text(6);
    order.incoterm = row.maybe_text(7);
    order.regime = row.maybe_text(8);
    order.dates = {row.maybe_timestamp(9), row.maybe_timestamp(10), row.maybe_timestamp(11), row.maybe_timestamp(12),
                   row.maybe_timestamp(13)};
    order.version = row.integer(14);
    order.created = row.timestamp(15);
    order.updated = row.timestamp(16);
    order.lines = lines_of(connection, order.number);
    order.packages = packages_of(connection, order.number);
    return order;
}

std::string search_text(const OrderData& order) {
    std::string text =
        order.number.text() + "\n" + order.buyer.name + "\n" + order.buyer.email + "\n" + order.carrier.value_or("");
    for (const OrderPackage& package : order.packages) {
        text += "\n" + package.code;
    }
    for (const OrderLine& line : order.lines) {
        text += "\n" + line.sku + "\n" + line.name;
    }
    return fold_case(text);
}

/// The new data, with what it does not name kept from the old.
OrderData merged(const OrderData& data, const Order& old) {
    OrderData all = data;
    for (const OrderLine& line : old.lines) {
        if (std::none_of(data.lines.begin(), data.lines.end(),
                         [&](const OrderLine& each) { return each.line == line.line; })) {
            all.lines.push_back(line);
        }
    }
    std::sort(all.lines.begin(), all.lines.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    // Packages keep their old places: the same file twice must give the same order of packages.
    std::vector<OrderPackage> packages = old.packages;
    for (const OrderPackage& package : data.packages) {
        const auto known = std::find_if(packages.begin(), packages.end(),
                                        [&](const OrderPackage& each) { return each.code == package.code; });
        if (known == packages.end()) {
            packages.push_back(package);
        } else if (package.weight_grams) {
            known->weight_grams = package.weight_grams;
        }
    }
    all.packages = std::move(packages);
    return all;
}

bool line_of_claim_missing(storage::Connection& connection, const OrderData& data) {
    const auto rows = connection.query(
        "select distinct l.line from claim_lines l join claims c on c.number = "
        "l.claim_number where c.order_number = $1",
        data.number);
    return std::any_of(rows.begin(), rows.end(), [&](const storage::Row& row) {
        return std::none_of(data.lines.begin(), data.lines.end(),
                            [&](const OrderLine& line) { return line.line == row.integer(0); });
    });
}

void write_head(storage::Connection& connection, const OrderData& data, Timestamp now) {
    const OrderBuyer& buyer = data.buyer;
    const OrderDates& dates = data.dates;
    connection.execute(
        "insert into orders (number, number_folded, status, buyer_name, buyer_email, buyer_email_folded, "
        "buyer_language, buyer_phone, carrier, incoterm, regime, handover_due_at_us, promised_at_us, ready_at_us, "
        "handed_over_at_us, delivered_at_us, search_text, version, created_at_us, updated_at_us) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, $18, $18) "
        "on conflict (number) do update set status = $3, buyer_name = $4, buyer_email = $5, buyer_email_folded = $6, "
        "buyer_language = $7, buyer_phone = $8, carrier = $9, incoterm = $10, regime = $11, handover_due_at_us = $12, "
        "promised_at_us = $13, ready_at_us = $14, handed_over_at_us = $15, delivered_at_us = $16, search_text = $17, "
        "version = version + 1, updated_at_us = max(updated_at_us, $18)",
        data.number, fold_case(data.number.text()), to_text(data.status), buyer.name, buyer.email,
        fold_case(buyer.email), to_text(buyer.language), buyer.phone, data.carrier, data.incoterm, data.regime,
        dates.handover_due, dates.promised, dates.ready, dates.handed_over, dates.delivered, search_text(data), now);
}

void write_parts(storage::Connection& connection, const OrderData& data) {
    connection.execute("delete from order_lines where order_number = $1", data.number);
    connection.execute("delete from order_packages where order_number = $1", data.number);
    for (const OrderLine& line : data.lines) {
        connection.execute(
            "insert into order_lines (order_number, line, sku, name, quantity, unit) "
            "values ($1, $2, $3, $4, $5, $6)",
            data.number, line.line, line.sku, line.name, line.quantity, line.unit);
    }
    int position = 0;
    for (const OrderPackage& package : data.packages) {
        connection.execute(
            "insert into order_packages (order_number, code, position, weight_grams) "
            "values ($1, $2, $3, $4)",
            data.number, package.code, ++position, package.weight_grams);
    }
}

}  // namespace

std::optional<Order> find_order(storage::Connection& connection, const OrderNumber& number) {
    const auto row = connection.query_one("select " + std::string(kColumns) + " from orders where number = $1", number);
    return row ? std::optional(order_of(connection, *row)) : std::nullopt;
}

std::optional<Order> find_order_folded(storage::Connection& connection, std::string_view number) {
    const auto row = connection.query_one("select " + std::string(kColumns) + " from orders where number_folded = $1",
                                          fold_case(number));
    return row ? std::optional(order_of(connection, *row)) : std::nullopt;
}

Result<Saved> save_order(storage::Connection& connection, const OrderData& data, Missing missing, Timestamp now) {
    const auto old = find_order_folded(connection, data.number.text());
    if (old && old->number != data.number) {
        return fail(ErrorKind::conflict, "order_number_differs_in_case",
                    "There is an order " + old->number.text() + " already, and buyers type numbers in any case.");
    }
    const OrderData whole = old && missing == Missing::keep ? merged(data, *old) : data;
    if (old && whole == static_cast<const OrderData&>(*old)) {
        return Saved::unchanged;
    }
    if (old && line_of_claim_missing(connection, whole)) {
        return fail(ErrorKind::conflict, "line_has_claim",
                    "A claim speaks of a line that is missing here; leave the line and change its quantity or name.");
    }
    write_head(connection, whole, now);
    write_parts(connection, whole);
    order_changed(connection, data.number, now);
    return old ? Saved::updated : Saved::created;
}

OrderPage list_orders(storage::Connection& connection, const std::optional<std::string>& search,
                      const PageRequest& page) {
    const Cursor after = page.after.value_or(Cursor{INT64_MAX, ""});
    const auto rows = connection.query("select " + std::string(kColumns) +
                                           " from orders where updated_at_us <= $1 and (updated_at_us < $1 or number > "
                                           "$2) and search_text like $3 escape '\\' "
                                           "order by updated_at_us desc, number limit $4",
                                       after.number, after.text, like_pattern(search.value_or("")), page.limit + 1);
    OrderPage answer;
    for (const auto& row : rows) {
        if (answer.items.size() == page.limit) {
            const Order& last = answer.items.back();
            answer.next_cursor = encode({to_us(last.updated), last.number.text()});
            break;
        }
        answer.items.push_back(order_of(connection, row));
    }
    return answer;
}

}  // namespace shipwitness::web
