#include <algorithm>
#include <string>

#include "core/text.h"
#include "http/routes.h"
#include "http/words.h"

// Compares the route table with the `paths:` of an OpenAPI document written as our documents are: YAML in block style,
// paths indented by two spaces, methods by four. A document written otherwise shows up as undocumented routes.

namespace shipwitness::http {

namespace {

constexpr std::size_t kPathIndent = 2;
constexpr std::size_t kMethodIndent = 4;

std::size_t indent_of(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

/// The key of "  key:" or "  'key':"; empty when the line is none.
std::string key_of(std::string_view line) {
    std::string_view key = trim(line);
    const std::size_t colon = key.rfind(':');
    if (key.starts_with('#') || colon == std::string_view::npos || !trim(key.substr(colon + 1)).empty()) {
        return {};
    }
    key = key.substr(0, colon);
    if (key.size() >= 2 && (key.front() == '\'' || key.front() == '"')) {
        key = key.substr(1, key.size() - 2);
    }
    return std::string(key);
}

/// "GET /api/v1/orders/{number}" for each operation of the document.
std::vector<std::string> documented(std::string_view document) {
    std::vector<std::string> operations;
    std::string path;
    bool in_paths = false;
    while (!document.empty()) {
        const std::size_t end = std::min(document.find('\n'), document.size());
        const std::string_view line = document.substr(0, end);
        document.remove_prefix(std::min(end + 1, document.size()));
        const std::size_t indent = indent_of(line);
        if (indent == 0 && !line.empty() && line.front() != '#') {
            in_paths = trim(line) == "paths:";
        } else if (in_paths && indent == kPathIndent) {
            path = key_of(line);
        } else if (in_paths && indent == kMethodIndent && !path.empty()) {
            std::string word = key_of(line);
            std::ranges::transform(word, word.begin(),
                                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
            if (method_of(word)) {
                operations.push_back(word + " " + path);
            }
        }
    }
    return operations;
}

/// A rest parameter "{path*}" is written "{path}" in OpenAPI, which has no word for it.
std::string in_openapi(std::string pattern) {
    std::erase(pattern, '*');
    return pattern;
}

}  // namespace

std::vector<std::string> differences(const Routes& routes, std::string_view document) {
    std::vector<std::string> known = documented(document);
    std::vector<std::string> served;
    for (const Routes::Route& route : routes.all()) {
        served.push_back(std::string(word_of(route.method)) + " " + in_openapi(route.pattern));
    }
    std::ranges::sort(known);
    std::ranges::sort(served);
    std::vector<std::string> only;
    std::vector<std::string> faults;
    std::ranges::set_difference(served, known, std::back_inserter(only));
    for (const std::string& operation : only) {
        faults.push_back(operation + " is not documented");
    }
    only.clear();
    std::ranges::set_difference(known, served, std::back_inserter(only));
    for (const std::string& operation : only) {
        faults.push_back(operation + " is documented, but not served");
    }
    return faults;
}

}  // namespace shipwitness::http
