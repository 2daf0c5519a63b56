#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace shipwitness::web {

/// Where pictures lie: <data>/pictures/<id>.jpg is shown, <data>/pictures/originals/<id> are the bytes as they came.
class PictureFiles {
  public:
    explicit PictureFiles(const std::filesystem::path& data_folder) : folder_(data_folder / "pictures") {}

    [[nodiscard]] std::filesystem::path shown(std::string_view id) const;
    [[nodiscard]] std::filesystem::path original(std::string_view id) const;

    /// Writes both, on disk when it returns. Throws std::system_error; then neither is there.
    void write(std::string_view id, std::string_view original_bytes, std::string_view shown_bytes) const;
    void remove(std::string_view id) const;
    /// For what could not be written or kept: what cannot be removed now either, set_lost_pictures_aside() finds.
    void take_back(std::string_view id) const noexcept;
    /// Moves what there is of a picture to aside(). Throws std::filesystem::filesystem_error.
    void set_aside(std::string_view id) const;
    [[nodiscard]] std::filesystem::path aside() const { return folder_ / "lost"; }
    /// Ids of which a file lies here that was last written before `before`, each once.
    [[nodiscard]] std::set<std::string> ids_written_before(std::filesystem::file_time_type before) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace shipwitness::web
