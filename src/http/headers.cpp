#include <algorithm>
#include <stdexcept>

#include "core/text.h"
#include "http/message.h"

namespace shipwitness::http {

void Headers::set(std::string name, std::string value) {
    std::erase_if(fields_, [&](const auto& field) { return equal_ignoring_case(field.first, name); });
    fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string> Headers::get(std::string_view name) const {
    const auto found =
        std::ranges::find_if(fields_, [&](const auto& field) { return equal_ignoring_case(field.first, name); });
    return found == fields_.end() ? std::nullopt : std::optional(found->second);
}

const std::string& Request::parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    if (found == parameters.end()) {
        throw std::logic_error("the route has no parameter {" + name + "}");
    }
    return found->second;
}

std::optional<std::string> Request::query_value(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    for (const auto& [field, value] : headers.all()) {
        if (!equal_ignoring_case(field, "Cookie")) {
            continue;
        }
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            const std::string_view pair = trim(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const std::size_t equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
                return std::string(pair.substr(equals + 1));
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> Request::bearer() const {
    static constexpr std::string_view kScheme = "bearer ";
    const auto value = headers.get("Authorization");
    if (!value || value->size() <= kScheme.size() ||
        !equal_ignoring_case(std::string_view(*value).substr(0, kScheme.size()), kScheme)) {
        return std::nullopt;
    }
    return std::string(trim(std::string_view(*value).substr(kScheme.size())));
}

std::uint64_t size_of(const Pieces& pieces) {
    std::uint64_t size = 0;
    for (const Piece& piece : pieces) {
        const auto* text = std::get_if<std::string>(&piece);
        size += text != nullptr ? text->size() : std::get<FileRange>(piece).size_bytes;
    }
    return size;
}

}  // namespace shipwitness::http
