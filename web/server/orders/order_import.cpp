#include "web/server/orders/order_import.h"

#include <algorithm>
#include <span>

#include "web/server/app/json.h"
#include "web/server/orders/order_queries.h"
#include "web/server/orders/order_rows.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kNamedFaults = 1'000;
// Orders of one transaction: a long file must not keep other writers waiting for seconds.
constexpr std::size_t kOrdersAtOnce = 200;

bool buyer_named(const std::optional<Order>& old, const OrderPatch& patch, std::vector<RowFault>& faults) {
    if (old) {
        return true;
    }
    const std::size_t before = faults.size();
    const auto need = [&](bool there, const char* column) {
        if (!there) {
            faults.push_back({patch.line, column, "required", "The first row of a new order must name its buyer."});
        }
    };
    need(patch.buyer_name.has_value(), "buyer_name");
    need(patch.buyer_email.has_value(), "buyer_email");
    need(patch.buyer_language.has_value(), "buyer_language");
    return faults.size() == before;
}

void import_one(storage::Connection& connection, const OrderPatch& patch, Timestamp now, ImportReport& report) {
    const auto old = find_order(connection, patch.number);
    if (!buyer_named(old, patch, report.faults)) {
        return;
    }
    const auto saved = save_order(connection, apply_patch(old, patch), Missing::keep, now);
    if (!saved) {
        report.faults.push_back({patch.line, "order_number", saved.error().code, saved.error().detail});
        return;
    }
    std::size_t& count = *saved == Saved::created   ? report.created
                         : *saved == Saved::updated ? report.updated
                                                    : report.unchanged;
    ++count;
}

}  // namespace

Result<ImportReport> import_orders(storage::Database& database, std::string_view csv, std::chrono::minutes utc_offset,
                                   Timestamp now) {
    const auto rows = parse_csv(csv);
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    auto read = read_order_rows(*rows, utc_offset);
    if (!read) {
        return tl::unexpected(read.error());
    }
    ImportReport report;
    report.faults = std::move(read->faults);
    std::span<const OrderPatch> rest(read->orders);
    while (!rest.empty()) {
        const auto some = rest.first(std::min(rest.size(), kOrdersAtOnce));
        database.write([&](storage::Connection& connection) {
            for (const OrderPatch& patch : some) {
                import_one(connection, patch, now, report);
            }
        });
        rest = rest.subspan(some.size());
    }
    std::stable_sort(report.faults.begin(), report.faults.end(),
                     [](const RowFault& a, const RowFault& b) { return a.line < b.line; });
    return report;
}

http::Json to_json(const ImportReport& report) {
    http::Json errors = http::Json::array();
    const std::size_t named = std::min(report.faults.size(), kNamedFaults);
    for (const RowFault& fault : std::span(report.faults).first(named)) {
        errors.push_back(
            {{"line", fault.line}, {"column", to_json(fault.column)}, {"code", fault.code}, {"detail", fault.detail}});
    }
    return {{"created", report.created},
            {"updated", report.updated},
            {"unchanged", report.unchanged},
            {"errors", std::move(errors)},
            {"errors_left_out", report.faults.size() - named}};
}

}  // namespace shipwitness::web
