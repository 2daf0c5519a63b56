#include "http/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shipwitness::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> faults(Result<void> result) {
    std::vector<std::string> list;
    if (!result) {
        for (const FieldError& fault : result.error().fields) {
            list.push_back(fault.field + " " + fault.code);
        }
    }
    return list;
}

TEST(JsonReader, ReadsWhatIsRight) {
    const Json json = Json::parse(R"({"name":" Жук ","count":3,"at":"2026-11-22T00:00:00Z","kind":"a","on":true,
                                      "tags":["x","y"],"lines":[{"n":1},{"n":2}],"inner":{"z":null}})");
    JsonReader in(json);
    EXPECT_EQ(in.text("name", {.max_length = 3}), "Жук");
    EXPECT_EQ(in.integer("count", 0, 5), 3);
    EXPECT_EQ(in.time("at"), parse_rfc3339("2026-11-22T00:00:00Z"));
    EXPECT_EQ(in.word("kind", {"a", "b"}), "a");
    EXPECT_EQ(in.maybe_boolean("on"), true);
    EXPECT_THAT(in.texts("tags", 5), ElementsAre("x", "y"));
    std::int64_t sum = 0;
    for (JsonReader& line : in.objects("lines", 1, 10)) {
        sum += line.integer("n", 0, 9);
    }
    EXPECT_EQ(sum, 3);
    auto inner = in.maybe_object("inner");
    ASSERT_TRUE(inner);
    EXPECT_EQ(inner->maybe_text("z"), std::nullopt);
    EXPECT_EQ(in.maybe_text("absent"), std::nullopt);
    EXPECT_TRUE(in.finish());
}

TEST(JsonReader, NamesEveryFaultWithItsPlace) {
    const Json json = Json::parse(R"({"name":"abcd","count":9,"at":"yesterday","kind":"c","on":1,"tags":["",3],
                                      "lines":[{"n":"1","m":2},7],"text":"a\u0001b"})");
    JsonReader in(json);
    (void)in.text("name", {.max_length = 3});
    (void)in.integer("count", 0, 5);
    (void)in.time("at");
    (void)in.word("kind", {"a", "b"});
    (void)in.maybe_boolean("on");
    (void)in.texts("tags", 5);
    for (JsonReader& line : in.objects("lines", 1, 10)) {
        (void)line.integer("n", 0, 9);
    }
    (void)in.text("text");
    (void)in.text("required");
    EXPECT_THAT(faults(in.finish()),
                ElementsAre("name too_long", "count out_of_range", "at bad_time", "kind unknown_value", "on wrong_type",
                            "tags[0] required", "tags[1] wrong_type", "lines[1]. wrong_type", "lines[0].n wrong_type",
                            "lines[1].n required", "text control_characters", "required required",
                            "lines[0].m unknown_member"));
}

TEST(JsonReader, SuggestsTheMemberThatWasMeant) {
    const Json json = Json::parse(R"({"quantty":1})");
    JsonReader in(json);
    (void)in.maybe_integer("quantity", 0, 9);
    EXPECT_THAT(in.finish().error().detail, HasSubstr("quantty is not known here; did you mean quantity?"));
}

TEST(JsonReader, RefusesNumbersThatDoNotFit) {
    const Json json = Json::parse(R"({"a":18446744073709551615,"b":1.5})");
    JsonReader in(json);
    (void)in.maybe_integer("a", 0, 10);
    (void)in.maybe_integer("b", 0, 10);
    EXPECT_THAT(faults(in.finish()), ElementsAre("a out_of_range", "b wrong_type"));
}

Result<Json> body(std::string text, std::string type = "application/json; charset=utf-8") {
    Request request;
    request.headers.set("Content-Type", std::move(type));
    request.body = std::move(text);
    return json_body(request);
}

TEST(JsonBody, TakesOneObjectAndNothingElse) {
    EXPECT_TRUE(body(R"({"a":{"b":[1]}})"));
    EXPECT_EQ(body("{}", "text/plain").error().code, "not_json");
    for (const std::string& bad :
         {std::string("[]"), std::string("{"), std::string(""), std::string("{\"a\":\"\xff\"}"),
          std::string(R"({"a":1,"a":2})"), std::string(R"({"x":{"a":1,"a":2}})"),
          "{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}"}) {
        EXPECT_EQ(body(bad).error().code, "bad_json") << bad;
    }
}

// A body of a megabyte with 80,000 members kept a processor busy for minutes, because each was compared with all before
// it: nobody needs to be signed in to send one.
TEST(JsonBody, RefusesMoreMembersThanAnybodyMeans) {
    std::string many = "{";
    for (int i = 0; i < 80'000; ++i) {
        many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
    }
    const auto refused = body(many + "}");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "bad_json");
    EXPECT_THAT(refused.error().detail, HasSubstr("more than 500 members"));
}

}  // namespace
}  // namespace shipwitness::http
