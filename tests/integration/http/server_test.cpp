#include "http/server.h"

#include <atomic>
#include <fstream>
#include <future>
#include <latch>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include "http/client.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::http {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A plain connection, for what a well-behaved client never does.
class RawConnection {
  public:
    explicit RawConnection(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
        const timeval patience{.tv_sec = 60, .tv_usec = 0};
        ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    }
    void say(std::string_view text) const {
        EXPECT_EQ(::send(fd_.get(), text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
    }
    void say_no_more() const { EXPECT_EQ(::shutdown(fd_.get(), SHUT_WR), 0); }
    /// All that comes until the other side closes.
    [[nodiscard]] std::string hear() const {
        std::string heard;
        char buffer[4096];
        ssize_t got = 0;
        while ((got = ::recv(fd_.get(), buffer, sizeof(buffer), 0)) > 0) {
            heard.append(buffer, static_cast<std::size_t>(got));
        }
        return heard;
    }

  private:
    FileDescriptor fd_;
};

class ServerTest : public testing::Test {
  protected:
    std::string url(const Server& server, const std::string& path) {
        return "http://127.0.0.1:" + std::to_string(server.port()) + path;
    }
    ClientResponse ask(const Server& server, ClientRequest request) {
        request.url = url(server, request.url);
        request.timeout = std::chrono::seconds(60);
        auto answer = send(request);
        EXPECT_TRUE(answer) << (answer ? "" : answer.error().detail);
        return answer ? *answer : ClientResponse{};
    }

    std::shared_ptr<Routes> routes_ = std::make_shared<Routes>();
    test::TemporaryFolder folder_;
};

/// GET /slow: says when a request has reached it, and answers 204 when it may go on.
class SlowRoute {
  public:
    explicit SlowRoute(Routes& routes) {
        routes.add(Method::get, "/slow", [this](const Request&) {
            reached_.count_down();
            gone_.wait();
            return no_content();
        });
    }
    void wait_until_reached() { reached_.wait(); }
    void go_on() { go_.set_value(); }

  private:
    std::promise<void> go_;
    std::shared_future<void> gone_ = go_.get_future().share();
    std::latch reached_{1};
};

TEST_F(ServerTest, CarriesBodiesQueriesAndHeadersBothWays) {
    routes_->add(Method::post, "/echo/{name}", [](const Request& request) {
        Response response{
            .status = 201,
            .headers = {},
            .body = request.parameter("name") + "|" + request.query_value("q").value_or("") + "|" + request.body};
        response.headers.set("X-Seen", request.headers.get("X-Asked").value_or(""));
        return response;
    });
    const Server server({}, routes_);
    ClientRequest request{.method = Method::post, .url = "/echo/%D0%96?q=a+b", .body = "hello"};
    request.headers.set("X-Asked", "yes");
    const ClientResponse answer = ask(server, request);
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, "Ж|a b|hello");
    EXPECT_EQ(answer.headers.get("X-Seen"), "yes");
    EXPECT_EQ(answer.headers.get("X-Content-Type-Options"), "nosniff");
}

TEST_F(ServerTest, RefusesALongBodyWithoutReadingIt) {
    routes_->add(Method::post, "/small", [](const Request&) { return no_content(); }, {.max_body_bytes = 10});
    const Server server({}, routes_);
    EXPECT_EQ(ask(server, {.method = Method::post, .url = "/small", .body = "0123456789"}).status, 204);
    const RawConnection connection(server.port());
    connection.say("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");
    EXPECT_THAT(connection.hear(), StartsWith("HTTP/1.1 413"));
}

TEST_F(ServerTest, AnswersGarbageWithoutFallingOver) {
    const Server server({}, routes_);
    for (const char* garbage : {"\x16\x03\x01 garbage\r\n\r\n", "GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                                "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"}) {
        const RawConnection connection(server.port());
        connection.say(garbage);
        EXPECT_THAT(connection.hear(), testing::Not(HasSubstr(" 200 "))) << garbage;
    }
    EXPECT_EQ(ask(server, {.url = "/nothing"}).status, 404);
}

TEST_F(ServerTest, RefusesBodiesWhoseEndCannotBeTold) {
    std::atomic<int> handled{0};
    routes_->add(Method::post, "/take", [&](const Request& request) {
        ++handled;
        return Response{.headers = {}, .body = request.body};
    });
    const Server server({}, routes_);
    const std::string post = "POST /take HTTP/1.1\r\nHost: x\r\n";
    for (const std::string& rest :
         {std::string("Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
          std::string("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
          std::string("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), std::string("Content-Length: -5\r\n\r\n"),
          std::string("Transfer-Encoding: chunked\r\n\r\nzz\r\n")}) {
        const RawConnection connection(server.port());
        connection.say(post + rest);
        EXPECT_THAT(connection.hear(), StartsWith("HTTP/1.1 400")) << rest;
    }
    EXPECT_EQ(handled, 0);
}

// Poco throws over such a head before there is a request; the connection was closed without a word.
TEST_F(ServerTest, AnswersAContentLengthThatIsNoNumber) {
    routes_->add(Method::get, "/well", [](const Request&) { return no_content(); });
    const Server server({}, routes_);
    for (const char* length : {"abc", "5x", "99999999999999999999", "", "0x5"}) {
        const RawConnection connection(server.port());
        connection.say("GET /well HTTP/1.1\r\nHost: x\r\n\r\n");
        connection.say("POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::string(length) + "\r\n\r\n");
        const std::string heard = connection.hear();
        EXPECT_THAT(heard, StartsWith("HTTP/1.1 204")) << length;
        EXPECT_THAT(heard, testing::AllOf(HasSubstr("HTTP/1.1 400 Bad Request\r\n"),
                                          HasSubstr("Content-Type: application/problem+json\r\n"),
                                          HasSubstr("\"code\":\"body_unreadable\"")))
            << length;
    }
    EXPECT_EQ(ask(server, {.url = "/well"}).status, 204);
}

TEST_F(ServerTest, TakesNoBodyThatBrokeOff) {
    std::atomic<int> handled{0};
    routes_->add(Method::post, "/take", [&](const Request&) {
        ++handled;
        return no_content();
    });
    const Server server({}, routes_);
    for (const char* rest : {"Content-Length: 50\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n10\r\nhalf",
                             "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"}) {
        const RawConnection connection(server.port());
        connection.say("POST /take HTTP/1.1\r\nHost: x\r\n" + std::string(rest));
        connection.say_no_more();
        EXPECT_THAT(connection.hear(), StartsWith("HTTP/1.1 400")) << rest;
    }
    EXPECT_EQ(handled, 0);
}

TEST_F(ServerTest, ReadsChunkedBodies) {
    routes_->add(Method::post, "/echo",
                 [](const Request& request) { return Response{.headers = {}, .body = request.body}; });
    routes_->add(Method::post, "/small", [](const Request&) { return no_content(); }, {.max_body_bytes = 5});
    const Server server({}, routes_);
    const std::string chunks = "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4\r\n two\r\n0\r\n\r\n";
    const RawConnection echo(server.port());
    echo.say("POST /echo HTTP/1.1\r\n" + chunks);
    EXPECT_THAT(echo.hear(), testing::AllOf(StartsWith("HTTP/1.1 200"), testing::EndsWith("one two")));
    const RawConnection small(server.port());
    small.say("POST /small HTTP/1.1\r\n" + chunks);
    EXPECT_THAT(small.hear(), StartsWith("HTTP/1.1 413"));
}

class FileServerTest : public ServerTest {
  protected:
    void SetUp() override {
        for (std::size_t i = 0; content_.size() < 3'000'000; ++i) {
            content_ += std::to_string(i);
        }
        std::ofstream(folder_ / "file.bin") << content_;
        routes_->add(Method::get, "/file", [this](const Request&) {
            auto response = file_response(folder_ / "file.bin").value();
            auto& pieces = std::get<Pieces>(response.body);
            pieces.insert(pieces.begin(), std::string("head"));
            response.headers.set("ETag", "\"" + etag_ + "\"");
            return response;
        });
    }
    std::string content_;
    std::string etag_ = "one";
};

TEST_F(FileServerTest, SendsPiecesFromFilesWholeAndInRanges) {
    const Server server({}, routes_);
    EXPECT_EQ(ask(server, {.url = "/file"}).body, "head" + content_);
    ClientRequest part{.url = "/file"};
    part.headers.set("Range", "bytes=2-9");
    const ClientResponse answer = ask(server, part);
    EXPECT_EQ(answer.status, 206);
    EXPECT_EQ(answer.body, ("head" + content_).substr(2, 8));
    const ClientResponse head = ask(server, {.method = Method::head, .url = "/file"});
    EXPECT_EQ(head.headers.get("Content-Length"), std::to_string(content_.size() + 4));
    EXPECT_EQ(head.body, "");
}

TEST_F(ServerTest, OpensFilesByNameOnlyWhenTheirTurnComes) {
    const auto name = [&](const char* file) { return std::make_shared<const std::filesystem::path>(folder_ / file); };
    std::ofstream(folder_ / "first") << "first,";
    std::ofstream(folder_ / "second") << "second";
    routes_->add(Method::get, "/both", [&](const Request&) {
        return Response{.headers = {},
                        .body = Pieces{FileRange{name("first"), 0, 6}, FileRange{name("second"), 0, 3},
                                       FileRange{name("second"), 3, 3}, FileRange{name("first"), 0, 5}}};
    });
    const Server server({}, routes_);
    EXPECT_EQ(ask(server, {.url = "/both"}).body, "first,secondfirst");
    std::filesystem::remove(folder_ / "second");
    const RawConnection connection(server.port());
    connection.say("GET /both HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(connection.hear(), testing::AllOf(HasSubstr("Content-Length: 17"), testing::EndsWith("first,")))
        << "the answer is short, so that the client sees that it is broken";
}

TEST_F(FileServerTest, DownloadsGoOnWhereTheyBrokeOff) {
    const Server server({}, routes_);
    const auto target = folder_ / "copy";
    ClientRequest request{.url = url(server, "/file"), .timeout = std::chrono::seconds(60)};
    const auto stopped =
        download(request, target, "\"one\"", [](std::uint64_t had, std::uint64_t) { return had < 500'000; });
    EXPECT_EQ(stopped.error().code, "stopped");
    std::uint64_t first = 0;
    const auto whole = download(request, target, "\"one\"", [&](std::uint64_t had, std::uint64_t total) {
        first = first == 0 ? had : first;
        EXPECT_EQ(total, content_.size() + 4);
        return true;
    });
    EXPECT_EQ(whole.value(), "\"one\"");
    EXPECT_GE(first, 500'000U);
    EXPECT_EQ(std::filesystem::file_size(target), content_.size() + 4);
    const auto again = download(request, target, "\"one\"", [](std::uint64_t, std::uint64_t) { return true; });
    EXPECT_EQ(again.value(), "\"one\"");
}

TEST_F(FileServerTest, DownloadsStartAnewWhenTheContentHasChanged) {
    const Server server({}, routes_);
    const auto target = folder_ / "copy";
    std::ofstream(target) << "bytes of another version";
    ClientRequest request{.url = url(server, "/file"), .timeout = std::chrono::seconds(60)};
    EXPECT_EQ(download(request, target, "\"zero\"", [](std::uint64_t, std::uint64_t) { return true; }), "\"one\"");
    std::ifstream in(target);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "head" + content_);
}

TEST_F(ServerTest, SaysNoUnderOverloadInsteadOfBeingSilent) {
    SlowRoute slow_route(*routes_);
    const Server server({.threads = 1, .queued = 0}, routes_);
    std::jthread first([&] { EXPECT_EQ(ask(server, {.url = "/slow"}).status, 204); });
    slow_route.wait_until_reached();
    const ClientResponse refusal = ask(server, {.url = "/slow"});
    EXPECT_EQ(refusal.status, 503);
    EXPECT_EQ(refusal.headers.get("Retry-After"), "2");
    EXPECT_THAT(refusal.body, HasSubstr("overloaded"));
    EXPECT_EQ(server.stats().refused, 1U);
    slow_route.go_on();
}

// A hundred clients that sent a byte every few seconds kept everybody else out, for as long as they liked.
TEST_F(ServerTest, LetsDawdlersGoWhenOthersWait) {
    routes_->add(Method::get, "/quick", [](const Request&) { return no_content(); });
    routes_->add(Method::post, "/take", [](const Request&) { return no_content(); });
    const std::chrono::seconds ever{600};
    const std::chrono::milliseconds patience{20};
    const Server server({.threads = 1,
                         .queued = 8,
                         .read_timeout = ever,
                         .keep_alive = ever,
                         .crowded_head = patience,
                         .crowded_body = patience},
                        routes_);
    for (const char* dawdling : {"GET /quick HTTP/1.1\r\nHost: x\r\nX-A: ", "GET /quick HTTP/1.1\r\nHost: x\r\n\r\n",
                                 "", "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"}) {
        const RawConnection connection(server.port());
        connection.say(dawdling);
        EXPECT_EQ(ask(server, {.url = "/quick"}).status, 204) << dawdling;
        (void)connection.hear();  // until it is let go
    }
}

TEST_F(ServerTest, LetsNobodyGoWhoIsBeingServed) {
    SlowRoute slow_route(*routes_);
    routes_->add(Method::get, "/quick", [](const Request&) { return no_content(); });
    const std::chrono::milliseconds at_once{0};
    const Server server({.threads = 1, .queued = 8, .crowded_head = at_once, .crowded_body = at_once}, routes_);
    const RawConnection slow(server.port());
    slow.say("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    slow_route.wait_until_reached();
    std::jthread waiting([&] { EXPECT_EQ(ask(server, {.url = "/quick"}).status, 204); });
    while (server.stats().connections < 2) {
        std::this_thread::yield();
    }
    slow_route.go_on();
    EXPECT_THAT(slow.hear(), StartsWith("HTTP/1.1 204"));
}

TEST_F(ServerTest, StreamsUntilItStops) {
    std::latch streaming{1};
    routes_->add(Method::get, "/events", [&](const Request&) {
        Response response;
        response.headers.set("Content-Type", "text/event-stream");
        response.body = Streamer([&](const StreamWriter& write) {
            bool told = false;
            while (write("event: tick\n\n")) {
                if (!told) {
                    streaming.count_down();
                    told = true;
                }
                std::this_thread::yield();
            }
        });
        return response;
    });
    auto server = std::make_unique<Server>(ServerConfig{}, routes_);
    const RawConnection connection(server->port());
    connection.say("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    std::jthread reader([&] { EXPECT_THAT(connection.hear(), HasSubstr("event: tick")); });
    streaming.wait();
    server.reset();
}

TEST_F(ServerTest, CountsForARequestThatIsUnderWayWhileItStops) {
    std::latch streaming{1};
    std::promise<ServerStats> counted;
    std::unique_ptr<Server> server;
    routes_->add(Method::get, "/events", [&](const Request&) {
        Response response;
        response.body = Streamer([&](const StreamWriter& write) {
            write("under way\n");
            streaming.count_down();
            while (write("\n")) {
                std::this_thread::yield();
            }
            counted.set_value(server->stats());
        });
        return response;
    });
    server = std::make_unique<Server>(ServerConfig{}, routes_);
    const RawConnection connection(server->port());
    connection.say("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    std::jthread reader([&] { EXPECT_THAT(connection.hear(), HasSubstr("under way")); });
    streaming.wait();
    server->stop();
    EXPECT_EQ(counted.get_future().get().requests, 1U);
    server->stop();  // does nothing more
}

TEST_F(ServerTest, NamesAPortThatIsTaken) {
    const Server server({}, routes_);
    try {
        const Server second({.port = server.port()}, routes_);
        FAIL() << "two servers on one port";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("127.0.0.1:" + std::to_string(server.port())));
    }
}

TEST(Client, TellsWhatCannotBeReached) {
    std::uint16_t port = 0;
    {
        const Server server({}, std::make_shared<Routes>());
        port = server.port();
    }
    const auto answer = send({.url = "http://127.0.0.1:" + std::to_string(port) + "/"});
    EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(send({.url = "ftp://127.0.0.1/"}).error().code, "bad_url");
}

}  // namespace
}  // namespace shipwitness::http
