#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "config/reader.h"

namespace shipwitness::config {

// What reader.h hides: the parts of this folder alone see the YAML library.

/// Shared by all nodes of a document.
class Document::Implementation : public std::enable_shared_from_this<Document::Implementation> {
  public:
    std::filesystem::path file;
    std::string prefix;
    bool overridable = true;  ///< by environment variables
    YAML::Node yaml;
    std::vector<std::string> faults;
    std::vector<std::shared_ptr<Node::State>> nodes;

    void fault(const YAML::Mark& mark, const std::string& where, const std::string& what);
    /// A map that is going to be read; `path` is "cameras[0]." or "".
    std::shared_ptr<Node::State> open(const YAML::Node& map, std::string path);
    /// The maps of a list at `path`, such as "cameras". Entries that are none are a fault.
    std::vector<std::shared_ptr<Node::State>> open_entries(const YAML::Node& list, const std::string& path);
    /// A key that nobody asked for, or that stands twice, is a fault.
    void check_keys(const YAML::Node& map, const std::string& path, const std::vector<std::string>& known);
};

class Node::State {
  public:
    std::shared_ptr<Document::Implementation> document;
    YAML::Node yaml;
    std::string path;  ///< "cameras[0]." or ""
    std::vector<std::string> asked;
};

}  // namespace shipwitness::config
