#include "tests/unit/web/web_database.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace shipwitness::web {
namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

WebDatabase::WebDatabase() : WebDatabase("999") {}

WebDatabase::WebDatabase(std::string_view newest) : database_(folder_ / "web.sqlite") {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(SHIPWITNESS_SOURCE_DIR) / "web/server/schema")) {
        if (std::string name = entry.path().filename().string(); name <= newest) {
            files.emplace_back(std::move(name), text_of(entry.path()));
        }
    }
    const std::vector<std::pair<std::string_view, std::string_view>> views(files.begin(), files.end());
    database_.migrate(storage::migrations_from(views));
}

}  // namespace shipwitness::web
