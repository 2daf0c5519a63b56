#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/clip_commands.h"
#include "cli/footage_folder.h"
#include "core/file_descriptor.h"
#include "evidence/sha256.h"
#include "media/mp4/scan.h"

namespace shipwitness::cli {

namespace {

using Json = nlohmann::json;

struct CheckOptions {
    std::string footage;
    std::string database;
    std::string camera;
    bool json = false;
};

/// What was found out about one file.
struct Checked {
    std::string file;
    std::size_t pictures = 0;
    std::uint64_t whole_bytes = 0;
    std::uint64_t file_bytes = 0;
    std::vector<std::string> findings{};
};

void check_scan(const FoundSegment& segment, const media::mp4::Scan& scan, Checked& checked) {
    checked.whole_bytes = scan.whole_bytes;
    checked.file_bytes = scan.file_bytes;
    for (const media::mp4::Fragment& fragment : scan.fragments) {
        checked.pictures += fragment.samples.size();
    }
    for (const media::mp4::Damage& damage : scan.damages) {
        checked.findings.push_back(
            fmt::format("damaged: {} bytes at {}: {}", damage.size_bytes, damage.offset, damage.what));
    }
    // A file that is being written ends anywhere.
    if (!scan.torn.empty() && !(segment.row && segment.row->open)) {
        checked.findings.push_back(
            fmt::format("torn: whole up to byte {} of {}: {}", scan.whole_bytes, scan.file_bytes, scan.torn));
    }
}

void check_row(const FoundSegment& segment, Checked& checked) {
    if (!segment.row) {
        checked.findings.emplace_back("unknown: the catalogue has no row of it");
        return;
    }
    if (segment.row->open || !segment.row->sha256) {
        return;
    }
    if (checked.file_bytes != segment.row->size_bytes) {
        checked.findings.push_back(fmt::format("size: the catalogue says {} bytes, the file has {}",
                                               segment.row->size_bytes, checked.file_bytes));
        return;
    }
    try {
        if (evidence::to_hex(evidence::sha256_of_file(segment.file)) != *segment.row->sha256) {
            checked.findings.emplace_back("changed: the file is not what was recorded (SHA-256)");
        }
    } catch (const std::system_error& error) {
        checked.findings.push_back(fmt::format("unreadable: {}", error.what()));
    }
}

Checked check(const FoundSegment& segment, bool has_catalogue) {
    Checked checked{segment.file.string()};
    if (!segment.on_disk) {
        checked.findings.emplace_back("missing: the catalogue has a row, and the file is not there");
        return checked;
    }
    const FileDescriptor file(::open(segment.file.c_str(), O_RDONLY | O_CLOEXEC));
    const auto scan = media::mp4::scan_fragments(file.get());
    if (scan) {
        check_scan(segment, *scan, checked);
    } else {
        checked.findings.push_back(scan.error().code + ": " + scan.error().detail);
    }
    if (scan && has_catalogue) {
        check_row(segment, checked);
    }
    return checked;
}

void print(const CheckOptions& options, const FootageFolder& footage, const std::vector<Checked>& files,
           std::size_t bad, Console& console) {
    if (options.json) {
        Json list = Json::array();
        for (const Checked& file : files) {
            list.push_back({{"file", file.file},
                            {"pictures", file.pictures},
                            {"whole_bytes", file.whole_bytes},
                            {"file_bytes", file.file_bytes},
                            {"findings", file.findings}});
        }
        console.out << Json{{"files", std::move(list)}, {"bad", bad}, {"foreign_files", footage.foreign.size()}}.dump(2)
                    << "\n";
        return;
    }
    std::size_t pictures = 0;
    for (const Checked& file : files) {
        pictures += file.pictures;
        for (const std::string& finding : file.findings) {
            console.out << file.file << ": " << finding << "\n";
        }
    }
    console.out << fmt::format("{} files, {} pictures; {} files need a look; {} files are not ours\n", files.size(),
                               pictures, bad, footage.foreign.size());
}

void run(const CheckOptions& options, Console& console) {
    const auto database =
        options.database.empty() ? std::nullopt : std::optional<std::filesystem::path>(options.database);
    const auto camera = options.camera.empty() ? std::nullopt : std::optional(CameraId(options.camera));
    const auto footage = read_footage(options.footage, database, camera);
    if (!footage) {
        console.fail(footage.error());
        return;
    }
    std::vector<Checked> files;
    std::size_t bad = 0;
    for (const FoundSegment& segment : footage->segments) {
        files.push_back(check(segment, footage->has_catalogue));
        bad += files.back().findings.empty() ? 0U : 1U;
    }
    print(options, *footage, files, bad, console);
    console.exit = bad == 0 ? Exit::ok : Exit::findings;
}

}  // namespace

void add_footage_commands(CLI::App& app, Console& console) {
    CLI::App* footage = app.add_subcommand("footage", "Recorded footage");
    footage->require_subcommand(1);
    auto options = std::make_shared<CheckOptions>();
    CLI::App* command =
        footage->add_subcommand("check", "Is every recorded file whole, and as the catalogue says it was recorded?");
    command->add_option("footage", options->footage, "Footage folder (data/capture/footage)")->required();
    command->add_option("--camera", options->camera, "This camera only");
    command->add_option("--database", options->database, "capture.sqlite: compares sizes and SHA-256 too");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Exit code 2: something was found.\n"
        "Example:\n  shipwitness footage check data/capture/footage --database data/capture/capture.sqlite");
    command->callback([options, &console] { run(*options, console); });
}

}  // namespace shipwitness::cli
