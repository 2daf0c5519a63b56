#pragma once

#include "config/tree.h"

namespace shipwitness::config {

// The two halves of parse_tree.
[[nodiscard]] Result<Tree> parse_json_tree(std::string_view bytes, const std::string& file);
[[nodiscard]] Result<Tree> parse_yaml_tree(std::string_view bytes, const std::string& file);

/// The error of one place in a file.
[[nodiscard]] tl::unexpected<Error> fail_at(const std::string& file, int line, const std::string& code,
                                            std::string what);

}  // namespace shipwitness::config
