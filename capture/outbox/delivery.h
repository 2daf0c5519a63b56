#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "capture/outbox/outbox_queries.h"
#include "core/result.h"
#include "http/client.h"

namespace shipwitness::capture {

/// Web holds everything up to this sequence.
struct Accepted {
    std::int64_t through = 0;
};
/// Web says that it can never take what was sent, as it is.
struct Refused {
    std::string why;
};
/// Not now: web is away, overloaded, or does not know us. The same again later.
struct Later {
    std::string why;
};
using Verdict = std::variant<Accepted, Refused, Later>;

/// What web's answer means (docs/openapi/capture.yaml, webhook ingest).
[[nodiscard]] Verdict judge(const Result<http::ClientResponse>& answer);

/// The body of a delivery.
[[nodiscard]] std::string ingest_body(const std::string& site, const std::vector<OutboxEvent>& events);

/// Waits that double: first, 2 first, 4 first, … longest.
class Backoff {
  public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest)
        : first_(first), longest_(longest), next_(first) {}

    [[nodiscard]] std::chrono::milliseconds next() {
        const auto wait = next_;
        next_ = std::min(next_ * 2, longest_);
        return wait;
    }
    void reset() { next_ = first_; }

  private:
    std::chrono::milliseconds first_;
    std::chrono::milliseconds longest_;
    std::chrono::milliseconds next_;
};

}  // namespace shipwitness::capture
