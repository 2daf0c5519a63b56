#include "cli/fact_faults.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.h"

namespace shipwitness::cli {
namespace {

using rules::FactInfo;
using rules::Language;
using rules::Model;

/// "facts.json:3" for the member of that name; without a line when the name is spelt with escapes.
std::string place_of(const FactsFile& file, const std::string& fact) {
    const std::size_t at = file.bytes.find("\"" + fact + "\"");
    if (at == std::string_view::npos) {
        return file.name;
    }
    return fmt::format("{}:{}", file.name, std::count(file.bytes.begin(), file.bytes.begin() + at, '\n') + 1);
}

std::vector<std::string> plain(const std::vector<rules::Value>& values) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const rules::Value& value : values) {
        texts.push_back(rules::to_plain(value));
    }
    return texts;
}

/// The words that would be right, and the one that was probably meant.
std::string right_words(const std::string& wrong, const std::vector<std::string>& words, bool russian) {
    std::string text = fmt::format("{}", fmt::join(words, ", "));
    if (const auto near = nearest(wrong, words)) {
        text += fmt::format(fmt::runtime(russian ? "; возможно, имелось в виду \"{}\"" : "; is \"{}\" meant?"), *near);
    }
    return text;
}

/// What a fact without a list of values must be.
std::string kind_of_value(const FactInfo& fact, bool russian) {
    if (!russian) {
        return fact.type;
    }
    constexpr std::pair<std::string_view, const char*> kNames[] = {
        {"string", "текст в кавычках"},
        {"number", "число без кавычек"},
        {"boolean", "true или false"},
        {"date", "дата, как \"2026-01-31\""},
        {"time", "время, как \"09:30:00\""},
        {"date and time", "дата и время, как \"2026-01-31T09:30:00Z\""},
        {"days and time duration", "длительность, как \"P3DT4H\""},
        {"years and months duration", "длительность, как \"P1Y2M\""}};
    for (const auto& [name, text] : kNames) {
        if (name == fact.type) {
            return text;
        }
    }
    return fact.type;
}

std::string fault_text(const FieldError& fault, const std::vector<FactInfo>& known, const rules::Facts& facts,
                       bool russian) {
    if (fault.code == "unknown_fact") {
        std::vector<std::string> names;
        names.reserve(known.size());
        for (const FactInfo& each : known) {
            names.push_back(each.name);
        }
        return (russian ? "такого факта у решения нет; есть " : "the decision knows no fact of this name; it knows ") +
               right_words(fault.field, names, russian);
    }
    const auto info =
        std::find_if(known.begin(), known.end(), [&](const FactInfo& each) { return each.name == fault.field; });
    const auto given = facts.known.find(fault.field);
    if (info != known.end() && given != facts.known.end() &&
        (fault.code == "wrong_type" || fault.code == "unknown_value")) {
        const std::string value = rules::to_feel(given->second);
        if (!info->allowed.empty()) {
            return value + (russian ? " не подходит; можно: " : " is none of the allowed values: ") +
                   right_words(rules::to_plain(given->second), plain(info->allowed), russian);
        }
        return russian ? value + " не подходит; нужно: " + kind_of_value(*info, russian) : fault.detail;
    }
    if (russian && fault.code == "fact_needed") {
        return "у этого факта нет списка значений, которые можно перебрать: его нужно указать";
    }
    if (russian && fault.code == "known_and_unobtainable") {
        return "факт либо известен, либо его не узнать";
    }
    return fault.detail;
}

}  // namespace

std::vector<std::string> fact_faults(const Error& error, const Model& model, const rules::Facts& facts,
                                     const FactsFile& file) {
    const bool russian = file.language == Language::russian;
    if (error.code == "facts_not_json") {
        const FieldError& fault = error.fields.front();
        return {fmt::format("{}{}: {}: {}", file.name, fault.field.empty() ? "" : ":" + fault.field,
                            russian ? "это не JSON" : "this is no JSON", fault.detail)};
    }
    if (error.code == "facts_no_object") {
        return {file.name + ": " +
                (russian ? "факты — это один объект JSON, по полю на факт: {\"kind\": \"lost\"}"
                         : "the facts must be one JSON object, with a member for each fact: "
                           "{\"kind\": \"lost\"}")};
    }
    if (error.code == "decision_unknown") {
        const auto decisions = model.decisions();
        return {fmt::format(fmt::runtime(russian ? "{}: решения \"{}\" здесь нет; есть {}"
                                                 : "{}: there is no decision \"{}\"; there is {}"),
                            model.file(), file.decision, right_words(file.decision, decisions, russian))};
    }
    if (error.fields.empty()) {
        return {error.detail};
    }
    const auto known = model.facts(file.decision);
    std::vector<std::string> lines;
    for (const FieldError& fault : error.fields) {
        lines.push_back(fmt::format("{}: {}: {}", place_of(file, fault.field), fault.field,
                                    fault_text(fault, known, facts, russian)));
    }
    return lines;
}

}  // namespace shipwitness::cli
