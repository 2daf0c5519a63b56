#include "capture/app/schema.h"

#include <string_view>
#include <utility>
#include <vector>

#include "generated/capture_schema.h"

namespace shipwitness::capture {

void migrate(storage::Database& database) {
    std::vector<std::pair<std::string_view, std::string_view>> files;
    for (const auto& file : schema::embedded_files()) {
        files.emplace_back(file.name, file.bytes);
    }
    database.migrate(storage::migrations_from(files));
}

}  // namespace shipwitness::capture
