#pragma once

#include "storage/database.h"
#include "web/server/app/app.h"
#include "web/server/letters/letters.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

/// Writes to the buyer of the order what became of their request (ready, denied, failed); nothing when it is the desk's
/// own. Once per request and kind.
void write_video_letter(const App& app, storage::Connection& connection, const VideoRequest& request, LetterKind kind);

}  // namespace shipwitness::web
