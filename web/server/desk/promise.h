#pragma once

#include <chrono>

#include "web/server/app/app.h"

namespace shipwitness::web {

/// By when the buyer hears from us next, counted from now by the company's own term (web.yaml: answers.next).
[[nodiscard]] inline Timestamp next_promise(const App& app) {
    return app.clock.now() + std::chrono::duration_cast<Microseconds>(app.settings.answers.next);
}

}  // namespace shipwitness::web
