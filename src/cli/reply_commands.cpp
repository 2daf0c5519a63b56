#include "cli/reply_commands.h"

#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include "claims/replies/labelled_set.h"
#include "claims/replies/rule_book.h"
#include "cli/files.h"
#include "cli/learn_command.h"
#include "cli/rule_file.h"

namespace shipwitness::cli {
namespace {

using namespace claims::replies;
using OrderedJson = nlohmann::ordered_json;

const std::map<std::string, Language> kLanguages{{"en", Language::english}, {"ru", Language::russian}};
constexpr std::size_t kMaxSetBytes = std::size_t{16} * 1024 * 1024;

struct Options {
    std::optional<Language> language;
    std::string stage;
    std::string rules;  ///< a rule file instead of the one built in
    std::string set;
    std::string text;  ///< a file instead of standard input
    bool json = false;
    bool verbose = false;
};

Result<RuleBook> book_of(const Options& options, Language language) {
    if (options.rules.empty()) {
        return RuleBook::shipped(language);
    }
    return read_rule_file(options.rules, options.language);
}

/// Standard input, or a file. Reads a little more than is allowed, so that too long a text is told and not cut.
Result<std::string> read_reply(const Options& options) {
    if (!options.text.empty()) {
        return read_file(options.text, kMaxReplyBytes);
    }
    std::string text;
    constexpr std::size_t kPiece = 65'536;
    while (std::cin && text.size() <= kMaxReplyBytes) {
        const std::size_t before = text.size();
        text.resize(before + kPiece);
        std::cin.read(text.data() + before, kPiece);
        text.resize(before + static_cast<std::size_t>(std::cin.gcount()));
    }
    if (std::ferror(stdin) != 0) {  // std::cin takes this for the end
        return fail(ErrorKind::invalid, "reply_unreadable", "Standard input cannot be read.");
    }
    return text;
}

OrderedJson to_json(const std::vector<Finding>& findings) {
    OrderedJson list = OrderedJson::array();
    for (const Finding& finding : findings) {
        list.push_back({{"rule", finding.rule},
                        {"severity", to_word(finding.severity)},
                        {"start", finding.start},
                        {"end", finding.end},
                        {"text", finding.text},
                        {"why", finding.why},
                        {"suggestion", finding.suggestion}});
    }
    return {{"findings", std::move(list)}};
}

void print_text(const std::vector<Finding>& findings, Language language, std::ostream& out) {
    const bool russian = language == Language::russian;
    for (const Finding& finding : findings) {
        const bool block = finding.severity == Severity::block;
        out << (block ? (russian ? "нельзя отправить" : "blocks") : (russian ? "совет" : "advice")) << ' '
            << finding.rule;
        if (finding.end > finding.start) {
            out << fmt::format(" {}-{}: {}", finding.start, finding.end, finding.text);
        }
        out << "\n  " << finding.why << "\n  " << (russian ? "Лучше: " : "Better: ") << finding.suggestion << '\n';
    }
    if (findings.empty()) {
        out << (russian ? "Замечаний нет.\n" : "Nothing to mend.\n");
    }
}

struct Draft {
    RuleBook book;
    std::string reply;
};

/// The reply that is asked about, with the rules for its language. Rules first: who types a reply learns of a wrong
/// rule file before the work.
Result<Draft> draft_of(const Options& options) {
    auto book = book_of(options, options.language.value());
    if (!book) {
        return tl::unexpected(book.error());
    }
    auto reply = read_reply(options);
    if (!reply) {
        return tl::unexpected(reply.error());
    }
    return Draft{*std::move(book), *std::move(reply)};
}

/// What the second reader says of a match: " (second reader: 0.03, dropped)".
std::string second_opinion(const Match& match) {
    if (!match.probability) {
        return "";
    }
    return fmt::format(" (second reader: {:.2f}{})", *match.probability, match.dropped ? ", dropped" : "");
}

/// One line for each pattern that matches: which rule, where in the rule file, which words, what the second reader
/// says.
void explain(const Options& options, Console& console) {
    const auto draft = draft_of(options);
    if (!draft) {
        return console.fail(draft.error());
    }
    const auto matches = draft->book.explain(draft->reply);
    if (!matches) {
        return console.fail(matches.error());
    }
    for (const Match& match : *matches) {
        console.out << fmt::format("{} {}, line {}, at {}: {}{}\n", match.rule, match.key, match.line, match.start,
                                   match.text, second_opinion(match));
    }
}

void check(const Options& options, Console& console) {
    const auto draft = draft_of(options);
    if (!draft) {
        return console.fail(draft.error());
    }
    const auto findings = draft->book.check(draft->reply, stage_of(options.stage).value());
    if (!findings) {
        return console.fail(findings.error());
    }
    if (options.json) {
        console.out << to_json(*findings).dump(2) << '\n';
    } else {
        print_text(*findings, draft->book.language(), console.out);
    }
    console.exit = blocks(*findings) ? Exit::findings : Exit::ok;
}

/// Runs the examples of the rules; tells how many did not behave.
std::size_t run_examples(const RuleBook& book, const std::string& name, std::ostream& out) {
    std::size_t wrong = 0;
    for (const Example& example : book.examples()) {
        const auto findings = book.check(example.text, example.stage);
        const bool found = findings && std::ranges::find(*findings, example.rule, &Finding::rule) != findings->end();
        if (found != example.bad) {
            ++wrong;
            out << fmt::format("{}:{}: {} {} ({}): {}\n", name, example.line, example.rule,
                               example.bad ? "does not find its bad example" : "finds fault with its good example",
                               to_word(example.stage), example.text);
        }
    }
    out << fmt::format("{}: {} examples, {} wrong\n", name, book.examples().size(), wrong);
    return wrong;
}

void print_scores(const Scoring& scoring, const std::vector<LabelledReply>& set, std::ostream& out) {
    out << fmt::format("{:22} {:>9} {:>7} {:>9} {:>7} {:>6}\n", "rule", "precision", "recall", "expected", "false",
                       "missed");
    for (const auto& [rule, score] : scoring.by_rule) {
        out << fmt::format("{:22} {:9.2f} {:7.2f} {:9} {:7} {:6}\n", rule, score.precision(), score.recall(),
                           score.hits + score.misses, score.false_alarms, score.misses);
    }
    out << fmt::format("{} replies\n", set.size());
}

void score_set(const Options& options, const RuleBook& book, Console& console) {
    const auto yaml = read_file(options.set, kMaxSetBytes);
    if (!yaml) {
        return console.fail(yaml.error());
    }
    const auto set = read_labelled_set(*yaml, options.set, book.rules());
    if (!set) {
        return console.fail(set.error());
    }
    const auto scoring = score(book, *set);
    if (!scoring) {
        return console.fail(scoring.error());
    }
    if (options.verbose) {
        for (const Mistake& mistake : scoring->mistakes) {
            console.out << fmt::format("{} ({}): {} {}{}\n", mistake.reply->id, to_word(mistake.reply->stage),
                                       mistake.missed ? "misses" : "falsely finds", mistake.rule,
                                       mistake.words.empty() ? "" : ": " + mistake.words);
        }
    }
    print_scores(*scoring, *set, console.out);
    console.exit = scoring->mistakes.empty() ? Exit::ok : Exit::findings;
}

void test(const Options& options, Console& console) {
    std::vector<Language> languages{Language::english, Language::russian};
    if (options.language) {
        languages = {*options.language};
    } else if (!options.rules.empty()) {
        languages = {Language::english};  // the file says itself which it is
    } else if (!options.set.empty()) {
        return console.fail("--set needs --language, or --rules with a rule file.");
    }
    for (const Language language : languages) {
        const auto book = book_of(options, language);
        if (!book) {
            return console.fail(book.error());
        }
        if (!options.set.empty()) {
            return score_set(options, *book, console);
        }
        const std::string name =
            options.rules.empty() ? fmt::format("{}.yaml", code_of(book->language())) : options.rules;
        if (run_examples(*book, name, console.out) > 0) {
            console.exit = Exit::findings;
        }
    }
}

}  // namespace

void add_reply_commands(CLI::App& app, Console& console) {
    auto* group = app.add_subcommand("reply", "Replies to buyers: check a draft, test the rules");
    group->require_subcommand(1);
    // Shared with the callbacks, which run after this function has returned.
    auto options = std::make_shared<Options>();
    const auto add_language = [&](CLI::App& command) {
        return command.add_option("--language", options->language, "Language of the reply: ru or en")
            ->transform(CLI::CheckedTransformer(kLanguages).description("ru|en"));
    };

    auto* checking = group->add_subcommand("check", "Check the draft of a reply, read from standard input");
    add_language(*checking)->required();
    checking->add_option("--stage", options->stage, "Where in the claim the reply stands")
        ->required()
        ->check(CLI::IsMember(stage_words()));
    checking->add_option("--text", options->text, "A file with the reply, instead of standard input");
    checking->add_option("--rules", options->rules, "A rule file, instead of the rules built in");
    checking->add_flag("--json", options->json, "Print JSON");
    checking->footer(
        "\nExit code 0 when nothing keeps the reply from being sent, 2 when something does.\n\nExamples:\n"
        "  shipwitness reply check --language en --stage answer < reply.txt\n"
        "  shipwitness reply check --language ru --stage refusal --json < reply.txt");
    checking->callback([options, &console] { check(*options, console); });

    auto* explaining =
        group->add_subcommand("explain", "Show every pattern that matches a reply, for writers of rules");
    add_language(*explaining)->required();
    explaining->add_option("--text", options->text, "A file with the reply, instead of standard input");
    explaining->add_option("--rules", options->rules, "A rule file, instead of the rules built in");
    explaining->footer(
        "\nExample:\n  shipwitness reply explain --language en --rules config/replies/en.yaml < reply.txt");
    explaining->callback([options, &console] { explain(*options, console); });

    auto* testing = group->add_subcommand("test", "Run the rules' own examples, or score them on a labelled set");
    add_language(*testing);
    testing->add_option("--set", options->set, "A labelled set: a YAML list of id, stage, expect, note and text");
    testing->add_option("--rules", options->rules, "A rule file, instead of the rules built in");
    testing->add_flag("--verbose", options->verbose, "With --set: every mistake");
    testing->footer(
        "\nExit code 0 when every example (or label) agrees with the rules, 2 when one does not.\n\nExamples:\n"
        "  shipwitness reply test\n"
        "  shipwitness reply test --rules config/replies/en.yaml\n"
        "  shipwitness reply test --language en --set letters.yaml --verbose");
    testing->callback([options, &console] { test(*options, console); });

    add_learn_command(*group, console);
}

}  // namespace shipwitness::cli
