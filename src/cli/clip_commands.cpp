#include "cli/clip_commands.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/footage_folder.h"
#include "cli/piece_file.h"
#include "core/file_descriptor.h"
#include "media/clip/verify.h"

namespace shipwitness::cli {

namespace {

using Json = nlohmann::json;

struct CutOptions {
    std::string footage;
    std::string database;
    std::string camera;
    std::string from;
    std::string to;
    std::string order;
    std::string output;
    bool json = false;
};

struct VerifyOptions {
    std::string clip;
    std::string footage;
    std::string database;
    std::string camera;
    bool json = false;
};

std::optional<std::filesystem::path> maybe_path(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::filesystem::path>(text);
}

std::optional<CameraId> maybe_camera(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(CameraId(text));
}

Json interval_json(const Interval& interval) {
    return {{"from", to_rfc3339(interval.from)}, {"to", to_rfc3339(interval.to)}};
}

Json gaps_json(const std::vector<media::clip::Gap>& gaps) {
    Json list = Json::array();
    for (const media::clip::Gap& gap : gaps) {
        Json one = interval_json(gap.interval);
        one["reason"] = gap.reason;
        list.push_back(std::move(one));
    }
    return list;
}

Result<Interval> interval_of(const CutOptions& options) {
    const auto from = parse_rfc3339(options.from);
    const auto to = parse_rfc3339(options.to);
    if (!from || !to) {
        return invalid_field(from ? "--to" : "--from", "not_a_time", "is no RFC 3339 time, as 2026-11-22T08:36:56Z is");
    }
    if (*from >= *to) {
        return invalid_field("--to", "not_after_from", "must be later than --from");
    }
    return Interval{*from, *to};
}

Result<media::clip::Clip> assemble(const CutOptions& options) {
    const auto interval = interval_of(options);
    if (!interval) {
        return tl::unexpected(interval.error());
    }
    const CameraId camera(options.camera);
    const auto footage = read_footage(options.footage, maybe_path(options.database), camera);
    if (!footage) {
        return tl::unexpected(footage.error());
    }
    media::clip::Request request;
    request.interval = *interval;
    request.recordings = recordings_of(footage->segments);
    if (footage->has_catalogue) {
        request.gaps = read_gaps(options.database, camera, *interval);
    }
    request.caption = options.order.empty() ? camera.text() : options.order + " · " + camera.text();
    return media::clip::assemble(request);
}

void print_cut(const CutOptions& options, const media::clip::Clip& clip, Console& console) {
    if (options.json) {
        console.out << Json{{"file", options.output},
                            {"size_bytes", clip.size_bytes},
                            {"pictures", clip.pictures},
                            {"footage", interval_json(clip.footage)},
                            {"shown", interval_json(clip.shown)},
                            {"gaps", gaps_json(clip.gaps)}}
                           .dump(2)
                    << "\n";
        return;
    }
    console.out << fmt::format("{}: {} pictures, {} bytes, shows {} to {}\n", options.output, clip.pictures,
                               clip.size_bytes, to_rfc3339(clip.shown.from), to_rfc3339(clip.shown.to));
    for (const media::clip::Gap& gap : clip.gaps) {
        console.out << fmt::format("missing: {} to {}: {}\n", to_rfc3339(gap.interval.from),
                                   to_rfc3339(gap.interval.to), gap.reason);
    }
}

void cut(const CutOptions& options, Console& console) {
    const auto clip = assemble(options);
    if (!clip) {
        console.fail(clip.error());
        return;
    }
    if (clip->empty()) {
        console.fail("Nothing was recorded by " + options.camera + " between these times.");
        return;
    }
    write_clip(*clip, options.output);
    print_cut(options, *clip, console);
    console.exit = clip->gaps.empty() ? Exit::ok : Exit::findings;
}

void print_verification(const VerifyOptions& options, const media::clip::Verification& found, Console& console) {
    const auto error_ms = std::chrono::ceil<std::chrono::milliseconds>(found.largest_time_error).count();
    if (options.json) {
        Json json{{"clip", options.clip},
                  {"pictures", found.pictures},
                  {"foreign", found.foreign},
                  {"left_out", found.left_out},
                  {"parameters_as_recorded", found.parameters_as_recorded},
                  {"largest_time_error_ms", error_ms},
                  {"as_recorded", found.as_recorded()}};
        json["footage"] = found.footage ? interval_json(*found.footage) : Json(nullptr);
        console.out << json.dump(2) << "\n";
        return;
    }
    console.out << fmt::format(
        "bytes: {} of {} pictures are as recorded{}\n", found.pictures - found.foreign.size(), found.pictures,
        found.foreign.empty() ? std::string() : fmt::format("; first other: {}", found.foreign[0]));
    console.out << fmt::format("sequence: {} recorded pictures are left out\n", found.left_out);
    console.out << fmt::format("parameters: {}\n", found.parameters_as_recorded ? "as recorded" : "CHANGED");
    console.out << fmt::format("time: at most {} ms from the recording's\n", error_ms);
    console.out << (found.as_recorded() ? "The clip is as it was recorded.\n"
                                        : "The clip is NOT as it was recorded.\n");
}

void verify(const VerifyOptions& options, Console& console) {
    const FileDescriptor clip(::open(options.clip.c_str(), O_RDONLY | O_CLOEXEC));
    if (!clip) {
        console.fail("There is no file " + options.clip + ", or it cannot be read.");
        return;
    }
    const auto footage = read_footage(options.footage, maybe_path(options.database), maybe_camera(options.camera));
    if (!footage) {
        console.fail(footage.error());
        return;
    }
    const auto found = media::clip::verify(clip.get(), recordings_of(footage->segments));
    if (!found) {
        console.fail(found.error());
        return;
    }
    print_verification(options, *found, console);
    console.exit = found->as_recorded() ? Exit::ok : Exit::findings;
}

void add_cut(CLI::App& clip, Console& console) {
    auto options = std::make_shared<CutOptions>();
    CLI::App* command = clip.add_subcommand("cut", "Cut a clip out of a footage folder: original bytes, exact times");
    command->add_option("footage", options->footage, "Footage folder (data/capture/footage)")->required();
    command->add_option("--camera", options->camera, "Camera, as in capture.yaml")->required();
    command->add_option("--from", options->from, "First moment, RFC 3339")->required();
    command->add_option("--to", options->to, "Moment after the last one, RFC 3339")->required();
    command->add_option("--order", options->order, "Order number to show in the text track");
    command->add_option("--database", options->database, "capture.sqlite: exact times and the reasons of gaps");
    command->add_option("-o,--output", options->output, "The clip's file (.mp4)")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Exit code 2: the clip was made, and something of the interval is missing.\n"
        "Example:\n  shipwitness clip cut data/capture/footage --database data/capture/capture.sqlite --camera "
        "bench-1-top \\\n    --from 2026-11-22T08:36:56Z --to 2026-11-22T08:42:00Z --order SO-10417 -o clip.mp4");
    command->callback([options, &console] { cut(*options, console); });
}

void add_verify(CLI::App& clip, Console& console) {
    auto options = std::make_shared<VerifyOptions>();
    CLI::App* command =
        clip.add_subcommand("verify", "Compare every picture of a clip with the footage, byte by byte and in order");
    command->add_option("clip", options->clip, "The clip's file")->required();
    command->add_option("--footage", options->footage, "Footage folder (data/capture/footage)")->required();
    command->add_option("--camera", options->camera, "Compare with this camera only");
    command->add_option("--database", options->database, "capture.sqlite, for exact times");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Exit code 2: the clip is not as it was recorded.\n"
        "Example:\n  shipwitness clip verify clip.mp4 --footage data/capture/footage --camera bench-1-top");
    command->callback([options, &console] { verify(*options, console); });
}

}  // namespace

void add_clip_commands(CLI::App& app, Console& console) {
    CLI::App* clip = app.add_subcommand("clip", "Clips of recorded footage");
    clip->require_subcommand(1);
    add_cut(*clip, console);
    add_verify(*clip, console);
}

}  // namespace shipwitness::cli
