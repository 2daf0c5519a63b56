#include "cli/kpi_commands.h"

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "claims/clock/history_reader.h"
#include "claims/kpi/kpi.h"
#include "cli/clock_json.h"
#include "cli/clock_table.h"
#include "cli/trees.h"
#include "config/tree_reader.h"
#include "core/clock.h"

namespace shipwitness::cli {
namespace {

using claims::ClockFigures;
using claims::KpiClaim;
using claims::KpiRow;
using config::Faults;
using config::MapReader;
using config::Tree;
using OrderedJson = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> files;
    std::string calendar;
    std::string policy;
    std::string period = "week";
    std::string by;
    std::string at;
    bool json = false;
};

/// What the figures are computed with.
struct Basis {
    claims::Calendar calendar;
    std::vector<claims::Policy> policies;
    Timestamp now;
};

/// Computes one claim; what is wrong with it is in the error.
Result<KpiClaim> read_claim(const Tree& tree, const std::string& path, const Basis& basis, const std::string& by,
                            Faults& faults) {
    MapReader in(tree, path, faults);
    claims::ClaimHistory history;
    if (const Tree* events = in.require("events")) {
        history = claims::read_history(*events, in.path("events"), faults);
    }
    const std::string group = by.empty() ? "" : in.text(by).value_or("");
    in.refuse_mistyped_keys();
    if (auto read = faults.result(); !read) {
        return tl::unexpected(read.error());
    }
    const auto clock = claims::rebuild(basis.calendar, history, in.path("events"), faults);
    if (!clock) {
        return tl::unexpected(clock.error());
    }
    const claims::Readings& readings = clock->readings();
    return KpiClaim{
        readings,
        claims::choose_policy(basis.policies, basis.calendar, readings.created, history.kind, history.priority), group};
}

/// A list of claims, a map with the list as its `claims`, or one claim.
Result<void> read_claims(const std::string& file, const Basis& basis, const std::string& by,
                         std::vector<KpiClaim>& claims) {
    const auto tree = load_tree(file);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    Faults faults(file);
    const Tree* named = config::member_of(*tree, "claims");
    const Tree* list = named == nullptr ? &*tree : named;
    const std::vector<Tree> single = list->kind == Tree::Kind::map ? std::vector{*list} : std::vector<Tree>{};
    const std::vector<Tree>& items = single.empty() ? list->items : single;
    if (list->kind != Tree::Kind::list && single.empty()) {
        faults.add(list->line, "claims", "must be a list of claims, each with its events");
        return faults.result();
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto claim = read_claim(items[i], single.empty() ? fmt::format("claims[{}]", i) : "", basis, by, faults);
        if (!claim) {
            return tl::unexpected(claim.error());
        }
        claims.push_back(std::move(*claim));
    }
    return {};
}

Result<Basis> read_basis(const Options& options) {
    auto calendar = load_calendar(options.calendar);
    if (!calendar) {
        return tl::unexpected(calendar.error());
    }
    Basis basis{std::move(*calendar), {}, SystemClock{}.now()};
    if (!options.policy.empty()) {
        auto policies = load_policies(options.policy);
        if (!policies) {
            return tl::unexpected(policies.error());
        }
        basis.policies = std::move(*policies);
    }
    if (!options.at.empty()) {
        const auto at = parse_rfc3339(options.at);
        if (!at) {
            return fail(ErrorKind::invalid, "bad_time",
                        "--at must be a time with its offset, like 2025-09-02T10:00:00+03:00");
        }
        basis.now = *at;
    }
    return basis;
}

OrderedJson maybe_seconds(const std::optional<Microseconds>& time) {
    return time ? seconds_json(*time) : OrderedJson(nullptr);
}

OrderedJson to_json(const claims::Percentiles& percentiles) {
    return {{"p50", maybe_seconds(percentiles.p50)},
            {"p90", maybe_seconds(percentiles.p90)},
            {"p95", maybe_seconds(percentiles.p95)}};
}

OrderedJson to_json(const ClockFigures& figures) {
    const auto share = figures.compliance.share();
    return {{"n", figures.business.n},
            {"open", figures.open},
            {"business_s", to_json(figures.business)},
            {"wall_s", to_json(figures.wall)},
            {"met", figures.compliance.met},
            {"breached", figures.compliance.breached},
            {"compliance", share ? OrderedJson(*share) : OrderedJson(nullptr)}};
}

OrderedJson to_json(const std::vector<KpiRow>& rows, Timestamp now) {
    OrderedJson list = OrderedJson::array();
    for (const KpiRow& row : rows) {
        list.push_back({{"period", row.period},
                        {"group", row.group},
                        {"first_response", to_json(row.first_response)},
                        {"next_response", to_json(row.next_response)},
                        {"resolution_first", to_json(row.resolution_first)},
                        {"resolution_total", to_json(row.resolution_total)}});
    }
    return {{"at", short_rfc3339(now)}, {"rows", std::move(list)}};
}

std::string hours_or_dash(const std::optional<Microseconds>& time) {
    return time ? hours_text(std::chrono::floor<std::chrono::seconds>(*time)) : "-";
}

void print_row(const KpiRow& row, std::ostream& out) {
    const std::array<std::pair<const char*, const ClockFigures*>, 4> clocks{
        {{"first response", &row.first_response},
         {"next response", &row.next_response},
         {"first resolution", &row.resolution_first},
         {"resolution over all", &row.resolution_total}}};
    for (const auto& [name, figures] : clocks) {
        const auto share = figures->compliance.share();
        out << fmt::format("{:<10} {:<16} {:<20} {:>5} {:>5} {:>11} {:>11} {:>11} {:>5} {:>8} {:>6}\n", row.period,
                           row.group, name, figures->business.n, figures->open, hours_or_dash(figures->business.p50),
                           hours_or_dash(figures->business.p90), hours_or_dash(figures->business.p95),
                           figures->compliance.met, figures->compliance.breached,
                           share ? fmt::format("{:.1f}%", *share * 100) : "-");
    }
}

void print(const std::vector<KpiRow>& rows, const std::string& by, std::ostream& out) {
    out << fmt::format("{:<10} {:<16} {:<20} {:>5} {:>5} {:>11} {:>11} {:>11} {:>5} {:>8} {:>6}\n", "period", by,
                       "working time", "n", "open", "P50", "P90", "P95", "met", "breached", "kept");
    for (const KpiRow& row : rows) {
        print_row(row, out);
    }
}

void kpi(const Options& options, Console& console) {
    const auto basis = read_basis(options);
    if (!basis) {
        return console.fail(basis.error());
    }
    std::vector<KpiClaim> claims;
    for (const std::string& file : options.files) {
        if (auto read = read_claims(file, *basis, options.by, claims); !read) {
            return console.fail(read.error());
        }
    }
    const auto rows = claims::kpi(basis->calendar, claims, *claims::period_length(options.period), basis->now);
    if (options.json) {
        console.out << to_json(rows, basis->now).dump(2) << '\n';
    } else {
        print(rows, options.by, console.out);
    }
}

}  // namespace

void add_kpi_commands(CLI::App& app, Console& console) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("kpi", "Response times of many claims: percentiles and targets kept");
    command->add_option("--events", options->files, "Files of claims with their events, YAML or JSON")->required();
    command->add_option("--calendar", options->calendar, "Working hours, YAML or JSON")->required();
    command->add_option("--policy", options->policy, "Targets, YAML or JSON; without it nothing is met or breached");
    command->add_option("--period", options->period, "Period in which a clock began: day, week, month or all")
        ->check(CLI::IsMember({"day", "week", "month", "all"}))
        ->default_str("week");
    command->add_option("--by", options->by, "A member of the claims to group by, such as carrier");
    command->add_option("--at", options->at, "The moment at which open clocks are judged (RFC 3339); default: now");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "\nPercentiles are by nearest rank, with n; an open clock past its target is breached already.\n\nExamples:\n"
        "  shipwitness kpi --events claims.json --calendar config/calendars/warehouse.yaml\n"
        "  shipwitness kpi --events may.json june.json --calendar config/calendars/warehouse.yaml \\\n"
        "      --policy config/calendars/policies.yaml --period month --by carrier --json");
    command->callback([options, &console] { kpi(*options, console); });
}

}  // namespace shipwitness::cli
