#include "http/client.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <istream>
#include <ostream>
#include <string_view>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/URI.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/file_descriptor.h"
#include "http/words.h"

namespace shipwitness::http {

namespace {

namespace net = Poco::Net;

constexpr std::size_t kMaxBodyBytes = 16U << 20U;

Error unreachable(const ClientRequest& request, const std::string& why) {
    return {ErrorKind::unavailable, "unreachable", request.url + ": " + why};
}

Poco::Timespan timespan(std::chrono::milliseconds time) {
    return {static_cast<Poco::Timespan::TimeDiff>(time.count() * 1000)};
}

/// What follows the authority, as the caller wrote it: Poco::URI decodes it, and would turn an order number's %2F into
/// a slash between segments.
std::string target_of(const std::string& url) {
    if (std::any_of(url.begin(), url.end(), [](char each) { return each <= ' ' || each == 0x7F; })) {
        throw Poco::SyntaxException("the address holds white space, control characters or other than ASCII");
    }
    const std::size_t authority = url.find("://") + 3;
    const std::size_t path = url.find_first_of("/?", authority);
    const std::string target = path == std::string::npos ? "" : url.substr(path, url.find('#', path) - path);
    return target.empty() || target.front() == '?' ? "/" + target : target;
}

/// Sends the head and body and reads the answer's head; the stream is the answer's body.
std::istream& exchange(net::HTTPClientSession& session, const ClientRequest& request, net::HTTPResponse& answer) {
    session.setTimeout(timespan(request.timeout), timespan(request.timeout), timespan(request.timeout));
    net::HTTPRequest head(std::string(word_of(request.method)), target_of(request.url), net::HTTPMessage::HTTP_1_1);
    for (const auto& [name, value] : request.headers.all()) {
        head.add(name, value);
    }
    if (!request.body.empty() || request.method == Method::post || request.method == Method::put) {
        head.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
    }
    session.sendRequest(head).write(request.body.data(), static_cast<std::streamsize>(request.body.size())).flush();
    return session.receiveResponse(answer);
}

Headers headers_of(const net::HTTPResponse& answer) {
    Headers headers;
    for (const auto& [name, value] : answer) {
        headers.add(name, value);
    }
    return headers;
}

/// The problem's code and detail when the other side told one, else its first words.
Error refused(const ClientRequest& request, int status, const std::string& body) {
    return {status == 404   ? ErrorKind::not_found
            : status == 410 ? ErrorKind::gone
                            : ErrorKind::unavailable,
            "refused", request.url + " answered " + std::to_string(status) + ": " + body.substr(0, 500)};
}

class Target {
  public:
    explicit Target(const std::filesystem::path& file)
        : path_(file), fd_(::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {
        if (!fd_) {
            failed("open");
        }
    }
    [[nodiscard]] std::uint64_t size() const {
        const off_t end = ::lseek(fd_.get(), 0, SEEK_END);
        if (end < 0) {
            failed("lseek");
        }
        return static_cast<std::uint64_t>(end);
    }
    void cut_to(std::uint64_t size) const {
        if (::ftruncate(fd_.get(), static_cast<off_t>(size)) != 0 ||
            ::lseek(fd_.get(), static_cast<off_t>(size), SEEK_SET) < 0) {
            failed("ftruncate");
        }
    }
    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(fd_.get(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written <= 0) {
                failed("write");
            }
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() const {
        if (::fsync(fd_.get()) != 0) {
            failed("fsync");
        }
    }

  private:
    [[noreturn]] void failed(const char* call) const {
        throw std::system_error(errno, std::generic_category(), std::string(call) + " " + path_.string());
    }
    std::filesystem::path path_;
    FileDescriptor fd_;
};

/// Copies the answer's body to the file; false when `progress` stopped it.
bool copy_body(std::istream& in, const Target& target, std::uint64_t had, std::uint64_t total,
               const Progress& progress) {
    std::array<char, 128U * 1024U> buffer{};
    while (in.good()) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        target.write({buffer.data(), got});
        had += got;
        if (!progress(had, total)) {
            return false;
        }
    }
    return true;
}

}  // namespace

Result<ClientResponse> send(const ClientRequest& request) {
    try {
        const Poco::URI uri(request.url);
        if (uri.getScheme() != "http") {
            return fail(ErrorKind::invalid, "bad_url", request.url + ": the address must begin with http://");
        }
        net::HTTPClientSession session(uri.getHost(), uri.getPort());
        net::HTTPResponse answer;
        std::istream& in = exchange(session, request, answer);
        ClientResponse response{.status = answer.getStatus(), .headers = headers_of(answer), .body = {}};
        std::array<char, 16U * 1024U> buffer{};
        while (in.good()) {
            in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            response.body.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
            if (response.body.size() > kMaxBodyBytes) {
                return tl::unexpected(unreachable(request, "the answer is longer than 16 MiB"));
            }
        }
        if (answer.hasContentLength() && request.method != Method::head &&
            response.body.size() != static_cast<std::size_t>(answer.getContentLength64()) && response.status != 304) {
            return tl::unexpected(unreachable(request, "the answer ended early"));
        }
        return response;
    } catch (const Poco::Exception& error) {
        return tl::unexpected(unreachable(request, error.displayText()));
    }
}

Result<std::string> download(const ClientRequest& request, const std::filesystem::path& file, const std::string& etag,
                             const Progress& progress) {
    try {
        const Poco::URI uri(request.url);
        const Target target(file);
        const std::uint64_t had = etag.empty() ? 0 : target.size();
        ClientRequest asked = request;
        if (had > 0) {
            asked.headers.set("Range", "bytes=" + std::to_string(had) + "-");
            asked.headers.set("If-Range", etag);
        }
        net::HTTPClientSession session(uri.getHost(), uri.getPort());
        net::HTTPResponse answer;
        std::istream& in = exchange(session, asked, answer);
        const int status = answer.getStatus();
        const std::string now = answer.get("ETag", "");
        if (status == 416 && had > 0 && answer.get("Content-Range", "") == "bytes */" + std::to_string(had)) {
            return etag;  // all of it is here already
        }
        if (status != 200 && status != 206) {
            const std::string body(std::istreambuf_iterator<char>(in), {});
            return tl::unexpected(refused(request, status, body));
        }
        const std::uint64_t begin = status == 206 ? had : 0;
        const std::uint64_t length =
            answer.hasContentLength() ? static_cast<std::uint64_t>(answer.getContentLength64()) : 0;
        const std::uint64_t total = length > 0 ? begin + length : 0;
        target.cut_to(begin);
        const bool whole = copy_body(in, target, begin, total, progress);
        target.sync();
        if (!whole) {
            return fail(ErrorKind::unavailable, "stopped", request.url + ": the download was stopped");
        }
        if (total > 0 && target.size() != total) {
            return tl::unexpected(unreachable(request, "the connection broke after " + std::to_string(target.size()) +
                                                           " of " + std::to_string(total) + " bytes"));
        }
        return now;
    } catch (const Poco::Exception& error) {
        return tl::unexpected(unreachable(request, error.displayText()));
    }
}

}  // namespace shipwitness::http
