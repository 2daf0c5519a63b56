#include "cli/learn_command.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "claims/replies/learning.h"
#include "cli/files.h"
#include "cli/rule_file.h"

namespace shipwitness::cli {
namespace {

using namespace claims::replies;

const std::map<std::string, Language> kLanguages{{"en", Language::english}, {"ru", Language::russian}};
constexpr std::size_t kMaxFileBytes = std::size_t{16} * 1024 * 1024;

struct Options {
    Language language = Language::english;
    std::string rules;
    std::vector<std::string> sets;
    std::string sentences;
    std::string out;
    bool check = false;
};

Result<void> read_sets(const Options& options, const RuleBook& book, Lessons& lessons) {
    for (const std::string& folder : options.sets) {
        const auto files = files_in(folder, ".yaml");
        if (!files) {
            return tl::unexpected(files.error());
        }
        for (const auto& file : *files) {
            const auto yaml = read_file(file, kMaxFileBytes);
            if (!yaml) {
                return tl::unexpected(yaml.error());
            }
            auto set = read_labelled_set(*yaml, file.string(), book.rules());
            if (!set) {
                return tl::unexpected(set.error());
            }
            lessons.sets.push_back({file.stem().string(), *std::move(set)});
        }
    }
    return {};
}

Result<void> read_banks(const Options& options, const RuleBook& book, Lessons& lessons) {
    if (options.sentences.empty()) {
        return {};
    }
    const auto files = files_in(options.sentences, ".txt");
    if (!files) {
        return tl::unexpected(files.error());
    }
    const auto known = book.rules();
    for (const auto& file : *files) {
        const std::string rule = file.stem().string();
        if (std::ranges::find(known, rule) == known.end()) {
            return fail(
                ErrorKind::invalid, "rule_unknown",
                fmt::format("{}: there is no rule \"{}\"; a bank is named after its rule.", file.string(), rule));
        }
        const auto text = read_file(file, kMaxFileBytes);
        if (!text) {
            return tl::unexpected(text.error());
        }
        auto bank = read_bank(*text, rule, file.string());
        if (!bank) {
            return tl::unexpected(bank.error());
        }
        lessons.bank.insert(lessons.bank.end(), bank->begin(), bank->end());
    }
    return {};
}

std::string in_figures(const Score& score) {
    return fmt::format("{:9.2f} {:6.2f}", score.precision(), score.recall());
}

void add(Score& sum, const std::map<std::string, Score>& scores, const std::string& rule) {
    const Score& one = scores.at(rule);
    sum.hits += one.hits;
    sum.false_alarms += one.false_alarms;
    sum.misses += one.misses;
}

/// One line for each rule, all sets together, each judged by a reader that has not learnt from it.
void print_trials(const std::vector<Trial>& trials, const std::vector<Reading>& readings, std::ostream& out) {
    out << fmt::format("{:22} {:>6} {:>16} {:>16} {:>16}\n", "precision, recall", "faulty", "patterns", "reader alone",
                       "both");
    for (const Reading& reading : readings) {
        Score patterns;
        Score reader;
        Score both;
        for (const Trial& trial : trials) {
            add(patterns, trial.patterns.by_rule, reading.rule);
            add(reader, trial.reader.by_rule, reading.rule);
            add(both, trial.both.by_rule, reading.rule);
        }
        out << fmt::format("{:22} {:>6} {} {} {}\n", reading.rule, both.hits + both.misses, in_figures(patterns),
                           in_figures(reader), in_figures(both));
    }
    out << fmt::format(
        "{} sets; the patterns may have learnt from all of them, the reader from all but the one judged\n",
        trials.size());
}

/// Writes the reader down and tries the rules' own examples with it.
void write(const Options& options, const RuleBook& book, const SecondReader& reader, Console& console) {
    if (auto written = write_file(options.out, reader.text()); !written) {
        return console.fail(written.error());
    }
    const auto both = book.with(reader);
    if (!both) {
        return console.fail(both.error());
    }
    const ReaderModel& model = reader.model();
    console.out << fmt::format("{}: {} rules from {} letters, {} sentences; {} patterns known of {}\n", options.out,
                               model.rules.size(), model.letters, model.sentences, model.patterns.size(),
                               book.doubtable().size());
    for (const Example& example : both->examples()) {
        const auto found_in = [&example](const RuleBook& by) {
            const auto findings = by.check(example.text, example.stage);
            return findings && std::ranges::find(*findings, example.rule, &Finding::rule) != findings->end();
        };
        if (found_in(*both) != example.bad && found_in(book) == example.bad) {
            console.out << fmt::format(
                "{}:{}: with this reader {} {}: {}\n", options.rules, example.line, example.rule,
                example.bad ? "does not find its bad example" : "finds fault with its good example", example.text);
            console.exit = Exit::findings;
        }
    }
}

void learn(const Options& options, Console& console) {
    if (options.out.empty() && !options.check) {
        return console.fail("learn needs --out FILE, --check, or both.");
    }
    const auto book = read_patterns(options.rules, options.language);
    if (!book) {
        return console.fail(book.error());
    }
    Lessons lessons;
    if (auto read = read_sets(options, *book, lessons); !read) {
        return console.fail(read.error());
    }
    if (auto read = read_banks(options, *book, lessons); !read) {
        return console.fail(read.error());
    }
    const auto learning = Learning::from(*book, lessons);
    if (!learning) {
        return console.fail(learning.error());
    }
    if (options.check) {
        const auto trials = try_each_set(*book, *learning, lessons);
        if (!trials) {
            return console.fail(trials.error());
        }
        print_trials(*trials, book->readings(), console.out);
    }
    if (!options.out.empty()) {
        write(options, *book, learning->all(), console);
    }
}

}  // namespace

void add_learn_command(CLI::App& group, Console& console) {
    auto options = std::make_shared<Options>();
    auto* learning = group.add_subcommand("learn", "Make the second reader of a rule file from labelled letters");
    learning->add_option("--language", options->language, "Language of the letters: ru or en")
        ->transform(CLI::CheckedTransformer(kLanguages).description("ru|en"))
        ->required();
    learning->add_option("--rules", options->rules, "The rule file")->required();
    learning->add_option("--sets", options->sets, "Folders of labelled sets, *.yaml")->required();
    learning->add_option("--sentences", options->sentences,
                         "A folder of banks, RULE.txt: lines \"+ faulty\", \"- innocent\"");
    learning->add_option("--out", options->out, "The reader's file to write");
    learning->add_flag("--check", options->check, "Judge each set by a reader that has not learnt from it");
    learning->footer(
        "\nThe same rules and letters give the same reader. Exit code 2 when the rules' own examples no longer hold "
        "with it.\n\nExample:\n"
        "  shipwitness reply learn --language en --rules config/replies/en.yaml --sets tests/data/replies/en "
        "--sentences tests/data/replies/en/sentences --out config/replies/en.reader");
    learning->callback([options, &console] { learn(*options, console); });
}

}  // namespace shipwitness::cli
