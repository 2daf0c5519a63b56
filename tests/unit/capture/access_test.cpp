#include "capture/stations/access.h"

#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

const Access kAccess({{StationId("bench-1"), "key-of-bench-1-0001", {CameraId("top")}},
                      {StationId("bench-2"), "key-of-bench-2-0002", {CameraId("far")}}},
                     "token-of-web-000000");

http::Request with(const std::string& token) {
    http::Request request;
    request.headers.set("Authorization", "Bearer " + token);
    return request;
}

std::string refusal(const Result<void>& result) {
    return result ? "allowed" : result.error().code;
}

TEST(Access, StationKeyOpensItsStationOnly) {
    const auto request = with("key-of-bench-1-0001");
    EXPECT_EQ(refusal(kAccess.may_scan(request, StationId("bench-1"))), "allowed");
    EXPECT_EQ(refusal(kAccess.may_see_station(request, StationId("bench-1"))), "allowed");
    EXPECT_EQ(refusal(kAccess.may_see_camera(request, CameraId("top"))), "allowed");
    EXPECT_EQ(refusal(kAccess.may_scan(request, StationId("bench-2"))), "forbidden");
    EXPECT_EQ(refusal(kAccess.may_see_station(request, StationId("bench-2"))), "forbidden");
    EXPECT_EQ(refusal(kAccess.may_see_camera(request, CameraId("far"))), "forbidden");
    EXPECT_EQ(refusal(kAccess.is_web(request)), "forbidden");
}

TEST(Access, WebSeesEverythingAndScansNothing) {
    const auto request = with("token-of-web-000000");
    EXPECT_EQ(refusal(kAccess.is_web(request)), "allowed");
    EXPECT_EQ(refusal(kAccess.may_see_station(request, StationId("bench-2"))), "allowed");
    EXPECT_EQ(refusal(kAccess.may_see_camera(request, CameraId("far"))), "allowed");
    EXPECT_EQ(refusal(kAccess.may_scan(request, StationId("bench-1"))), "forbidden");
}

TEST(Access, UnknownAndMissingTokensAreNobody) {
    for (const auto& request : {http::Request{}, with("key-of-bench-1-000"), with("")}) {
        EXPECT_EQ(refusal(kAccess.may_scan(request, StationId("bench-1"))), "unauthenticated");
        EXPECT_EQ(refusal(kAccess.may_see_camera(request, CameraId("top"))), "unauthenticated");
        EXPECT_EQ(refusal(kAccess.is_web(request)), "unauthenticated");
    }
}

TEST(Access, GuardedHandlerDoesNotRunForOthers) {
    int runs = 0;
    const auto handler = kAccess.for_web([&](const http::Request&) {
        ++runs;
        return http::no_content();
    });
    EXPECT_EQ(handler(with("key-of-bench-1-0001")).status, 403);
    EXPECT_EQ(handler(http::Request{}).status, 401);
    EXPECT_EQ(runs, 0);
    EXPECT_EQ(handler(with("token-of-web-000000")).status, 204);
}

}  // namespace
}  // namespace shipwitness::capture
