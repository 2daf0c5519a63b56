#include "http/exchange.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ostream>
#include <string>
#include <system_error>

#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerSession.h>
#include <Poco/Net/HTTPStream.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/StreamSocket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include "core/latest_file.h"
#include "core/log.h"
#include "http/framing.h"
#include "http/words.h"

namespace shipwitness::http {

namespace {

namespace net = Poco::Net;

constexpr int kMovedForGood = 308;  // RFC 9110; Poco has no words for it

/// What comes of reading a body.
enum class BodyOutcome { whole, too_large, broken };

BodyOutcome read_length(net::HTTPServerRequest& from, std::uint64_t length_bytes, std::size_t limit,
                        std::string& body) {
    if (length_bytes > limit) {
        return BodyOutcome::too_large;
    }
    std::istream& in = from.stream();
    std::array<char, 16U * 1024U> buffer{};
    while (in.good()) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        body.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    }
    return body.size() == length_bytes ? BodyOutcome::whole : BodyOutcome::broken;
}

/// Reads what has come, as it comes: the client waits for our answer behind the last chunk and does not close.
BodyOutcome read_chunks(net::HTTPServerRequest& from, std::size_t limit, std::string& body) {
    net::HTTPInputStream in(dynamic_cast<net::HTTPServerRequestImpl&>(from).session());
    ChunkReader chunks;
    std::array<char, 16U * 1024U> buffer{};
    while (in.peek() != std::istream::traits_type::eof()) {
        const std::streamsize come = std::min(in.rdbuf()->in_avail(), static_cast<std::streamsize>(buffer.size()));
        in.read(buffer.data(), come);
        switch (chunks.read({buffer.data(), static_cast<std::size_t>(in.gcount())}, body)) {
            case ChunkReader::State::whole:
                return body.size() > limit ? BodyOutcome::too_large : BodyOutcome::whole;
            case ChunkReader::State::broken:
                return BodyOutcome::broken;
            case ChunkReader::State::more:
                break;
        }
        if (body.size() > limit) {
            return BodyOutcome::too_large;
        }
    }
    return BodyOutcome::broken;
}

BodyOutcome read_body(net::HTTPServerRequest& from, net::HTTPServerResponse& to, const Framing& framing,
                      std::size_t limit, std::string& body) {
    if (framing.kind == Framing::Kind::length) {
        return read_length(from, framing.length_bytes, limit, body);
    }
    // Its stream may have taken the beginning of a next request too, which is then asked again on another connection.
    to.setKeepAlive(false);
    return read_chunks(from, limit, body);
}

void copy_head(net::HTTPServerRequest& from, Request& request) {
    for (const auto& [name, value] : from) {
        request.headers.add(name, value);
    }
    request.peer = from.clientAddress().host().toString();
}

Response unreadable_body(const std::string& why) {
    return problem(Error{ErrorKind::invalid, "body_unreadable", why}, 400);
}

/// The request, or the answer that reading it already gives. After an answer given early the connection is closed,
/// since the rest of the body still lies in it.
std::optional<Response> read_head(net::HTTPServerRequest& from, Request& request, Framing& framing) {
    const auto method = method_of(from.getMethod());
    if (!method) {
        return problem(Error{ErrorKind::invalid, "method_unknown", "This method is not known here."}, 501);
    }
    request.method = *method;
    if (!read_target(from.getURI(), request)) {
        return problem(Error{ErrorKind::invalid, "bad_address", "The address cannot be read."}, 400);
    }
    copy_head(from, request);
    const auto told = framing_of(request.headers);
    if (!told) {
        return unreadable_body(told.error().detail);
    }
    framing = *told;
    return std::nullopt;
}

std::optional<Response> read_request(const Routes& routes, net::HTTPServerRequest& from, net::HTTPServerResponse& to,
                                     Request& request) {
    Framing framing;
    if (auto refusal = read_head(from, request, framing)) {
        to.setKeepAlive(false);
        return refusal;
    }
    if (framing.kind == Framing::Kind::none) {
        return std::nullopt;
    }
    const Routes::Match match = routes.match(request.method, request.path);
    const std::size_t limit = match.route != nullptr ? match.route->options.max_body_bytes : 0;
    if (from.getExpectContinue() && match.route != nullptr) {
        to.sendContinue();
    }
    switch (read_body(from, to, framing, limit, request.body)) {
        case BodyOutcome::whole:
            return std::nullopt;
        case BodyOutcome::too_large:
            to.setKeepAlive(false);
            return match.route != nullptr ? problem(too_large(limit)) : dispatch(routes, request);
        case BodyOutcome::broken:
            break;
    }
    to.setKeepAlive(false);
    return unreadable_body("The body broke off, or its chunks cannot be read; nothing was done.");
}

/// Sends a stretch of a file from the kernel's cache. Throws when the client has gone or takes nothing for the
/// socket's send timeout.
void send_file(net::StreamSocket& socket, int file, const FileRange& range) {
    const int out = socket.impl()->sockfd();
    auto offset = static_cast<off_t>(range.offset);
    std::uint64_t left = range.size_bytes;
    while (left > 0) {
        const ssize_t sent =
            ::sendfile(out, file, &offset, static_cast<std::size_t>(std::min<std::uint64_t>(left, 1U << 30U)));
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {  // 0: the file is shorter than promised; the connection must break, or the client would wait
            throw net::ConnectionAbortedException(sent == 0 ? "a file became shorter" : "the client takes nothing");
        }
        left -= static_cast<std::uint64_t>(sent);
    }
}

int descriptor_of(const FileRange& range, LatestFile& latest) {
    if (const auto* open = std::get_if<std::shared_ptr<const FileDescriptor>>(&range.file)) {
        return (*open)->get();
    }
    const auto& file = *std::get<std::shared_ptr<const std::filesystem::path>>(range.file);
    const int descriptor = latest.descriptor_of(file);
    if (descriptor < 0) {
        const std::error_code why(errno, std::generic_category());
        log_error("a file cannot be sent: " + file.string() + ": " + why.message());
        throw net::ConnectionAbortedException("a file is gone");
    }
    return descriptor;
}

void send_text(net::StreamSocket& socket, std::string_view text) {
    while (!text.empty()) {
        const int sent = socket.sendBytes(text.data(), static_cast<int>(std::min<std::size_t>(text.size(), 1U << 20U)));
        if (sent <= 0) {
            throw net::ConnectionAbortedException("the client takes nothing");
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

/// Packs small pieces into full packets while it lives (TCP_CORK of tcp(7)).
class Cork {
  public:
    explicit Cork(net::StreamSocket& socket) : socket_(socket) { set(1); }
    ~Cork() { set(0); }
    Cork(const Cork&) = delete;
    Cork& operator=(const Cork&) = delete;

  private:
    void set(int on) { ::setsockopt(socket_.impl()->sockfd(), IPPROTO_TCP, TCP_CORK, &on, sizeof(on)); }
    net::StreamSocket& socket_;
};

void send_pieces(net::HTTPServerRequest& from, net::HTTPServerResponse& to, const Pieces& pieces) {
    to.setContentLength64(static_cast<Poco::Int64>(size_of(pieces)));
    if (from.getMethod() == net::HTTPRequest::HTTP_HEAD) {
        to.send().flush();
        return;
    }
    // Only Poco's own implementation reaches the socket; the server below makes no other.
    net::StreamSocket& socket = dynamic_cast<net::HTTPServerRequestImpl&>(from).socket();
    const Cork cork(socket);
    to.send().flush();
    LatestFile latest;
    for (const Piece& piece : pieces) {
        if (const auto* text = std::get_if<std::string>(&piece)) {
            send_text(socket, *text);
        } else {
            const auto& range = std::get<FileRange>(piece);
            send_file(socket, descriptor_of(range, latest), range);
        }
    }
}

void send_stream(net::HTTPServerResponse& to, const Streamer& streamer, const std::atomic<bool>& stopping) {
    to.setChunkedTransferEncoding(true);
    to.setKeepAlive(false);
    std::ostream& out = to.send();
    out.flush();
    streamer([&](std::string_view text) {
        if (stopping || !out.good()) {
            return false;
        }
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        out.flush();
        return out.good() && !stopping;
    });
}

void write_response(net::HTTPServerRequest& from, net::HTTPServerResponse& to, const Response& response,
                    const std::atomic<bool>& stopping) {
    to.setStatus(static_cast<net::HTTPResponse::HTTPStatus>(response.status));
    to.setReason(response.status == kMovedForGood ? "Permanent Redirect"
                                                  : net::HTTPResponse::getReasonForStatus(to.getStatus()));
    to.set("X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : response.headers.all()) {
        to.add(name, value);
    }
    if (const auto* pieces = std::get_if<Pieces>(&response.body)) {
        send_pieces(from, to, *pieces);
        return;
    }
    if (const auto* streamer = std::get_if<Streamer>(&response.body)) {
        if (from.getMethod() == net::HTTPRequest::HTTP_HEAD) {
            to.send().flush();
        } else {
            send_stream(to, *streamer, stopping);
        }
        return;
    }
    const auto& text = std::get<std::string>(response.body);
    if (response.status == 204 || response.status == 304) {
        to.send().flush();
        return;
    }
    to.setContentLength64(static_cast<Poco::Int64>(text.size()));
    std::ostream& out = to.send();
    if (from.getMethod() != net::HTTPRequest::HTTP_HEAD) {
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
    }
    out.flush();
}

}  // namespace

void serve_exchange(const Routes& routes, net::HTTPServerRequest& from, net::HTTPServerResponse& to,
                    const std::atomic<bool>& stopping, Connections::Place& place) {
    Request request;
    place.enter(Phase::body);
    auto early = read_request(routes, from, to, request);
    place.enter(Phase::busy);
    const Response response = early ? std::move(*early) : dispatch(routes, request);
    write_response(from, to, response, stopping);
}

std::string answer_to_unreadable_head() {
    const Response response = unreadable_body("Content-Length is no number of bytes.");
    const auto& body = std::get<std::string>(response.body);
    std::string answer = "HTTP/1.1 400 Bad Request\r\nConnection: Close\r\nX-Content-Type-Options: nosniff\r\n";
    for (const auto& [name, value] : response.headers.all()) {
        answer += name;
        answer += ": ";
        answer += value;
        answer += "\r\n";
    }
    return answer + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace shipwitness::http
