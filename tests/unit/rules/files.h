#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace shipwitness::rules::test {

/// A file of the repository.
inline std::string source_file(const std::string& path) {
    std::ifstream in(std::string(SHIPWITNESS_SOURCE_DIR) + "/" + path, std::ios::binary);
    if (!in) {
        throw std::runtime_error("there is no " + path);
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace shipwitness::rules::test
