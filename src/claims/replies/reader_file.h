#pragma once

#include <string>
#include <string_view>

#include "claims/replies/second_reader.h"

namespace shipwitness::claims::replies {

/// The text of a model: a head of "key: value" lines, numbers as lines of base64, a checksum of all that as last line.
[[nodiscard]] std::string reader_file(const ReaderModel& model);

/// Fails as SecondReader::parse.
[[nodiscard]] Result<ReaderModel> read_reader_file(std::string_view text, const std::string& name);

}  // namespace shipwitness::claims::replies
