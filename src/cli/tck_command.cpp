#include "cli/tck_command.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/files.h"
#include "rules/model.h"
#include "rules/tck.h"

namespace shipwitness::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string folder;
    std::string csv;
};

/// Files of test cases under the folder: XML beside a model. Sorted, so that results compare between runs.
std::vector<fs::path> test_files(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".xml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char sign : text) {
        result += sign == '"' ? "\"\"" : std::string(1, sign == '\n' || sign == '\r' ? ' ' : sign);
    }
    return result + "\"";
}

/// "compliance-level-2/0001-input-data-string", wherever the suite lies.
std::string suite_name(const fs::path& file) {
    const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
    return (folder.parent_path().filename() / folder.filename()).generic_string();
}

struct Totals {
    std::size_t cases = 0;
    std::size_t passed = 0;
    std::size_t unreadable = 0;  ///< files that are called test cases and are none
};

void run_file(const fs::path& file, Totals& totals, std::ostream& csv, Console& console) {
    const auto read = [&](const std::string& name) -> std::optional<std::string> {
        auto bytes = read_file(file.parent_path() / fs::path(name).filename(), rules::kMaxFileBytes);
        if (!bytes) {
            // Early files of the suite name their model as its author did, not as the file is called.
            bytes =
                read_file(file.parent_path() / (file.parent_path().filename().string() + ".dmn"), rules::kMaxFileBytes);
        }
        return bytes ? std::optional(*std::move(bytes)) : std::nullopt;
    };
    const auto bytes = read_file(file, rules::kMaxFileBytes);
    const auto results = bytes ? rules::run_tck(*bytes, read) : tl::unexpected(bytes.error().detail);
    if (!results) {
        // Other XML lies there too: diagrams, schemas. A broken file of test cases is not passed over in silence.
        if (file.stem().string().find("-test-") != std::string::npos) {
            ++totals.unreadable;
            console.err << file.string() << ": " << results.error() << '\n';
        }
        return;
    }
    const std::string name = file.stem().string();
    for (const rules::TckResult& result : *results) {
        ++totals.cases;
        totals.passed += result.success ? 1 : 0;
        csv << quoted(suite_name(file)) << ',' << quoted(name) << ',' << quoted(result.test_case) << ','
            << (result.success ? "\"SUCCESS\"" : "\"ERROR\"") << ',' << quoted(result.detail) << '\n';
        if (!result.success) {
            console.out << fmt::format("{} {} {}: {}\n", suite_name(file), name, result.test_case, result.detail);
        }
    }
}

void run_suite(const Options& options, Console& console) {
    std::error_code error;
    if (!fs::is_directory(options.folder, error)) {
        return console.fail("There is no folder " + options.folder + ".");
    }
    std::ofstream csv(options.csv, std::ios::binary);
    if (!csv) {
        return console.fail(options.csv + " cannot be written.");
    }
    Totals totals;
    for (const fs::path& file : test_files(options.folder)) {
        run_file(file, totals, csv, console);
    }
    csv.close();
    if (!csv) {
        return console.fail(options.csv + " could not be written whole.");
    }
    if (totals.cases == 0) {
        return console.fail(options.folder + " holds no test cases.");
    }
    console.out << fmt::format("{} of {} cases passed.\n", totals.passed, totals.cases);
    console.exit = totals.passed == totals.cases && totals.unreadable == 0 ? Exit::ok : Exit::findings;
}

}  // namespace

void add_tck_command(CLI::App& rules, Console& console) {
    auto options = std::make_shared<Options>();
    auto* command = rules.add_subcommand("tck", "Run a folder of the public DMN conformance suite");
    command->add_option("DIR", options->folder, "The suite, a level of it, or one of its folders")->required();
    command->add_option("--csv", options->csv, "Where the results go, in the suite's own format")->required();
    command->footer(
        "\nExit code 0 when every case passes, 2 when not.\n\nExample:\n"
        "  shipwitness rules tck tck/TestCases/compliance-level-2 --csv tck_results.csv");
    command->callback([options, &console] { run_suite(*options, console); });
}

}  // namespace shipwitness::cli
