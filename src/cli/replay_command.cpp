#include "cli/replay_command.h"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/files.h"
#include "cli/rules_json.h"
#include "rules/replay.h"

namespace shipwitness::cli {
namespace {

struct Options {
    std::string today;
    std::string draft;
    std::string decision;
    std::string cases;
    bool json = false;
};

std::optional<rules::Model> read_model(const std::string& file, Console& console) {
    const auto bytes = read_file(file, rules::kMaxFileBytes);
    if (!bytes) {
        console.fail(bytes.error());
        return std::nullopt;
    }
    const auto model = rules::load(*bytes, file);
    if (!model) {
        for (const rules::Problem& problem : model.error()) {
            console.fail(rules::to_text(problem));
        }
        return std::nullopt;
    }
    return *model;
}

std::string in_words(const rules::Evaluation& evaluation) {
    std::string text = to_json(evaluation)["outcome"].get<std::string>();
    for (const auto& [name, value] : evaluation.outputs) {
        text += ", " + name + " " + rules::to_plain(value);
    }
    return text;
}

std::string in_words(const Error& error) {
    std::string text = error.detail;
    for (const FieldError& field : error.fields) {
        text += " " + field.field + ": " + field.detail + ".";
    }
    return text;
}

OrderedJson to_json(const rules::Replay& replay) {
    OrderedJson json{{"same", replay.same}, {"changed", OrderedJson::array()}, {"refused", OrderedJson::array()}};
    for (const rules::ChangedCase& each : replay.changed) {
        json["changed"].push_back(
            {{"case", each.id}, {"before", cli::to_json(each.before)}, {"after", cli::to_json(each.after)}});
    }
    for (const rules::RefusedCase& each : replay.refused) {
        json["refused"].push_back({{"case", each.id}, {"reason", in_words(each.error)}});
    }
    return json;
}

void print_text(const rules::Replay& replay, std::ostream& out) {
    for (const rules::ChangedCase& each : replay.changed) {
        out << fmt::format("{}: {} -> {}\n", each.id, in_words(each.before), in_words(each.after));
    }
    for (const rules::RefusedCase& each : replay.refused) {
        out << fmt::format("{}: cannot be judged: {}\n", each.id, in_words(each.error));
    }
    out << fmt::format("{} cases stay as they are, {} change, {} cannot be judged.\n", replay.same,
                       replay.changed.size(), replay.refused.size());
}

void replay(const Options& options, Console& console) {
    const auto today = read_model(options.today, console);
    const auto draft = today ? read_model(options.draft, console) : std::nullopt;
    if (!today || !draft) {
        return;
    }
    const auto bytes = read_file(options.cases, rules::kMaxCasesBytes);
    if (!bytes) {
        return console.fail(bytes.error());
    }
    const auto cases = rules::read_cases(*today, options.decision, *bytes);
    if (!cases) {
        return console.fail(cases.error());
    }
    for (const rules::Model* model : {&*today, &*draft}) {
        if (!model->has_decision(options.decision)) {
            return console.fail("The file " + model->file() + " has no decision \"" + options.decision + "\".");
        }
    }
    const rules::Replay result = rules::replay(*today, *draft, options.decision, *cases);
    if (options.json) {
        console.out << to_json(result).dump(2) << '\n';
    } else {
        print_text(result, console.out);
    }
    console.exit = result.changed.empty() && result.refused.empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_replay_command(CLI::App& rules, Console& console) {
    auto options = std::make_shared<Options>();
    auto* command = rules.add_subcommand("replay", "Judge past cases by a draft of a table: what would change?");
    command->add_option("TODAY", options->today, "The table that holds today")->required();
    command->add_option("DRAFT", options->draft, "The table that may hold tomorrow")->required();
    command->add_option("--decision", options->decision, "The decision's name in both files")->required();
    command->add_option("--cases", options->cases, "A JSON file: [{\"id\": …, \"facts\": {…}}, …]")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "\nExit code 0 when no case changes, 2 when any does or cannot be judged.\n\nExample:\n"
        "  shipwitness rules replay config/rules/cause.dmn draft.dmn --decision cause --cases claims.json");
    command->callback([options, &console] { replay(*options, console); });
}

}  // namespace shipwitness::cli
