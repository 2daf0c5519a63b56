#include <gtest/gtest.h>

#include "http/routes.h"
#include "tests/unit/web/test_app.h"
#include "web/server/app/service_routes.h"

namespace shipwitness::web {
namespace {

TEST(OpenApi, DescribesEveryRouteAndNothingElse) {
    TestApp app;
    EXPECT_EQ(http::differences(app.routes(), openapi_document()), std::vector<std::string>{});
}

}  // namespace
}  // namespace shipwitness::web
