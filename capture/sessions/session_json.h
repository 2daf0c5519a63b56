#pragma once

#include "capture/sessions/answer.h"
#include "capture/sessions/session.h"
#include "http/json.h"

namespace shipwitness::capture {

/// `Session` of docs/openapi/capture.yaml: what events tell web.
[[nodiscard]] http::Json to_json(const Session& session);
/// `Gap` of docs/openapi/capture.yaml.
[[nodiscard]] http::Json to_json(const Gap& gap);
/// `Message` of docs/openapi/capture.yaml.
[[nodiscard]] http::Json message_json(const Answer& answer);

}  // namespace shipwitness::capture
