#include <gmock/gmock.h>

#include "tests/unit/web/test_app.h"
#include "web/server/app/text.h"
#include "web/server/orders/order_import.h"
#include "web/server/orders/order_queries.h"

namespace shipwitness::web {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::map<std::string, std::string> kErp = {{"Authorization", "Bearer erp-token-0123456789"}};

class OrdersTest : public ::testing::Test {
  protected:
    http::Response put(const std::string& number, const http::Json& order) {
        return app_.ask(
            {.method = http::Method::put, .path = "/api/v1/orders/" + number, .json = order, .headers = kErp});
    }
    http::Json get(const std::string& path) { return json_of(app_.ask({.path = path, .headers = kErp})); }
    http::Json import(const std::string& csv) {
        return json_of(app_.ask({.method = http::Method::post,
                                 .path = "/api/v1/orders/import",
                                 .body = csv,
                                 .type = "text/csv; charset=utf-8",
                                 .headers = kErp}));
    }
    std::vector<std::string> faults(const http::Json& report) {
        std::vector<std::string> list;
        for (const auto& error : report.at("errors")) {
            list.push_back(std::to_string(error.at("line").get<int>()) + " " +
                           (error.at("column").is_null() ? "-" : error.at("column").get<std::string>()) + " " +
                           error.at("code").get<std::string>());
        }
        return list;
    }

    static http::Json order() {
        return {{"buyer", {{"name", "Ann"}, {"email", "ann@example.com"}, {"language", "en"}}},
                {"lines", {{{"sku", "A"}, {"name", "Pot"}, {"quantity", 2}}}}};
    }

    TestApp app_;
};

TEST_F(OrdersTest, AreCreatedReplacedAndLeftAloneWhenNothingChanged) {
    EXPECT_EQ(put("SO-7", order()).status, 201);
    const auto first = get("/api/v1/orders/SO-7");
    app_.clock().advance(std::chrono::seconds{5});
    EXPECT_EQ(put("SO-7", order()).status, 200);
    EXPECT_EQ(get("/api/v1/orders/SO-7"), first);

    auto changed = order();
    changed["carrier"] = "СДЭК";
    EXPECT_EQ(put("SO-7", changed).status, 200);
    const auto now = get("/api/v1/orders/SO-7");
    EXPECT_EQ(now["carrier"], "СДЭК");
    EXPECT_EQ(now["created_at"], first["created_at"]);
    EXPECT_NE(now["updated_at"], first["updated_at"]);
}

TEST_F(OrdersTest, AreRefusedWithAllFaultsAtOnce) {
    const http::Json wrong{{"buyer", {{"name", ""}, {"email", "nobody"}, {"language", "de"}}},
                           {"incoterm", "XXX"},
                           {"promised_at", "soon"},
                           {"lines", {{{"sku", "A"}, {"name", "Pot"}, {"quantity", 0}}}},
                           {"colour", "red"}};
    const auto response = put("SO-7", wrong);
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(faults_of(response),
                ElementsAre("buyer.name: required", "buyer.email: email_malformed", "buyer.language: unknown_value",
                            "incoterm: unknown_value", "promised_at: bad_time", "lines[0].quantity: out_of_range",
                            "colour: unknown_member"));
    EXPECT_EQ(app_.ask({.path = "/api/v1/orders/SO-7", .headers = kErp}).status, 404);
}

TEST_F(OrdersTest, NeedANumberThatAStationCanScan) {
    EXPECT_EQ(code_of(put("заказ", order())), "order_number_not_scannable");
    EXPECT_EQ(code_of(put("SW:END", order())), "order_number_not_scannable");
}

TEST_F(OrdersTest, DoNotDifferInCaseOnly) {
    put("SO-7", order());
    EXPECT_EQ(code_of(put("so-7", order())), "order_number_differs_in_case");
}

TEST_F(OrdersTest, NeedAMachinesToken) {
    EXPECT_EQ(app_.get("/api/v1/orders").status, 401);
    EXPECT_EQ(
        app_.ask({.path = "/api/v1/orders", .headers = {{"Authorization", "Bearer site-token-0123456789"}}}).status,
        401);
}

TEST_F(OrdersTest, KeepALineThatAClaimSpeaksOf) {
    app_.have_order();
    const auto buyer = app_.sign_in_buyer();
    ASSERT_EQ(app_.post("/api/v1/portal/claims", some_claim(), buyer, "key-12345").status, 201);
    auto shorter = order();
    shorter["lines"][0]["line"] = 2;
    EXPECT_EQ(code_of(put("SO-1", shorter)), "line_has_claim");
}

TEST_F(OrdersTest, AreFoundByPartInAnyCase) {
    app_.have_order("SO-1");
    put("SO-7", order());
    for (const char* part : {"иВАНОВ", "сдэк", "so-1", "ЧАЙНИК", "OLGA@"}) {
        const auto page = get("/api/v1/orders?q=" + std::string(part));
        ASSERT_EQ(page["items"].size(), 1U) << part;
        EXPECT_EQ(page["items"][0]["number"], "SO-1") << part;
    }
    EXPECT_THAT(get("/api/v1/orders?q=%")["items"], IsEmpty());
}

TEST_F(OrdersTest, ComeInPagesNewestChangeFirst) {
    std::vector<std::string> all;
    for (int i = 0; i < 5; ++i) {
        app_.clock().advance(std::chrono::seconds{1});
        put("SO-" + std::to_string(i), order());
    }
    std::optional<Cursor> after;
    for (int pages = 0; pages < 3; ++pages) {
        const auto page = app_.database().read([&](storage::Connection& connection) {
            return list_orders(connection, std::nullopt, {after, 2});
        });
        for (const Order& each : page.items) {
            all.push_back(each.number.text());
        }
        after = page.next_cursor ? decode_cursor(*page.next_cursor) : std::nullopt;
    }
    EXPECT_THAT(all, ElementsAre("SO-4", "SO-3", "SO-2", "SO-1", "SO-0"));
    EXPECT_EQ(code_of(app_.ask({.path = "/api/v1/orders?cursor=zz", .headers = kErp})), "cursor_invalid");
}

TEST_F(OrdersTest, AreImportedAndTheSameFileAgainChangesNothing) {
    const std::string csv =
        "order_number;buyer_name;buyer_email;buyer_language;carrier;promised_at;sku;name;quantity;packages\r\n"
        "SO-1;Ольга;olga@example.com;ru;СДЭК;22.11.2026;K-1;\"Чайник \"\"Вихрь\"\"\";3;P1=12,4|P2\r\n"
        "SO-1;;;;;;C-2;Чашка;2;\r\n"
        "SO-2;Ann;ann@example.com;en;DHL;2026-11-22;T-3;Tray;1;\r\n";
    const auto report = import(csv);
    EXPECT_EQ(report["created"], 2);
    EXPECT_THAT(faults(report), IsEmpty());
    const auto order = get("/api/v1/orders/SO-1");
    EXPECT_EQ(order["lines"][0]["name"], "Чайник \"Вихрь\"");
    EXPECT_EQ(order["lines"][1]["line"], 2);
    EXPECT_EQ(order["packages"][0]["weight_grams"], 12'400);

    app_.clock().advance(std::chrono::seconds{5});
    const auto again = import(csv);
    EXPECT_EQ(again["created"], 0);
    EXPECT_EQ(again["updated"], 0);
    EXPECT_EQ(again["unchanged"], 2);
    EXPECT_EQ(get("/api/v1/orders/SO-1"), order);
}

TEST_F(OrdersTest, KeepGoodRowsAndReportTheOthers) {
    const auto report = import(
        "order_number,buyer_name,buyer_email,buyer_language,sku,name,quantity,line\n"
        "SO-1,Ann,ann@example.com,en,A,Pot,2,\n"
        "SO-1,,,,B,Lid,x,\n"
        "SO-1,Bob,,,C,Cup,1,\n"
        "SO-1,,,,D,Tray,1\n"
        "SO-1,,,,E,Knife,1,1\n"
        "SO-2,,,,A,Pot,1,\n"
        "заказ,Ann,ann@example.com,en,A,Pot,1,\n"
        "SO-3,Ann,nobody,en,,Pot,1,\n"
        "SO-1,,,,G,Good,4,\n");
    EXPECT_EQ(report["created"], 1);
    EXPECT_THAT(
        faults(report),
        ElementsAre("3 quantity number_malformed", "4 buyer_name differs_from_earlier_row", "5 - wrong_field_count",
                    "6 line line_twice", "7 buyer_name required", "7 buyer_email required", "7 buyer_language required",
                    "8 order_number order_number_not_scannable", "9 buyer_email email_malformed", "9 sku required"));
    const auto lines = get("/api/v1/orders/SO-1")["lines"];
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1]["name"], "Good");
}

TEST_F(OrdersTest, ImportAddsAndNeverTakesAway) {
    app_.have_order("SO-1");
    const auto report = import("order_number,sku,name,quantity,line,delivered_at\nSO-1,N-9,New,1,9,2026-11-22\n");
    EXPECT_EQ(report["updated"], 1);
    const auto order = get("/api/v1/orders/SO-1");
    EXPECT_EQ(order["lines"].size(), 3U);
    EXPECT_EQ(order["buyer"]["name"], "Ольга Иванова");
    EXPECT_FALSE(order["delivered_at"].is_null());
}

TEST_F(OrdersTest, RefuseAFileThatIsNone) {
    EXPECT_EQ(import("")["code"], "csv_empty");
    EXPECT_EQ(import("\x89PNG\r\n\x1a\n garbage \xff\xfe")["code"], "csv_not_utf8");
    EXPECT_EQ(import("order_number,sku\n")["code"], "csv_columns_missing");
    const auto unknown = import("order_number,sku,name,quantity,promissed_at\n");
    EXPECT_EQ(unknown["code"], "csv_column_unknown");
    EXPECT_THAT(unknown["detail"].get<std::string>(), ::testing::HasSubstr("promised_at"));
    EXPECT_EQ(import("order_number,sku,name,quantity,sku\n")["code"], "csv_column_twice");
    EXPECT_THAT(get("/api/v1/orders")["items"], IsEmpty());
}

TEST(FoldCase, MakesCyrillicLatinAndGreekLettersSmall) {
    EXPECT_EQ(fold_case("ЁЖ ЯRD ÄÉŠŹ ΑΩ ЇҐ"), "еж яrd äéšź αω їҐ");
    EXPECT_EQ(fold_case("\xFF raw"), "\xFF raw");
}

TEST(Email, IsRefusedWhenItCannotBeOne) {
    for (const char* good : {"a@b.co", "olga.ivanova+x@mail.example.com"}) {
        EXPECT_TRUE(is_email(good)) << good;
    }
    for (const char* bad : {"", "a", "@b.co", "a@", "a@b", "a@@b.co", "a b@c.de", "a@.co", "a@b..co", "a@b.co\n",
                            "<a@b.co>", "ольга@пример.рф"}) {
        EXPECT_FALSE(is_email(bad)) << bad;
    }
}

}  // namespace
}  // namespace shipwitness::web
