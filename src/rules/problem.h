#pragma once

#include <optional>
#include <string>

namespace shipwitness::rules {

/// What is wrong in a file of rules, and where. Nothing of a file with a problem is ever evaluated.
struct Problem {
    std::string file;           ///< as the caller named it
    std::string decision;       ///< its name; empty when the file as a whole is meant
    std::optional<int> row;     ///< from 1
    std::string column;         ///< the column's heading; empty when the row or the table as a whole is meant
    std::string reason;         ///< English: what is wrong, with the words that stand there, and what would be right
    std::optional<int> line{};  ///< of the file, from 1
};

/// "cause.dmn:212: decision cause, row 17, column video: …"
[[nodiscard]] std::string to_text(const Problem& problem);

}  // namespace shipwitness::rules
