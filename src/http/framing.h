#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "http/message.h"

namespace shipwitness::http {

/// How the end of a request's body is told (RFC 9112, section 6.3).
struct Framing {
    enum class Kind { none, length, chunked };
    Kind kind = Kind::none;
    std::uint64_t length_bytes = 0;  ///< with Kind::length
};

/// Fails with `body_unreadable` where two readers, ours and a proxy's, could differ about where the body ends: a length
/// beside a transfer coding, lengths that differ or are no numbers, a transfer coding that is not plain chunked.
[[nodiscard]] Result<Framing> framing_of(const Headers& headers);

/// Takes the chunked transfer coding apart (RFC 9112, section 7.1), as strictly as it is written there: Poco's own
/// reader takes a body that broke off, or whose chunks cannot be read, for a whole one.
class ChunkReader {
  public:
    enum class State { more, whole, broken };

    /// Reads on in what has come and appends the body's part of it to `body`. Bytes behind the end are left alone.
    State read(std::string_view bytes, std::string& body);

  private:
    enum class Part { size, data, data_end, trailer };

    void take_line(std::string_view& bytes);
    void end_line(std::string_view line);
    void read_size(std::string_view line);

    State state_ = State::more;
    Part part_ = Part::size;
    std::string line_;
    std::uint64_t left_ = 0;  ///< of the chunk, in bytes
    std::size_t trailers_ = 0;
};

}  // namespace shipwitness::http
