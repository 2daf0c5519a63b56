#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "config/reader_parts.h"
#include "core/text.h"

namespace shipwitness::config {

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

void Document::Implementation::fault(const YAML::Mark& mark, const std::string& where, const std::string& what) {
    std::string text = file.filename().string();
    if (!mark.is_null()) {
        text += ":" + std::to_string(mark.line + 1);
    }
    faults.push_back(text + ": " + where + ": " + what);
}

std::shared_ptr<Node::State> Document::Implementation::open(const YAML::Node& map, std::string path) {
    auto state = std::make_shared<Node::State>();
    state->document = shared_from_this();
    if (map.IsDefined()) {  // copying a node that is not there throws
        state->yaml = map;
    }
    state->path = std::move(path);
    nodes.push_back(state);
    return state;
}

std::vector<std::shared_ptr<Node::State>> Document::Implementation::open_entries(const YAML::Node& list,
                                                                                 const std::string& path) {
    std::vector<std::shared_ptr<Node::State>> entries;
    for (const YAML::Node& entry : list) {
        const std::string place = path + "[" + std::to_string(entries.size()) + "]";
        if (!entry.IsMap()) {
            fault(entry.Mark(), place, "must be a map of keys");
        }
        entries.push_back(open(entry, place + "."));
    }
    return entries;
}

void Document::Implementation::check_keys(const YAML::Node& map, const std::string& path,
                                          const std::vector<std::string>& known) {
    std::vector<std::string> seen;
    for (const auto& entry : map) {
        const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
        if (std::ranges::find(known, key) == known.end()) {
            const auto meant = nearest(key, known);
            fault(entry.first.Mark(), path + key,
                  "is not known here" + (meant ? "; did you mean " + *meant + "?" : ""));
        } else if (std::ranges::find(seen, key) != seen.end()) {
            fault(entry.first.Mark(), path + key, "stands here twice");
        }
        seen.push_back(key);
    }
}

std::vector<Node> Document::rows() {
    std::vector<Node> rows;
    const YAML::Node& yaml = implementation_->yaml;
    if (!yaml.IsSequence()) {
        implementation_->fault(yaml.Mark(), "the file", "must be a list (\"- key: value\")");
        return rows;
    }
    for (auto& state : implementation_->open_entries(yaml, "")) {
        rows.push_back(Node(std::move(state)));
    }
    return rows;
}

Node Document::root() {
    const YAML::Node& yaml = implementation_->yaml;
    if (!yaml.IsMap() && !yaml.IsNull()) {
        implementation_->fault(yaml.Mark(), "the file", "must be a map of keys");
    }
    return Node(implementation_->open(yaml, ""));
}

Result<void> Document::finish() {
    std::map<std::string, std::vector<std::string>> asked;  // by path: several readers may share a map
    for (const auto& node : implementation_->nodes) {
        auto& keys = asked[node->path];
        keys.insert(keys.end(), node->asked.begin(), node->asked.end());
    }
    std::set<std::string> checked;
    for (const auto& node : implementation_->nodes) {
        if (node->yaml.IsDefined() && node->yaml.IsMap() && checked.insert(node->path).second) {
            implementation_->check_keys(node->yaml, node->path, asked[node->path]);
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
