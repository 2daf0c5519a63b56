#include "http/framing.h"

#include <gtest/gtest.h>

namespace shipwitness::http {
namespace {

using State = ChunkReader::State;

Result<Framing> framing(std::initializer_list<std::pair<std::string, std::string>> fields) {
    Headers headers;
    for (const auto& [name, value] : fields) {
        headers.add(name, value);
    }
    return framing_of(headers);
}

TEST(Framing, KnowsLengthChunksAndNone) {
    EXPECT_EQ(framing({}).value().kind, Framing::Kind::none);
    EXPECT_EQ(framing({{"transfer-encoding", " Chunked "}}).value().kind, Framing::Kind::chunked);
    const auto length = framing({{"Content-Length", "12"}, {"content-length", "12"}});
    ASSERT_TRUE(length);
    EXPECT_EQ(length->kind, Framing::Kind::length);
    EXPECT_EQ(length->length_bytes, 12U);
}

TEST(Framing, RefusesWhatTwoReadersCouldReadInTwoWays) {
    EXPECT_FALSE(framing({{"Content-Length", "5"}, {"Content-Length", "6"}}));
    EXPECT_FALSE(framing({{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}));
    EXPECT_FALSE(framing({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}));
    EXPECT_FALSE(framing({{"Transfer-Encoding", "gzip, chunked"}}));
    EXPECT_FALSE(framing({{"Transfer-Encoding", "xchunked"}}));
    for (const char* length : {"", "-5", "+5", "5, 5", "0x5", "five", "99999999999999999999999"}) {
        const auto refused = framing({{"Content-Length", length}});
        ASSERT_FALSE(refused) << length;
        EXPECT_EQ(refused.error().code, "body_unreadable");
    }
}

/// What becomes of a text that comes in pieces of `step` bytes.
std::pair<State, std::string> read(std::string_view text, std::size_t step) {
    ChunkReader chunks;
    std::string body;
    State state = State::more;
    for (std::size_t at = 0; at < text.size() && state == State::more; at += step) {
        state = chunks.read(text.substr(at, step), body);
    }
    return {state, body};
}

TEST(ChunkReader, ReadsChunksHoweverTheyArrive) {
    static constexpr std::string_view kText =
        "4;name=\"a\"\r\nfour\r\n00B\r\n\r\nten bytes\r\n0\r\nX-Sum: 1\r\n\r\nGET /next";
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, kText.size()}) {
        EXPECT_EQ(read(kText, step), std::pair(State::whole, std::string("four\r\nten bytes"))) << step;
    }
}

// A picture or an import whose sender went away in the middle was taken for a whole one.
TEST(ChunkReader, TakesNothingForWholeThatBrokeOff) {
    static constexpr std::string_view kText = "4\r\nfour\r\n3\r\nend\r\n0\r\n\r\n";
    for (std::size_t end = 0; end < kText.size(); ++end) {
        EXPECT_EQ(read(kText.substr(0, end), 5).first, State::more) << end;
    }
    EXPECT_EQ(read(kText, 5).first, State::whole);
}

TEST(ChunkReader, RefusesWhatIsNoChunk) {
    for (const std::string& text :
         {std::string("zz\r\n"), std::string("\r\n"), std::string("-1\r\n"), std::string("4\nfour\r\n0\r\n\r\n"),
          std::string("3\r\nfour\r\n0\r\n\r\n"), std::string("123456789\r\n"), std::string("4 4\r\n"),
          "1;" + std::string(5'000, 'a') + "\r\n", "0\r\n" + std::string(5'000, 'a')}) {
        EXPECT_EQ(read(text, 64).first, State::broken) << text.substr(0, 20);
    }
    std::string trailers = "0\r\n";
    for (int i = 0; i < 100; ++i) {
        trailers += "X: y\r\n";
    }
    EXPECT_EQ(read(trailers, 64).first, State::broken);
}

}  // namespace
}  // namespace shipwitness::http
