#include "http/storage_trouble.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/json.h"

namespace shipwitness::http {
namespace {

/// What a client hears of a handler that throws this, when disks' troubles are told by std::range_error.
template <class Exception>
Response answer_to(const Exception& exception) {
    Routes bare;
    bare.add(Method::get, "/api/v1/things/{id}", [exception](const Request&) -> Response { throw exception; });
    Routes routes;
    const auto& route = bare.all().front();
    routes.add(route.method, route.pattern,
               telling_storage_trouble(route, [](const std::exception& error) -> std::optional<std::string> {
                   if (dynamic_cast<const std::range_error*>(&error) != nullptr) {
                       return std::string(error.what()) + "; make room";
                   }
                   return std::nullopt;
               }));
    Request request;
    request.path = "/api/v1/things/7";
    return dispatch(routes, request);
}

std::string code_of(const Response& response) {
    return Json::parse(std::get<std::string>(response.body)).value("code", "");
}

TEST(StorageTrouble, IsAnsweredAsUnavailableAndToldInTheLogOnly) {
    testing::internal::CaptureStderr();
    const auto response = answer_to(std::range_error("no space in /srv/data"));
    const std::string logged = testing::internal::GetCapturedStderr();
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(code_of(response), "storage_unavailable");
    EXPECT_TRUE(response.headers.get("Retry-After"));
    EXPECT_THAT(std::get<std::string>(response.body), testing::Not(testing::HasSubstr("/srv/data")));
    EXPECT_THAT(logged, testing::HasSubstr("GET /api/v1/things/{id}: no space in /srv/data; make room"));
}

TEST(StorageTrouble, LeavesOtherFaultsToTheDispatcher) {
    const auto response = answer_to(std::logic_error("a bug"));
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(code_of(response), "internal_error");
}

}  // namespace
}  // namespace shipwitness::http
