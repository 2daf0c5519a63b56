#include <cstdlib>

#include <gmock/gmock.h>

#include "http/server.h"
#include "tests/unit/cli/ran.h"

namespace shipwitness::cli {
namespace {

using ::testing::HasSubstr;

class OrdersImport : public CommandTest {
  protected:
    OrdersImport() {
        ::setenv("TEST_ERP_TOKEN", "erp-token", 1);
        file("orders.csv", "order_number\nSO-1\n");
    }
    int import(const std::string& answer, int status = 200) {
        auto routes = std::make_shared<http::Routes>();
        routes->add(http::Method::post, "/api/v1/orders/import", [&](const http::Request& request) {
            asked_ = request;
            return http::json_response(status, answer);
        });
        const http::Server server({}, routes);
        return import_by("http://127.0.0.1:" + std::to_string(server.port()), folder_ / "orders.csv");
    }
    int import_by(const std::string& url, const std::string& csv, const std::string& variable = "TEST_ERP_TOKEN") {
        return call({"orders", "import", csv, "--url", url, "--token-variable", variable});
    }

    http::Request asked_;
};

TEST_F(OrdersImport, SendsTheFileAndTellsWhatWasDone) {
    EXPECT_EQ(import(R"({"created":2,"updated":1,"unchanged":0,"errors":[],"errors_left_out":0})"), 0);
    EXPECT_EQ(asked_.body, "order_number\nSO-1\n");
    EXPECT_EQ(asked_.bearer(), "erp-token");
    EXPECT_EQ(ran_.out, "2 created, 1 updated, 0 unchanged\n");
}

TEST_F(OrdersImport, EndsWithTwoWhenRowsWereLeftOut) {
    EXPECT_EQ(import(R"({"created":0,"updated":0,"unchanged":0,"errors_left_out":3,
                         "errors":[{"line":7,"column":"quantity","code":"x","detail":"no number"}]})"),
              2);
    EXPECT_THAT(ran_.err, HasSubstr("line 7, quantity: no number"));
    EXPECT_THAT(ran_.err, HasSubstr("and 3 more rows"));
}

TEST_F(OrdersImport, EndsWithOneWhenNothingWasImported) {
    EXPECT_EQ(import(R"({"code":"csv_not_utf8","detail":"Line 3 is not UTF-8"})", 422), 1);
    EXPECT_THAT(ran_.err, HasSubstr("Line 3 is not UTF-8"));
    EXPECT_EQ(import("<html>", 502), 1);
    EXPECT_EQ(import_by("http://127.0.0.1:1", folder_ / "orders.csv"), 1);
    EXPECT_EQ(import_by("http://127.0.0.1:1", folder_ / "none.csv"), 1);
    EXPECT_EQ(import_by("http://127.0.0.1:1", folder_ / "orders.csv", "NO_SUCH_VARIABLE"), 1);
    EXPECT_THAT(ran_.err, HasSubstr("NO_SUCH_VARIABLE is not set"));
}

}  // namespace
}  // namespace shipwitness::cli
