#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "config/reader_parts.h"
#include "config/units.h"
#include "core/text.h"

namespace shipwitness::config {

namespace {

/// "cameras[0].url" with the prefix "SHIPWITNESS_CAPTURE_" is SHIPWITNESS_CAPTURE_CAMERAS__0__URL.
std::string environment_name(const std::string& prefix, const std::string& path) {
    std::string name = prefix;
    for (const char c : path) {
        if (c == '.' || c == '[') {
            name += "__";
        } else if (c != ']') {
            name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '-' ? '_' : c;
        }
    }
    return name;
}

/// Puts environment variables in place of ${NAME}. The name of one that is not set comes back in `missing`.
std::string with_environment(const std::string& text, std::string& missing) {
    std::string result;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find("${", at);
        const std::size_t close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) {
            return result + text.substr(at);
        }
        const std::string name = text.substr(open + 2, close - open - 2);
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) {
            missing = name;
            return result;
        }
        result += text.substr(at, open - at) + value;
        at = close + 1;
    }
    return result;
}

YAML::Node child(const Node::State& state, std::string_view key) {
    return state.yaml.IsDefined() && state.yaml.IsMap() ? state.yaml[std::string(key)] : YAML::Node();
}

}  // namespace

Node::Node(std::shared_ptr<State> state) : state_(std::move(state)) {}

bool Node::has(std::string_view key) const {
    const YAML::Node found = child(*state_, key);
    return found.IsDefined() && !found.IsNull();
}

void Node::fault(std::string_view key, const std::string& what) {
    const YAML::Node found = child(*state_, key);
    const YAML::Mark mark = found.IsDefined()          ? found.Mark()
                            : state_->yaml.IsDefined() ? state_->yaml.Mark()
                                                       : YAML::Mark::null_mark();
    state_->document->fault(mark, state_->path + std::string(key), what);
}

std::string Node::text(std::string_view key, const std::optional<std::string>& fallback) {
    state_->asked.emplace_back(key);
    const std::string path = state_->path + std::string(key);
    if (state_->document->overridable) {
        if (const char* set = std::getenv(environment_name(state_->document->prefix, path).c_str())) {
            return set;
        }
    }
    const YAML::Node found = child(*state_, key);
    if (!found.IsDefined() || found.IsNull()) {
        if (!fallback) {
            fault(key, "is required");
        }
        return fallback.value_or("");
    }
    if (!found.IsScalar()) {
        fault(key, "must be a single value");
        return fallback.value_or("");
    }
    std::string missing;
    std::string value = state_->document->overridable ? with_environment(found.Scalar(), missing) : found.Scalar();
    if (!missing.empty()) {
        fault(key, "the environment variable " + missing + " is not set");
    }
    return value;
}

std::int64_t Node::integer(std::string_view key, std::int64_t min, std::int64_t max,
                           std::optional<std::int64_t> fallback) {
    const std::string value = text(key, fallback ? std::optional(std::to_string(*fallback)) : std::nullopt);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc{} && end == value.data() + value.size() && number >= min && number <= max) {
        return number;
    }
    if (!value.empty()) {
        fault(key,
              "\"" + value + "\" must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    }
    return fallback.value_or(min);
}

bool Node::boolean(std::string_view key, bool fallback) {
    return word(key, {"true", "false"}, fallback ? "true" : "false") == "true";
}

std::chrono::milliseconds Node::duration(std::string_view key, std::optional<std::chrono::milliseconds> fallback) {
    const std::string value = text(key, fallback ? std::optional<std::string>("") : std::nullopt);
    if (const auto read = parse_duration(value)) {
        return *read;
    }
    if (!value.empty()) {
        fault(key, "\"" + value + "\" must be a time like 250ms, 5s, 10m, 72h or 30d");
    }
    return fallback.value_or(std::chrono::milliseconds{0});
}

std::uint64_t Node::size(std::string_view key, std::optional<std::uint64_t> fallback) {
    const std::string value = text(key, fallback ? std::optional<std::string>("") : std::nullopt);
    if (const auto read = parse_size(value)) {
        return *read;
    }
    if (!value.empty()) {
        fault(key, "\"" + value + "\" must be a size like 512kB, 20GB, 2TB or 64MiB");
    }
    return fallback.value_or(0);
}

std::string Node::secret(std::string_view key) {
    constexpr std::size_t kShortest = 16;
    std::string value = text(key);
    if (!value.empty() && value.size() < kShortest) {
        fault(key, "is too short to keep anybody out: use at least 16 characters, e.g. of `openssl rand -hex 32`");
    }
    return value;
}

std::string Node::word(std::string_view key, const std::vector<std::string>& words,
                       const std::optional<std::string>& fallback) {
    std::string value = text(key, fallback);
    if (std::ranges::find(words, value) != words.end()) {
        return value;
    }
    if (!value.empty()) {
        std::string list;
        for (const std::string& known : words) {
            list += (list.empty() ? "" : ", ") + known;
        }
        fault(key, "\"" + value + "\" must be one of " + list);
    }
    return fallback.value_or(words.empty() ? "" : words.front());
}

std::filesystem::path Node::path(std::string_view key, const std::optional<std::filesystem::path>& fallback) {
    const std::string value = text(key, fallback ? std::optional(fallback->string()) : std::nullopt);
    const std::filesystem::path path(value);
    return path.empty() || path.is_absolute() ? path : (state_->document->file.parent_path() / path).lexically_normal();
}

std::vector<std::string> Node::texts(std::string_view key) {
    state_->asked.emplace_back(key);
    std::vector<std::string> values;
    const YAML::Node found = child(*state_, key);
    if (!found.IsDefined() || found.IsNull()) {
        return values;
    }
    if (!found.IsSequence()) {
        fault(key, "must be a list");
        return values;
    }
    for (const YAML::Node& entry : found) {
        std::string missing;
        if (!entry.IsScalar()) {
            fault(key, "must be a list of single values");
            return {};
        }
        values.push_back(with_environment(entry.Scalar(), missing));
        if (!missing.empty()) {
            fault(key, "the environment variable " + missing + " is not set");
        }
    }
    return values;
}

std::vector<Node::Line> Node::lines(std::string_view key) {
    state_->asked.emplace_back(key);
    std::vector<Line> lines;
    const YAML::Node found = child(*state_, key);
    if (!found.IsDefined() || found.IsNull()) {
        return lines;
    }
    const auto add = [&](std::string_view text, int number) {
        if (const std::string_view line = trim(text); !line.empty()) {
            lines.push_back({std::string(line), number});
        }
    };
    if (found.IsSequence()) {
        for (const YAML::Node& entry : found) {
            if (entry.IsScalar()) {
                add(entry.Scalar(), entry.Mark().line + 1);
            } else {
                state_->document->fault(entry.Mark(), state_->path + std::string(key), "must hold single values only");
            }
        }
        return lines;
    }
    if (!found.IsScalar()) {
        fault(key, "must be a block of lines (\"" + std::string(key) + ": |\") or a list");
        return lines;
    }
    // A literal block begins on the line after its "|", a plain text on its own.
    const std::string& text = found.Scalar();
    const bool block = text.find('\n') != std::string::npos;
    int number = found.Mark().line + (block ? 2 : 1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        add(std::string_view(text).substr(at, end - at), number++);
        at = end + 1;
    }
    return lines;
}

std::vector<Node::Line> Node::keys() const {
    std::vector<Line> keys;
    if (state_->yaml.IsDefined() && state_->yaml.IsMap()) {
        for (const auto& entry : state_->yaml) {
            keys.push_back({entry.first.IsScalar() ? entry.first.Scalar() : "?", entry.first.Mark().line + 1});
        }
    }
    return keys;
}

void Node::fault_at(int line, const std::string& what) {
    YAML::Mark mark;
    mark.line = line - 1;
    std::string where = state_->path;
    if (!where.empty()) {
        where.pop_back();
    }
    state_->document->fault(mark, where, what);
}

Node Node::map(std::string_view key) {
    state_->asked.emplace_back(key);
    const YAML::Node found = child(*state_, key);
    if (found.IsDefined() && !found.IsNull() && !found.IsMap()) {
        fault(key, "must be a map of keys");
    }
    return Node(state_->document->open(found, state_->path + std::string(key) + "."));
}

std::vector<Node> Node::list(std::string_view key) {
    state_->asked.emplace_back(key);
    std::vector<Node> nodes;
    const YAML::Node found = child(*state_, key);
    if (!found.IsDefined() || found.IsNull()) {
        return nodes;
    }
    if (!found.IsSequence()) {
        fault(key, "must be a list");
        return nodes;
    }
    for (auto& state : state_->document->open_entries(found, state_->path + std::string(key))) {
        nodes.push_back(Node(std::move(state)));
    }
    return nodes;
}

}  // namespace shipwitness::config
