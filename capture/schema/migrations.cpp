#include "capture/schema/migrations.h"

#include <string_view>
#include <utility>

#include "generated/capture_schema.h"

namespace shipwitness::capture::schema {

std::vector<storage::Migration> migrations() {
    std::vector<std::pair<std::string_view, std::string_view>> files;
    for (const EmbeddedFile& file : embedded_files()) {
        files.emplace_back(file.name, file.bytes);
    }
    return storage::migrations_from(files);
}

}  // namespace shipwitness::capture::schema
