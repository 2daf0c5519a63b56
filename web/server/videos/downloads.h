#pragma once

#include <optional>
#include <string>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

/// Who has a file sent: exactly one of the two.
struct Downloader {
    std::optional<PersonId> person;
    std::optional<std::string> buyer;  ///< the address
};

/// Puts a download on record. Players ask for a file in many ranges: what one person asks of one file, each within ten
/// minutes of the last, is one download. A buyer's download stands in the history of the claim it was wanted for.
void record_download(storage::Connection& connection, const VideoRequest& request, const std::string& name,
                     const Downloader& who, Timestamp now);

}  // namespace shipwitness::web
