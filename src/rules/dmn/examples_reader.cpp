#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "rules/dmn/reading.h"
#include "rules/feel/free_names.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/parser.h"

namespace shipwitness::rules::dmn {
namespace {

constexpr std::array<std::pair<std::string_view, Outcome>, 3> kOutcomes{
    {{"decided", Outcome::decided}, {"inquiry", Outcome::inquiry}, {"open", Outcome::open}}};

std::string or_nearest(std::string_view word, const std::vector<std::string>& words) {
    const auto near = nearest(word, words);
    return near ? "; is `" + *near + "` meant?" : "";
}

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        if (const auto part = trim(text.substr(0, comma)); !part.empty()) {
            parts.emplace_back(part);
        }
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return parts;
}

std::optional<int> row_number(const std::string& text) {
    constexpr std::size_t kMaxDigits = 6;
    const bool digits =
        text.size() <= kMaxDigits && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && !text.empty() && text != "0" ? std::optional(std::stoi(text)) : std::nullopt;
}

std::string whole_text(pugi::xml_node node) {
    std::string text;
    for (const pugi::xml_node piece : node.children()) {
        if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) {
            text += piece.value();
        }
    }
    return text;
}

}  // namespace

void Reader::read_examples(pugi::xml_node node, detail::Decision& into) {
    for (const pugi::xml_node each : child(node, "extensionElements").children()) {
        if (each.type() != pugi::node_element || local_name(each) != "example" || namespace_of(each) != kOwnNamespace) {
            continue;
        }
        const std::string name = attribute(each, "name");
        const Place place{into.name, {}, "example " + (name.empty() ? "without a name" : name)};
        const auto same = [&](const Example& other) { return other.name == name; };
        constexpr std::size_t kMaxExamples = 1'000;
        if (into.examples.size() == kMaxExamples) {
            refuse(each, place, "a decision may have at most " + std::to_string(kMaxExamples) + " examples");
            return;
        }
        if (name.empty() || std::any_of(into.examples.begin(), into.examples.end(), same)) {
            refuse(each, place, name.empty() ? "an example needs a name" : "there are two examples of this name");
            continue;
        }
        Example example;
        example.name = name;
        example.line = xml_.line_of(each);
        read_example_attributes(each, place, example);
        read_example_parts(each, place, example);
        into.examples.push_back(std::move(example));
    }
}

void Reader::read_example_attributes(pugi::xml_node node, const Place& place, Example& into) {
    static const std::vector<std::string> kNames{"name", "outcome", "rows", "asks", "unobtainable"};
    for (const pugi::xml_attribute each : node.attributes()) {
        const std::string key = each.name();
        const std::string value = each.value();
        if (std::find(kNames.begin(), kNames.end(), key) == kNames.end() && !key.starts_with("xml")) {
            refuse(node, place, "an example has no `" + key + "`" + or_nearest(key, kNames));
        } else if (key == "outcome") {
            const auto* const found =
                std::find_if(kOutcomes.begin(), kOutcomes.end(), [&](const auto& one) { return one.first == value; });
            if (found == kOutcomes.end()) {
                refuse(node, place, "the outcome is decided, inquiry or open, not `" + value + "`");
            } else {
                into.outcome = found->second;
            }
        } else if (key == "asks") {
            into.asks = value;
        } else if (key == "unobtainable") {
            const auto names = parts_of(value);
            into.facts.unobtainable.insert(names.begin(), names.end());
        } else if (key == "rows") {
            into.rows.emplace();
            for (const std::string& part : parts_of(value)) {
                if (const auto number = row_number(part)) {
                    into.rows->push_back(*number);
                } else {
                    refuse(node, place, "`" + part + "` is no number of a row");
                }
            }
            std::sort(into.rows->begin(), into.rows->end());
        }
    }
}

void Reader::read_example_parts(pugi::xml_node node, const Place& place, Example& into) {
    for (const pugi::xml_node each : node.children()) {
        if (each.type() != pugi::node_element) {
            continue;
        }
        const std::string_view part = local_name(each);
        if (namespace_of(each) != kOwnNamespace || (part != "facts" && part != "outputs")) {
            refuse(each, place, "an example has `facts` and `outputs`, no `" + std::string(each.name()) + "`");
            continue;
        }
        for (auto& [name, value] : example_values(each, place)) {
            if (part == "facts") {
                into.facts.known.emplace(name, std::move(value));
            } else {
                into.outputs.emplace_back(name, std::move(value));
            }
        }
    }
}

Context Reader::example_values(pugi::xml_node node, const Place& place) {
    const std::string text = whole_text(node);
    const auto parsed = feel::parse_expression(text, definitions_.known);
    if (!parsed) {
        refuse(node, place, parsed.error());
        return {};
    }
    if (const auto names = feel::free_names(**parsed); !names.empty()) {
        refuse(node, place,
               "nothing is called `" + *names.begin() + "` here; a text stands in quotes: \"" + *names.begin() + "\"");
        return {};
    }
    feel::Budget budget;
    budget.steps = 10'000;  // a case is written down, not computed
    const Value value = feel::evaluate(**parsed, feel::Scope(), budget);
    if (value.context() == nullptr) {
        refuse(node, place, "facts and outputs stand in braces: {kind: \"lost\", pieces: 3}");
        return {};
    }
    return *value.context();
}

}  // namespace shipwitness::rules::dmn
