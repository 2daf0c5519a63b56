#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace shipwitness::web {

/// A row of an imported file that was left out.
struct RowFault {
    std::size_t line = 0;               ///< of the file, from 1
    std::optional<std::string> column;  ///< none: the row as a whole
    std::string code;
    std::string detail;
};

}  // namespace shipwitness::web
