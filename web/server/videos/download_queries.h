#pragma once

#include <string>

#include "core/time.h"
#include "storage/database.h"
#include "web/server/videos/downloads.h"

namespace shipwitness::web {

/// Joins to the newest download of that file by that person when it was last asked for at or after `since`. False when
/// there is none such.
bool extend_download(storage::Connection& connection, const std::string& request, const std::string& name,
                     const Downloader& who, Timestamp since, Timestamp now);
void insert_download(storage::Connection& connection, const std::string& request, const std::string& name,
                     const Downloader& who, Timestamp now);

}  // namespace shipwitness::web
