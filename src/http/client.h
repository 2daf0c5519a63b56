#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "core/result.h"
#include "http/message.h"

namespace shipwitness::http {

struct ClientRequest {
    Method method = Method::get;
    std::string url;  ///< "http://host:port/path?query"
    Headers headers{};
    std::string body{};
    std::chrono::milliseconds timeout{10'000};  ///< for connecting, and between bytes
};

struct ClientResponse {
    int status = 0;
    Headers headers;
    std::string body;  ///< at most 16 MiB: longer is an error
};

/// One request, one answer. Any status is a success here; `unavailable` when the other side cannot be reached, does not
/// answer in time, or answers something that is not HTTP. Blocks.
[[nodiscard]] Result<ClientResponse> send(const ClientRequest& request);

/// Called with bytes had so far and in all (0: unknown); false stops the download.
using Progress = std::function<bool(std::uint64_t had_bytes, std::uint64_t total_bytes)>;

/// Downloads into `file`, which is appended to and continued by Range when it is there already; the ETag given must
/// still fit (If-Range), else it starts anew. fsynced at the end. Returns the ETag of what is there now.
[[nodiscard]] Result<std::string> download(const ClientRequest& request, const std::filesystem::path& file,
                                           const std::string& etag, const Progress& progress);

}  // namespace shipwitness::http
