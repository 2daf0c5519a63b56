#include "web/server/letters/templates.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

#include "core/text.h"
#include "web/server/letters/letter_kinds.h"

namespace shipwitness::web {

namespace {

constexpr std::string_view kNamesOfAll = "company contact order claim link";

std::optional<std::string> read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(in), {});
}

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == word) {
            return true;
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

/// Calls `plain` and `name` for the parts of a line in order.
template <class Plain, class Name>
void for_parts(std::string_view line, const Plain& plain, const Name& name) {
    while (!line.empty()) {
        const std::size_t open = line.find("{{");
        const std::size_t close = open == std::string_view::npos ? open : line.find("}}", open);
        if (close == std::string_view::npos) {
            plain(line);
            return;
        }
        plain(line.substr(0, open));
        name(line.substr(open + 2, close - open - 2));
        line.remove_prefix(close + 2);
    }
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::optional<std::string> fill_line(std::string_view line, const TemplateValues& values) {
    std::string filled;
    bool empty = false;
    for_parts(
        line, [&](std::string_view plain) { filled += plain; },
        [&](std::string_view name) {
            const auto value = values.find(std::string(name));
            empty = empty || value == values.end() || value->second.empty();
            filled += value == values.end() ? "" : value->second;
        });
    return empty ? std::nullopt : std::optional(filled);
}

/// Reads one file into subject and text; adds what is wrong with it to the faults.
FilledLetter read_letter(const std::filesystem::path& file, LetterKind kind, std::vector<FieldError>& faults) {
    const auto fault = [&](const std::string& code, const std::string& detail) {
        faults.push_back({file.string(), code, detail});
    };
    const auto text = read_file(file);
    if (!text || !is_utf8(*text)) {
        fault("malformed", text ? "is not UTF-8" : "cannot be read");
        return {};
    }
    const auto lines = lines_of(*text);
    if (lines.size() < 3 || trim(lines[0]).empty() || !trim(lines[1]).empty()) {
        fault("malformed", "must begin with the subject and an empty line");
        return {};
    }
    for (const std::string_view line : lines) {
        for_parts(
            line, [](std::string_view) {},
            [&](std::string_view name) {
                if (!has_word(kNamesOfAll, name) && !has_word(names_of(kind), name)) {
                    fault("unknown_value", "{{" + std::string(name) + "}} is not known in this letter; known are " +
                                               std::string(kNamesOfAll) + " " + std::string(names_of(kind)));
                }
            });
    }
    const std::size_t body = text->find('\n', text->find('\n') + 1) + 1;
    return {std::string(trim(lines[0])), text->substr(body)};
}

}  // namespace

std::string fill_template(std::string_view text, const TemplateValues& values) {
    std::string filled;
    for (const std::string_view line : lines_of(text)) {
        if (const auto whole = fill_line(line, values)) {
            filled += *whole;
            filled += '\n';
        }
    }
    // A line left out must not leave a hole between its neighbours.
    for (std::size_t hole = filled.find("\n\n\n"); hole != std::string::npos; hole = filled.find("\n\n\n", hole)) {
        filled.erase(hole, 1);
    }
    return filled;
}

Result<Templates> Templates::load(const std::filesystem::path& folder) {
    Templates templates;
    std::vector<FieldError> faults;
    for (const Language language : {Language::ru, Language::en}) {
        for (const LetterKind kind : kLetterKinds) {
            const auto file = folder / to_text(language) / (std::string(to_text(kind)) + ".txt");
            templates.letters_[{kind, language}] = read_letter(file, kind, faults);
        }
    }
    if (!faults.empty()) {
        std::string all;
        for (const FieldError& fault : faults) {
            all += (all.empty() ? "" : "\n") + fault.field + ": " + fault.detail;
        }
        return fail(ErrorKind::invalid, "templates_wrong", all, faults);
    }
    return templates;
}

FilledLetter Templates::fill(LetterKind kind, Language language, const TemplateValues& values) const {
    const FilledLetter& letter = letters_.at({kind, language});
    std::string subject = fill_template(letter.subject, values);
    while (!subject.empty() && subject.back() == '\n') {
        subject.pop_back();
    }
    return {std::move(subject), fill_template(letter.text, values)};
}

}  // namespace shipwitness::web
