#include "rules/problem.h"

namespace shipwitness::rules {

std::string to_text(const Problem& problem) {
    std::string text = problem.file;
    if (problem.line) {
        text += ":" + std::to_string(*problem.line);
    }
    std::string where;
    const auto add = [&where](const std::string& part) { where += (where.empty() ? " " : ", ") + part; };
    if (!problem.decision.empty()) {
        add("decision " + problem.decision);
    }
    if (problem.row) {
        add("row " + std::to_string(*problem.row));
    }
    if (!problem.column.empty()) {
        add("column " + problem.column);
    }
    return text + ":" + (where.empty() ? "" : where + ":") + " " + problem.reason;
}

}  // namespace shipwitness::rules
