#include "cli/order_commands.h"

#include <cstdlib>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "http/client.h"

namespace shipwitness::cli {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxFileBytes = 20'000'000;
constexpr std::chrono::minutes kPatience{10};  // a file of the largest size, on a slow machine

struct ImportOptions {
    std::string file;
    std::string url = "http://127.0.0.1:8480";
    std::string token_variable = "SHIPWITNESS_ERP_TOKEN";
    bool json = false;
};

Result<Json> post(const ImportOptions& options, std::string csv) {
    const char* token = std::getenv(options.token_variable.c_str());
    if (token == nullptr) {
        return invalid_field("--token-variable", "not_set",
                             "the environment variable " + options.token_variable + " is not set");
    }
    http::ClientRequest request;
    request.method = http::Method::post;
    request.url = options.url + "/api/v1/orders/import";
    request.headers.set("Authorization", std::string("Bearer ") + token);
    request.headers.set("Content-Type", "text/csv");
    request.body = std::move(csv);
    request.timeout = kPatience;
    const auto response = http::send(request);
    if (!response) {
        return tl::unexpected(response.error());
    }
    Json body = Json::parse(response->body, nullptr, false);
    if (response->status != 200 || !body.is_object()) {
        const std::string what = body.is_object() ? body.value("detail", "") : "an answer that is not ours";
        return fail(ErrorKind::invalid, "refused",
                    fmt::format("{} answers {}: {}", options.url, response->status, what));
    }
    return body;
}

void print(const Json& report, Console& console) {
    fmt::print(console.out, "{} created, {} updated, {} unchanged\n", report.value("created", 0),
               report.value("updated", 0), report.value("unchanged", 0));
    for (const Json& error : report.value("errors", Json::array())) {
        const Json column = error.value("column", Json());
        fmt::print(console.err, "line {}{}: {}\n", error.value("line", 0),
                   column.is_string() ? ", " + column.get<std::string>() : "", error.value("detail", ""));
    }
    if (const int more = report.value("errors_left_out", 0); more > 0) {
        fmt::print(console.err, "and {} more rows\n", more);
    }
}

void import_file(const ImportOptions& options, Console& console) {
    auto csv = read_file(options.file, kMaxFileBytes);
    if (!csv) {
        console.fail(csv.error());
        return;
    }
    const auto report = post(options, std::move(*csv));
    if (!report) {
        console.fail(report.error());
        return;
    }
    if (options.json) {
        fmt::print(console.out, "{}\n", report->dump(2));
    } else {
        print(*report, console);
    }
    console.exit = report->value("errors", Json::array()).empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_order_commands(CLI::App& app, Console& console) {
    auto* orders = app.add_subcommand("orders", "Orders at the web service");
    orders->require_subcommand(1);
    auto* import =
        orders->add_subcommand("import", "Import a CSV file (docs/orders.md); the same file again is harmless");
    auto options = std::make_shared<ImportOptions>();
    import->add_option("FILE", options->file, "UTF-8, separated by , or ;")->required();
    import->add_option("--url", options->url, "Where shipwitness-web listens")->capture_default_str();
    import->add_option("--token-variable", options->token_variable, "Environment variable that holds a machine's token")
        ->capture_default_str();
    import->add_flag("--json", options->json, "Print the report as JSON");
    import->footer(
        "Example: shipwitness orders import orders.csv --url https://claims.example.com\n"
        "Exit codes: 0 all rows taken; 1 nothing was imported; 2 some rows were left out, as told.");
    import->callback([options, &console] { import_file(*options, console);
});
}  // namespace shipwitness::cli

}  // namespace shipwitness::cli
