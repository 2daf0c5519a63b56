#include "cli/trees.h"

#include <filesystem>

#include "cli/files.h"
#include "config/tree_reader.h"

namespace shipwitness::cli {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;

}  // namespace

Result<config::Tree> load_tree(const std::string& file) {
    const auto bytes = read_file(file, kMaxBytes);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return config::parse_tree(*bytes, file);
}

claims::LoadTree load_beside(const std::string& file) {
    return [folder = std::filesystem::path(file).parent_path()](const std::string& name) {
        return load_tree((folder / name).string());
    };
}

Result<claims::Calendar> load_calendar(const std::string& file) {
    const auto tree = load_tree(file);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    config::Faults faults(file);
    const config::Tree* inner = config::member_of(*tree, "calendar");
    return claims::read_calendar(inner == nullptr ? *tree : *inner, inner == nullptr ? "" : "calendar",
                                 load_beside(file), faults);
}

Result<std::vector<claims::Policy>> load_policies(const std::string& file) {
    const auto tree = load_tree(file);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    config::Faults faults(file);
    auto policies = claims::read_policies(*tree, "", faults);
    if (auto read = faults.result(); !read) {
        return tl::unexpected(read.error());
    }
    return policies;
}

}  // namespace shipwitness::cli
