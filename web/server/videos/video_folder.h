#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "http/message.h"

namespace shipwitness::web {

/// The files of video requests: <data folder>/videos/<request>/<name>. What is not whole yet ends in ".part". Names are
/// made by us (VideoFile::name), never by a client. Throws std::system_error when the disk refuses.
class VideoFolder {
  public:
    explicit VideoFolder(const std::filesystem::path& data_folder) : root_(data_folder / "videos") {}

    [[nodiscard]] std::filesystem::path whole(const std::string& request, std::string_view name) const;
    [[nodiscard]] std::filesystem::path part(const std::string& request, std::string_view name) const;
    /// Makes the request's folder.
    void prepare(const std::string& request) const;
    /// The part is whole: it gets its name, durably.
    void complete(const std::string& request, std::string_view name) const;
    /// Writes a small file whole and durably, or not at all.
    void write(const std::string& request, std::string_view name, std::string_view bytes) const;
    /// Removes a file and its part, whichever is there.
    void remove(const std::string& request, std::string_view name) const;
    /// Removes all files of a request. Nothing when there are none.
    void remove_all(const std::string& request) const;

  private:
    std::filesystem::path root_;
};

}  // namespace shipwitness::web
