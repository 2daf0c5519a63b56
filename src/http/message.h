#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/file_descriptor.h"
#include "core/result.h"

namespace shipwitness::http {

enum class Method { get, head, post, put, patch, del, options };

/// Header fields; names compare without case. A name may stand several times.
class Headers {
  public:
    void set(std::string name, std::string value);  ///< replaces all of that name
    void add(std::string name, std::string value);
    [[nodiscard]] std::optional<std::string> get(std::string_view name) const;  ///< the first of that name
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// A request as a handler sees it: the body is whole and within the route's limit.
struct Request {
    Method method = Method::get;
    std::string path;                               ///< percent-decoded, without the query
    std::map<std::string, std::string> parameters;  ///< from the route: "/orders/{number}" gives "number", decoded
    std::map<std::string, std::string> query;       ///< decoded; the last of a name wins
    Headers headers;
    std::string body;
    std::string peer;  ///< the client's address, without port

    /// A route's parameter; std::logic_error when the route has none of that name.
    [[nodiscard]] const std::string& parameter(const std::string& name) const;
    [[nodiscard]] std::optional<std::string> query_value(const std::string& name) const;
    /// A cookie's value.
    [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;
    /// The token of "Authorization: Bearer …".
    [[nodiscard]] std::optional<std::string> bearer() const;
};

/// A stretch of a file, sent by the kernel (sendfile) without passing through our memory.
struct FileRange {
    /// An open file; or the name of one that is opened when its turn comes, for a body may be made of more files than a
    /// process may hold open. Shared: ranges of one file stand in several pieces.
    using File = std::variant<std::shared_ptr<const FileDescriptor>, std::shared_ptr<const std::filesystem::path>>;
    File file{};
    std::uint64_t offset = 0;
    std::uint64_t size_bytes = 0;
};

/// A body of known length made of texts and file ranges, in order: this is how a clip is sent from segments as they
/// lie.
using Piece = std::variant<std::string, FileRange>;
using Pieces = std::vector<Piece>;
[[nodiscard]] std::uint64_t size_of(const Pieces& pieces);

/// Writes an endless body: server-sent events. `write` returns false when the client has gone or the server stops:
/// then return. Runs on the connection's thread.
using StreamWriter = std::function<bool(std::string_view)>;
using Streamer = std::function<void(const StreamWriter& write)>;

struct Response {
    int status = 200;
    Headers headers;
    std::variant<std::string, Pieces, Streamer> body;
};

/// A body of JSON text: content type application/json, `Cache-Control: no-store` unless set otherwise.
[[nodiscard]] Response json_response(int status, std::string json);
/// Problem details (RFC 9457): {"type","title","status","code","detail","errors":[{"field","code","detail"}]}.
[[nodiscard]] Response problem(const Error& error);
/// The same with a status that no kind of error has: 400, 405, 416, 501.
[[nodiscard]] Response problem(const Error& error, int status);
[[nodiscard]] int status_of(ErrorKind kind);
[[nodiscard]] Response no_content();

/// A whole file, opened now; nullopt when it is not there. The type comes from the name's ending.
[[nodiscard]] std::optional<Response> file_response(const std::filesystem::path& file);

/// Answers Range (one range), If-Range, If-None-Match and HEAD for a 200 response with body pieces or text that carries
/// an ETag: turns it into 206, 304 or 416 as RFC 9110 says. Called by the server on every response with an ETag.
[[nodiscard]] Response apply_conditions(const Request& request, Response response);

}  // namespace shipwitness::http
