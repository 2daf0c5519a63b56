#include "http/words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/text.h"

namespace shipwitness::http {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods{{{Method::get, "GET"},
                                                                       {Method::head, "HEAD"},
                                                                       {Method::post, "POST"},
                                                                       {Method::put, "PUT"},
                                                                       {Method::patch, "PATCH"},
                                                                       {Method::del, "DELETE"},
                                                                       {Method::options, "OPTIONS"}}};

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool read_path(std::string_view path, std::string& decoded) {
    if (!path.starts_with('/')) {
        return false;
    }
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = std::min(path.find('/'), path.size());
        const auto segment = percent_decoded(path.substr(0, end), Plus::is_plus);
        if (!segment || *segment == "." || *segment == ".." || segment->find(kEncodedSlash) != std::string::npos) {
            return false;
        }
        decoded += '/';
        std::ranges::replace_copy(*segment, std::back_inserter(decoded), '/', kEncodedSlash);
        path.remove_prefix(end);
    }
    return is_utf8(decoded);
}

bool read_query(std::string_view query, std::map<std::string, std::string>& values) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percent_decoded(pair.substr(0, equals), Plus::is_space);
        const auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::is_space);
        if (!name || !value || !is_utf8(*name) || !is_utf8(*value)) {
            return false;
        }
        if (!name->empty()) {
            values[*name] = *value;
        }
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return true;
}

}  // namespace

std::string_view word_of(Method method) {
    return std::ranges::find(kMethods, method, &std::pair<Method, std::string_view>::first)->second;
}

std::optional<Method> method_of(std::string_view word) {
    const auto* const found = std::ranges::find(kMethods, word, &std::pair<Method, std::string_view>::second);
    return found == kMethods.end() ? std::nullopt : std::optional(found->first);
}

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::is_space) {
            decoded += ' ';
        } else if (text[i] != '%') {
            decoded += text[i];
        } else {
            const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0 || (high == 0 && low == 0)) {
                return std::nullopt;
            }
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return decoded;
}

bool read_target(std::string_view target, Request& request) {
    const std::size_t question = std::min(target.find('?'), target.size());
    return read_path(target.substr(0, question), request.path) &&
           read_query(target.substr(std::min(question + 1, target.size())), request.query);
}

Error too_large(std::size_t limit_bytes) {
    return {ErrorKind::too_large, "body_too_large",
            "At most " + std::to_string(limit_bytes) + " bytes are taken here."};
}

}  // namespace shipwitness::http
