#include "cli/deadline_commands.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "claims/deadline/case_reader.h"
#include "claims/deadline/deadline.h"
#include "claims/deadline/shipped_table.h"
#include "claims/deadline/table.h"
#include "claims/deadline/wording.h"
#include "cli/files.h"

namespace shipwitness::cli {
namespace {

namespace deadline = claims::deadline;
using rules::Language;
using OrderedJson = nlohmann::ordered_json;

const std::map<std::string, Language> kLanguages{{"en", Language::english}, {"ru", Language::russian}};

constexpr const char* kFooter = R"(
The case is one JSON object; what is left out is unknown, and the answer says what nevertheless follows:
  regime         CMR, 87-FZ, P-6, P-7, RU-road, Carmack/NMFC, UCC, CISG, Montreal, Hague-Visby, UPS, FedEx, DHL, CDEK,
                 Delovye Linii, PEK, contract
  kind           delay, lost, content (shortage, quantity), visible, hidden (quality), latent
  zone           time zone of the place of delivery, such as Europe/Moscow
  delivered      when the goods were received: local time 2025-03-03T14:30, or 2025-03-03 for some time of that day
  notified       when the notice was sent, the note or act made; by the clock of notified_zone, when that is another
  received       when the notice was received (87-FZ counts that)
  opened, discovered   for P-6 and for latent defects
  terms          {"local": true}, {"intercity": true}, {"perishable": true}; a contract's own {"days": 10}
  calendar       of the place: public_holidays, days_off_moved, working_weekend_days, each a list of dates

Examples:
  echo '{"regime": "CMR", "kind": "hidden", "zone": "Europe/Moscow", "delivered": "2025-03-03T14:30",
         "notified": "2025-03-11T18:00"}' > case.json
  shipwitness deadline --case case.json
  shipwitness deadline --case case.json --language ru --json)";

struct Options {
    std::string file;
    std::string table;
    Language language = Language::english;
    bool json = false;
};

OrderedJson to_json(const deadline::Deadline& found) {
    OrderedJson json;
    json["last_day"] = found.last_day ? OrderedJson(deadline::to_text(*found.last_day)) : OrderedJson();
    json["last_instant_utc"] =
        found.last_instant ? OrderedJson(deadline::to_utc_text(*found.last_instant)) : OrderedJson();
    json["verdict"] = deadline::to_text(found.verdict);
    json["effect"] = found.effect;
    json["why"] = found.why;
    json["source"] = found.source;
    return json;
}

void print_text(const deadline::Deadline& found, Language language, std::ostream& out) {
    const bool russian = language == Language::russian;
    const auto line = [&](const char* in_english, const char* in_russian, const std::string& text) {
        out << (russian ? in_russian : in_english) << ": " << text << '\n';
    };
    const std::string none = deadline::none_in_words(found, language);
    line("last day", "последний день", found.last_day ? deadline::to_text(*found.last_day) : none);
    line("last instant", "последний момент (UTC)",
         found.last_instant ? deadline::to_utc_text(*found.last_instant) : none);
    line("verdict", "итог", deadline::in_words(found.verdict, language));
    line("being late means", "опоздание означает", deadline::effect_in_words(found, language));
    line("why", "почему", found.why);
    line("source", "источник", found.source);
    const std::string days = deadline::day_table(found, language);
    if (!days.empty()) {
        out << '\n' << days;
    }
}

/// The table that the program carries, unless another is named. None: what is wrong with it has been told.
std::optional<deadline::Table> table_for(const std::string& file, Console& console) {
    if (file.empty()) {
        return deadline::shipped_table();
    }
    const auto bytes = read_file(file, rules::kMaxFileBytes);
    if (!bytes) {
        console.fail(bytes.error());
        return std::nullopt;
    }
    auto table = deadline::Table::load(*bytes, file);
    if (!table) {
        for (const rules::Problem& problem : table.error()) {
            console.fail(rules::to_text(problem));
        }
        return std::nullopt;
    }
    return *std::move(table);
}

void run(const Options& options, Console& console) {
    const auto table = table_for(options.table, console);
    if (!table) {
        return;
    }
    const auto json = read_file(options.file, deadline::kMaxCaseBytes);
    if (!json) {
        return console.fail(json.error());
    }
    const auto given = deadline::read_case(*json, table->regimes(), options.file);
    if (!given) {
        return console.fail(given.error());
    }
    auto found = deadline::find_deadline(*table, *given, options.language);
    if (!found) {
        for (auto& field : found.error().fields) {
            field.field = options.file + ": " + field.field;
        }
        return console.fail(found.error());
    }
    if (options.json) {
        console.out << to_json(*found).dump(2) << '\n';
    } else {
        print_text(*found, options.language, console.out);
    }
}

}  // namespace

void add_deadline_command(CLI::App& app, Console& console) {
    // Shared with the callback, which runs after this function has returned.
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("deadline", "Until when notice must be given, and whether it was");
    command->add_option("--case", options->file, "A JSON or YAML file with the case")->required();
    command->add_option("--table", options->table, "Another table of terms (DMN) than the one in the program");
    command->add_option("--language", options->language, "Language of the texts: en or ru")
        ->transform(CLI::CheckedTransformer(kLanguages).description("en|ru"))
        ->default_str("en");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(kFooter);
    command->callback([options, &console] { run(*options, console); });
}

}  // namespace shipwitness::cli
