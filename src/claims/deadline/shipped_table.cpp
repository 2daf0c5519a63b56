#include "claims/deadline/shipped_table.h"

#include <stdexcept>

#include "generated/shipped_rules.h"

namespace shipwitness::claims::deadline {

const Table& shipped_table() {
    static const Table kTable = [] {
        auto table = Table::load(shipped::embedded_files().front().bytes, "deadline.dmn", "shipped");
        if (!table) {
            throw std::logic_error("the shipped table: " + rules::to_text(table.error().front()));
        }
        return *std::move(table);
    }();
    return kTable;
}

}  // namespace shipwitness::claims::deadline
