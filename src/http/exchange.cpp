#include "http/exchange.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ostream>
#include <string>
#include <system_error>

#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/StreamSocket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include "core/latest_file.h"
#include "core/log.h"
#include "http/words.h"

namespace shipwitness::http {

namespace {

namespace net = Poco::Net;

/// What comes of reading a body.
enum class BodyOutcome { whole, too_large, broken };

BodyOutcome read_body(net::HTTPServerRequest& from, std::size_t limit, std::string& body) {
    if (from.hasContentLength() && from.getContentLength64() > static_cast<Poco::Int64>(limit)) {
        return BodyOutcome::too_large;
    }
    std::istream& in = from.stream();
    std::array<char, 16U * 1024U> buffer{};
    while (in.good()) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        body.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
        if (body.size() > limit) {
            return BodyOutcome::too_large;
        }
    }
    const bool cut_off = from.hasContentLength() && body.size() != static_cast<std::size_t>(from.getContentLength64());
    return cut_off ? BodyOutcome::broken : BodyOutcome::whole;
}

bool has_body(const net::HTTPServerRequest& from) {
    return from.hasContentLength() || from.getChunkedTransferEncoding();
}

void copy_head(net::HTTPServerRequest& from, Request& request) {
    for (const auto& [name, value] : from) {
        request.headers.add(name, value);
    }
    request.peer = from.clientAddress().host().toString();
}

/// The request, or the answer that reading it already gives. After an answer given early the connection is closed,
/// since the rest of the body still lies in it.
std::optional<Response> read_request(const Routes& routes, net::HTTPServerRequest& from, net::HTTPServerResponse& to,
                                     Request& request) {
    const auto method = method_of(from.getMethod());
    if (!method) {
        to.setKeepAlive(false);
        Response refusal = problem(Error{ErrorKind::invalid, "method_unknown", "This method is not known here."});
        refusal.status = 501;
        return refusal;
    }
    request.method = *method;
    if (!read_target(from.getURI(), request)) {
        to.setKeepAlive(false);
        Response refusal = problem(Error{ErrorKind::invalid, "bad_address", "The address cannot be read."});
        refusal.status = 400;
        return refusal;
    }
    copy_head(from, request);
    if (!has_body(from)) {
        return std::nullopt;
    }
    const Routes::Match match = routes.match(request.method, request.path);
    const std::size_t limit = match.route != nullptr ? match.route->options.max_body_bytes : 0;
    if (from.getExpectContinue() && match.route != nullptr) {
        to.sendContinue();
    }
    switch (read_body(from, limit, request.body)) {
        case BodyOutcome::whole:
            return std::nullopt;
        case BodyOutcome::too_large:
            to.setKeepAlive(false);
            return match.route != nullptr ? problem(too_large(limit)) : dispatch(routes, request);
        case BodyOutcome::broken:
            break;
    }
    throw net::MessageException("the body ended early");
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
    to.setReason(net::HTTPResponse::getReasonForStatus(to.getStatus()));
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
                    const std::atomic<bool>& stopping) {
    Request request;
    auto early = read_request(routes, from, to, request);
    const Response response = early ? std::move(*early) : dispatch(routes, request);
    write_response(from, to, response, stopping);
}

}  // namespace shipwitness::http
