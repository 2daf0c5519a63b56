#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "cli/run.h"
#include "http/server.h"
#include "tests/support/temporary_folder.h"

namespace shipwitness::cli {
namespace {

using ::testing::HasSubstr;

class OrdersImport : public ::testing::Test {
  protected:
    OrdersImport() {
        ::setenv("TEST_ERP_TOKEN", "erp-token", 1);
        std::ofstream(folder_ / "orders.csv") << "order_number\nSO-1\n";
    }
    int import(const std::string& answer, int status = 200) {
        auto routes = std::make_shared<http::Routes>();
        routes->add(http::Method::post, "/api/v1/orders/import", [&](const http::Request& request) {
            asked_ = request;
            return http::json_response(status, answer);
        });
        const http::Server server({}, routes);
        return call("http://127.0.0.1:" + std::to_string(server.port()), (folder_ / "orders.csv").string());
    }
    int call(const std::string& url, const std::string& file, const char* variable = "TEST_ERP_TOKEN") {
        const std::vector<const char*> argv{"shipwitness", "orders",    "import",           file.c_str(),
                                            "--url",       url.c_str(), "--token-variable", variable};
        return run(static_cast<int>(argv.size()), argv.data(), out_, err_);
    }

    test::TemporaryFolder folder_;
    http::Request asked_;
    std::ostringstream out_;
    std::ostringstream err_;
};

TEST_F(OrdersImport, SendsTheFileAndTellsWhatWasDone) {
    EXPECT_EQ(import(R"({"created":2,"updated":1,"unchanged":0,"errors":[],"errors_left_out":0})"), 0);
    EXPECT_EQ(asked_.body, "order_number\nSO-1\n");
    EXPECT_EQ(asked_.bearer(), "erp-token");
    EXPECT_EQ(out_.str(), "2 created, 1 updated, 0 unchanged\n");
}

TEST_F(OrdersImport, EndsWithTwoWhenRowsWereLeftOut) {
    EXPECT_EQ(import(R"({"created":0,"updated":0,"unchanged":0,"errors_left_out":3,
                         "errors":[{"line":7,"column":"quantity","code":"x","detail":"no number"}]})"),
              2);
    EXPECT_THAT(err_.str(), HasSubstr("line 7, quantity: no number"));
    EXPECT_THAT(err_.str(), HasSubstr("and 3 more rows"));
}

TEST_F(OrdersImport, EndsWithOneWhenNothingWasImported) {
    EXPECT_EQ(import(R"({"code":"csv_not_utf8","detail":"Line 3 is not UTF-8"})", 422), 1);
    EXPECT_THAT(err_.str(), HasSubstr("Line 3 is not UTF-8"));
    EXPECT_EQ(import("<html>", 502), 1);
    EXPECT_EQ(call("http://127.0.0.1:1", (folder_ / "orders.csv").string()), 1);
    EXPECT_EQ(call("http://127.0.0.1:1", (folder_ / "none.csv").string()), 1);
    EXPECT_EQ(call("http://127.0.0.1:1", (folder_ / "orders.csv").string(), "NO_SUCH_VARIABLE"), 1);
    EXPECT_THAT(err_.str(), HasSubstr("NO_SUCH_VARIABLE is not set"));
}

}  // namespace
}  // namespace shipwitness::cli
