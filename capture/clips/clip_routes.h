#pragma once

#include <functional>

#include "capture/clips/clips.h"
#include "http/routes.h"

namespace shipwitness::capture {

/// Wraps a handler so that only those who may call it get through.
using ClipGuard = std::function<http::Handler(http::Handler)>;

/// POST /api/v1/clips, GET /api/v1/clips/{id}, GET /api/v1/clips/{id}/{file}. The clips must outlive the routes.
void add_clip_routes(http::Routes& routes, Clips& clips, const ClipGuard& guard);

}  // namespace shipwitness::capture
