#include "config/reader.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <yaml-cpp/yaml.h>

#include "config/units.h"
#include "core/text.h"

namespace shipwitness::config {

/// Shared by all nodes of a document.
class Document::Implementation {
  public:
    std::filesystem::path file;
    std::string prefix;
    bool overridable = true;  ///< by environment variables
    YAML::Node yaml;
    std::vector<std::string> faults;
    std::vector<std::shared_ptr<Node::State>> nodes;

    void fault(const YAML::Mark& mark, const std::string& where, const std::string& what) {
        std::string text = file.filename().string();
        if (!mark.is_null()) {
            text += ":" + std::to_string(mark.line + 1);
        }
        faults.push_back(text + ": " + where + ": " + what);
    }
};

class Node::State {
  public:
    std::shared_ptr<Document::Implementation> document;
    YAML::Node yaml;
    std::string path;  ///< "cameras[0]." or ""
    std::vector<std::string> asked;
};

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

}  // namespace

Node::Node(std::shared_ptr<State> state) : state_(std::move(state)) {}

namespace {

template <class State>
YAML::Node child(const State& state, std::string_view key) {
    return state.yaml.IsDefined() && state.yaml.IsMap() ? state.yaml[std::string(key)] : YAML::Node();
}

}  // namespace

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
    auto state = std::make_shared<State>();
    state->document = state_->document;
    if (found.IsDefined()) {  // copying a node that is not there throws
        state->yaml = found;
    }
    state->path = state_->path + std::string(key) + ".";
    state_->document->nodes.push_back(state);
    return Node(state);
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
    for (const YAML::Node& entry : found) {
        auto state = std::make_shared<State>();
        state->document = state_->document;
        state->yaml = entry;
        state->path = state_->path + std::string(key) + "[" + std::to_string(nodes.size()) + "].";
        if (!entry.IsMap()) {
            state_->document->fault(entry.Mark(), state->path.substr(0, state->path.size() - 1),
                                    "must be a map of keys");
        }
        state_->document->nodes.push_back(state);
        nodes.push_back(Node(state));
    }
    return nodes;
}

namespace {

Result<YAML::Node> yaml_of(const std::string& text, const std::string& name) {
    try {
        return YAML::Load(text);
    } catch (const YAML::Exception& error) {
        return fail(ErrorKind::invalid, "config_not_yaml",
                    name + ":" + std::to_string(error.mark.line + 1) + ":" + std::to_string(error.mark.column + 1) +
                        ": is not YAML: " + error.msg);
    }
}

}  // namespace

Result<Document> Document::load(const std::filesystem::path& file, const std::string& environment_prefix) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        return fail(ErrorKind::invalid, "config_unreadable", file.string() + ": cannot be read");
    }
    Document document;
    document.implementation_ = std::make_shared<Implementation>();
    document.implementation_->file = std::filesystem::absolute(file);
    document.implementation_->prefix = environment_prefix;
    const auto yaml = yaml_of(text.str(), file.filename().string());
    if (!yaml) {
        return tl::unexpected(yaml.error());
    }
    document.implementation_->yaml = *yaml;
    if (!yaml->IsMap() && !yaml->IsNull()) {
        return fail(ErrorKind::invalid, "config_not_yaml", file.filename().string() + ": must be a map of keys");
    }
    return document;
}

Result<Document> Document::parse(std::string_view text, const std::string& name) {
    Document document;
    document.implementation_ = std::make_shared<Implementation>();
    document.implementation_->file = name;
    document.implementation_->overridable = false;
    const auto yaml = yaml_of(std::string(text), document.implementation_->file.filename().string());
    if (!yaml) {
        return tl::unexpected(yaml.error());
    }
    document.implementation_->yaml = *yaml;
    return document;
}

std::vector<Node> Document::rows() {
    std::vector<Node> rows;
    const YAML::Node& yaml = implementation_->yaml;
    if (!yaml.IsSequence()) {
        implementation_->fault(yaml.Mark(), "the file", "must be a list (\"- key: value\")");
        return rows;
    }
    for (const YAML::Node& entry : yaml) {
        auto state = std::make_shared<Node::State>();
        state->document = implementation_;
        state->yaml = entry;
        state->path = "[" + std::to_string(rows.size()) + "].";
        if (!entry.IsMap()) {
            implementation_->fault(entry.Mark(), "[" + std::to_string(rows.size()) + "]", "must be a map of keys");
        }
        implementation_->nodes.push_back(state);
        rows.push_back(Node(state));
    }
    return rows;
}

Node Document::root() {
    auto state = std::make_shared<Node::State>();
    state->document = implementation_;
    state->yaml = implementation_->yaml;
    if (!state->yaml.IsMap() && !state->yaml.IsNull()) {
        implementation_->fault(state->yaml.Mark(), "the file", "must be a map of keys");
    }
    implementation_->nodes.push_back(state);
    return Node(state);
}

Result<void> Document::finish() {
    std::map<std::string, std::vector<std::string>> asked;  // by path: several readers may share a map
    for (const auto& node : implementation_->nodes) {
        auto& keys = asked[node->path];
        keys.insert(keys.end(), node->asked.begin(), node->asked.end());
    }
    std::vector<std::string> checked;
    for (const auto& node : implementation_->nodes) {
        if (!node->yaml.IsDefined() || !node->yaml.IsMap() || std::ranges::find(checked, node->path) != checked.end()) {
            continue;
        }
        checked.push_back(node->path);
        std::vector<std::string> seen;
        for (const auto& entry : node->yaml) {
            const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
            const auto& known = asked[node->path];
            if (std::ranges::find(known, key) == known.end()) {
                const auto meant = nearest(key, known);
                implementation_->fault(entry.first.Mark(), node->path + key,
                                       "is not known here" + (meant ? "; did you mean " + *meant + "?" : ""));
            } else if (std::ranges::find(seen, key) != seen.end()) {
                implementation_->fault(entry.first.Mark(), node->path + key, "stands here twice");
            }
            seen.push_back(key);
        }
    }
    const std::vector<std::string> faults = implementation_->faults;
    for (const auto& node : implementation_->nodes) {
        node->document.reset();  // nodes and document know each other: let go, so that both can be freed
    }
    if (faults.empty()) {
        return {};
    }
    std::string detail;
    for (const std::string& fault : faults) {
        detail += (detail.empty() ? "" : "\n") + fault;
    }
    return fail(ErrorKind::invalid, "config_invalid", detail);
}

}  // namespace shipwitness::config
