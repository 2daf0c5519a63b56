#pragma once

#include <stdexcept>
#include <string>

#include "claims/deadline/case_reader.h"
#include "claims/deadline/deadline.h"
#include "claims/deadline/table.h"
#include "claims/deadline/wording.h"
#include "rules/problem.h"
#include "tests/unit/rules/files.h"

namespace shipwitness::claims::deadline::test {

/// config/rules/deadline.dmn
inline const Table& shipped_table() {
    static const Table kTable = [] {
        auto table = Table::load(rules::test::source_file("config/rules/deadline.dmn"), "deadline.dmn", "v1");
        if (!table) {
            throw std::runtime_error(rules::to_text(table.error().front()));
        }
        return *std::move(table);
    }();
    return kTable;
}

inline Case read(const std::string& json) {
    auto given = read_case(json, shipped_table().regimes(), "case.json");
    if (!given) {
        throw std::runtime_error(given.error().detail + "\n" + json);
    }
    return *std::move(given);
}

inline Deadline found(const Case& given, rules::Language language = rules::Language::english) {
    auto deadline = find_deadline(shipped_table(), given, language);
    if (!deadline) {
        throw std::runtime_error(deadline.error().detail);
    }
    return *std::move(deadline);
}

/// Members of a JSON object without its braces, so that a test adds its own: R"("regime": "CMR")".
inline Deadline found(const std::string& members) {
    return found(read("{" + members + "}"));
}

inline std::string day_of(const Deadline& deadline) {
    return deadline.last_day ? to_text(*deadline.last_day) : "-";
}
inline std::string instant_of(const Deadline& deadline) {
    return deadline.last_instant ? to_utc_text(*deadline.last_instant) : "-";
}

}  // namespace shipwitness::claims::deadline::test
