#pragma once

#include <filesystem>

#include "media/clip/clip.h"

namespace shipwitness::cli {

/// Writes a clip to a file: into a neighbour of it first, which then takes its name, so that a broken run leaves no
/// half clip. Recorded bytes are moved by the kernel. Throws std::system_error naming the file.
void write_clip(const media::clip::Clip& clip, const std::filesystem::path& file);

}  // namespace shipwitness::cli
