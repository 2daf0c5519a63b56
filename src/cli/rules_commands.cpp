#include "cli/rules_commands.h"

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/fact_faults.h"
#include "cli/files.h"
#include "cli/replay_command.h"
#include "cli/rules_json.h"
#include "cli/tck_command.h"
#include "rules/check.h"
#include "rules/evaluate.h"
#include "rules/fact_reader.h"
#include "rules/model.h"

namespace shipwitness::cli {
namespace {

using rules::Language;

const std::map<std::string, Language> kLanguages{{"en", Language::english}, {"ru", Language::russian}};

/// What people call the annotation columns of the shipped tables.
const std::map<std::string, std::pair<const char*, const char*>> kColumnNames{
    {"reason", {"reason", "основание"}},
    {"question", {"ask next", "спросить дальше"}},
    {"request", {"request", "просьба"}},
    {"source", {"source", "источник"}}};

struct Options {
    std::vector<std::string> files;
    std::string file;
    std::string decision;
    std::string facts;
    Language language = Language::english;
    bool json = false;
};

void add_common(CLI::App& command, Options& options) {
    command.add_option("--language", options.language, "Language of the texts: en or ru")
        ->transform(CLI::CheckedTransformer(kLanguages).description("en|ru"))
        ->default_str("en");
    command.add_flag("--json", options.json, "Print JSON");
}

/// Adds what was found in one file to what was found before.
void merge(rules::Report&& from, rules::Report& into) {
    const auto move_all = [](auto& source, auto& target) {
        target.insert(target.end(), std::make_move_iterator(source.begin()), std::make_move_iterator(source.end()));
    };
    move_all(from.gaps, into.gaps);
    move_all(from.overlaps, into.overlaps);
    move_all(from.unreachable, into.unreachable);
    move_all(from.errors, into.errors);
    into.cells += from.cells;
    into.gap_cells += from.gap_cells;
    into.overlap_cells += from.overlap_cells;
    into.examples += from.examples;
}

/// Why a file cannot be read. Only the codes of read_file() come here.
std::string in_words(const Error& error, const std::string& file, Language language) {
    if (language == Language::english) {
        return error.detail;
    }
    if (error.code == "file_not_found") {
        return "Файла " + file + " нет.";
    }
    if (error.code == "file_is_folder") {
        return file + ": это папка, укажите файл.";
    }
    if (error.code == "file_too_large") {
        return "Файл " + file + " слишком большой.";
    }
    return "Файл " + file + " не читается.";
}

/// What was found in one file. `read` is counted up when there was a file to look into.
rules::Report check_file(const std::string& file, Language language, std::size_t& read) {
    rules::Report report;
    const auto bytes = read_file(file, rules::kMaxFileBytes);
    read += bytes ? 1 : 0;
    if (!bytes) {
        report.errors.push_back({file, "", {}, "", in_words(bytes.error(), file, language), {}});
        return report;
    }
    const auto model = rules::load(*bytes, file);
    if (!model) {
        report.errors = model.error();
        return report;
    }
    return rules::check(*model, language);
}

std::string count_text(std::uint64_t count, bool russian) {
    return count == std::numeric_limits<std::uint64_t>::max() ? (russian ? "больше 10^19" : "more than 10^19")
                                                              : std::to_string(count);
}

std::string summary(const rules::Report& report, const std::string& file, Language language) {
    const bool russian = language == Language::russian;
    if (report.clean()) {
        const std::string examples =
            report.examples == 0 ? ""
                                 : fmt::format(fmt::runtime(russian ? " Примеры ({}) сходятся." : " {} examples hold."),
                                               report.examples);
        return fmt::format(fmt::runtime(russian ? "{}: сочетаний {}, пробелов и пересечений нет.{}"
                                                : "{}: {} combinations, no gaps, no overlaps.{}"),
                           file, count_text(report.cells, russian), examples);
    }
    return fmt::format(fmt::runtime(russian ? "{}: сочетаний {}; без строки {}; с пересечением строк {}; недостижимых "
                                              "строк {}; ошибок {}."
                                            : "{}: {} combinations; {} without a row, {} with an overlap; {} "
                                              "unreachable rows; {} errors."),
                       file, count_text(report.cells, russian), count_text(report.gap_cells, russian),
                       count_text(report.overlap_cells, russian), report.unreachable.size(), report.errors.size());
}

void print_text(const rules::Report& report, const std::string& file, Language language, std::ostream& out) {
    for (const rules::Problem& problem : report.errors) {
        out << rules::to_text(problem) << '\n';
    }
    const auto print = [&](const auto& findings) {
        for (const auto& finding : findings) {
            out << file << ": " << finding.decision << ": " << finding.text << '\n';
        }
    };
    print(report.gaps);
    print(report.overlaps);
    print(report.unreachable);
    out << summary(report, file, language) << '\n';
}

void check(const Options& options, Console& console) {
    rules::Report all;
    std::size_t read = 0;
    for (const std::string& file : options.files) {
        rules::Report report = check_file(file, options.language, read);
        if (!options.json) {
            print_text(report, file, options.language, console.out);
        }
        merge(std::move(report), all);
    }
    if (options.json) {
        console.out << to_json(all).dump(2) << '\n';
    }
    console.exit = read == 0 ? Exit::trouble : (all.clean() ? Exit::ok : Exit::findings);
}

void print_text(const rules::Model& model, const Options& options, const rules::Evaluation& evaluation,
                std::ostream& out) {
    const bool russian = options.language == Language::russian;
    const auto line = [&](const char* in_english, const char* in_russian, const std::string& text) {
        if (!text.empty()) {
            out << (russian ? in_russian : in_english) << ": " << text << '\n';
        }
    };
    const OrderedJson json = to_json(evaluation);
    line("outcome", "итог", json["outcome"].get<std::string>());
    for (const auto& [name, value] : evaluation.outputs) {
        out << name << ": " << rules::to_plain(value) << '\n';
    }
    line("rows", "строки", fmt::format("{}", fmt::join(evaluation.matched, ", ")));
    if (evaluation.matched.size() == 1) {
        const int row = evaluation.matched.front();
        for (const std::string& column : model.annotation_columns(options.decision)) {
            if (column == "question" && evaluation.question) {
                continue;  // the same words stand below, as what to ask next
            }
            const auto known = kColumnNames.find(column);
            const std::string text = model.annotation(options.decision, row, column, options.language);
            line(known == kColumnNames.end() ? column.c_str() : known->second.first,
                 known == kColumnNames.end() ? column.c_str() : known->second.second, text);
        }
    }
    line("unknown", "неизвестно", fmt::format("{}", fmt::join(evaluation.unknown, ", ")));
    if (evaluation.question) {
        const auto& question = *evaluation.question;
        line("ask next", "спросить дальше",
             question.fact.empty() ? question.text : question.text + " (" + question.fact + ")");
    }
}

void evaluate(const Options& options, Console& console) {
    const auto bytes = read_file(options.file, rules::kMaxFileBytes);
    if (!bytes) {
        return console.fail(in_words(bytes.error(), options.file, options.language));
    }
    const auto model = rules::load(*bytes, options.file);
    if (!model) {
        for (const rules::Problem& problem : model.error()) {
            console.fail(rules::to_text(problem));
        }
        return;
    }
    const auto json = read_file(options.facts, rules::kMaxFactsBytes);
    if (!json) {
        return console.fail(in_words(json.error(), options.facts, options.language));
    }
    const FactsFile source{options.facts, *json, options.decision, options.language};
    const auto refuse = [&](const Error& error, const rules::Facts& facts) {
        for (const std::string& fault : fact_faults(error, *model, facts, source)) {
            console.fail(fault);
        }
    };
    const auto facts = rules::read_facts(*model, options.decision, *json);
    if (!facts) {
        return refuse(facts.error(), {});
    }
    const auto evaluation = rules::evaluate(*model, options.decision, *facts, options.language);
    if (!evaluation) {
        return refuse(evaluation.error(), *facts);
    }
    if (options.json) {
        console.out << to_json(*evaluation).dump(2) << '\n';
    } else {
        print_text(*model, options, *evaluation, console.out);
    }
}

}  // namespace

void add_rules_commands(CLI::App& app, Console& console) {
    auto* group = app.add_subcommand("rules", "Decision tables: check them, apply them to a case");
    group->require_subcommand(1);
    // Shared with the callbacks, which run after this function has returned.
    auto options = std::make_shared<Options>();

    auto* checking = group->add_subcommand("check", "Find gaps, overlaps and rows that never apply");
    checking->add_option("FILE", options->files, "Rules in DMN 1.1 to 1.5")->required();
    add_common(*checking, *options);
    checking->footer(
        "\nExit code 0 when every file is clean, 2 when anything was found, 1 when no file could be "
        "read.\n\nExamples:\n"
        "  shipwitness rules check config/rules/cause.dmn\n"
        "  shipwitness rules check config/rules/cause.dmn --language ru --json");
    checking->callback([options, &console] { check(*options, console); });

    auto* evaluating = group->add_subcommand("evaluate", "Apply a decision to the facts of a case");
    evaluating->add_option("FILE", options->file, "Rules in DMN 1.1 to 1.5")->required();
    evaluating->add_option("--decision", options->decision, "The decision's name in the file")->required();
    evaluating->add_option("--facts", options->facts, "A JSON file with one object, a member for each known fact")
        ->required();
    add_common(*evaluating, *options);
    evaluating->footer(
        "\nA fact that is absent or null is unknown; {\"unobtainable\": true} is unknown and will not be asked for.\n"
        "\nExamples:\n"
        "  echo '{\"kind\": \"visible\", \"video\": \"ok\"}' > facts.json\n"
        "  shipwitness rules evaluate config/rules/cause.dmn --decision cause --facts facts.json\n"
        "  shipwitness rules evaluate config/rules/cause.dmn --decision cause --facts facts.json --language ru --json");
    evaluating->callback([options, &console] { evaluate(*options, console); });

    add_replay_command(*group, console);
    add_tck_command(*group, console);
}

}  // namespace shipwitness::cli
