#include "config/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/tree_reader.h"

namespace shipwitness::config {
namespace {

using testing::HasSubstr;

Tree tree(const std::string& bytes, const std::string& file) {
    auto read = parse_tree(bytes, file);
    EXPECT_TRUE(read) << (read ? "" : read.error().detail);
    return read.value_or(Tree{});
}

std::string refusal(const std::string& bytes, const std::string& file) {
    const auto read = parse_tree(bytes, file);
    return read ? "taken" : read.error().detail;
}

TEST(Tree, YamlAndJsonGiveTheSameTree) {
    const Tree yaml = tree("list: [a, \"b\"]\nmap:\n  key: 17\nempty:\n", "a.yaml");
    const Tree json = tree("{\"list\": [\"a\", \"b\"],\n\"map\": {\n\t\"key\": 17}, \"empty\": null}", "a.json");
    for (const Tree& each : {yaml, json}) {
        ASSERT_EQ(each.members.size(), 3U);
        EXPECT_EQ(each.members[0].value.items[1].text, "b");
        EXPECT_EQ(each.members[1].value.members[0].value.text, "17");
        EXPECT_EQ(each.members[1].value.members[0].line, 3);
        EXPECT_EQ(each.members[2].value.kind, Tree::Kind::null);
    }
}

TEST(Tree, JsonIsToldByItsFirstSignOrItsName) {
    EXPECT_EQ(tree(" {\"a\": \"\\ud83d\\ude00\"}", "noname").members[0].value.text, "\U0001F600");
    EXPECT_THAT(refusal("a: 1", "a.json"), HasSubstr("a.json:1: is not JSON"));
    EXPECT_EQ(tree("\xef\xbb\xbf{\"a\": true, \"b\": -1, \"c\": 1.50}", "a.json").members[2].value.text, "1.50");
}

TEST(Tree, RefusesWhatIsBrokenAndSaysWhere) {
    EXPECT_THAT(refusal("{\n\"a\": 1,\n}", "a.json"), HasSubstr("a.json:3: is not JSON"));
    EXPECT_THAT(refusal("{} {}", "a.json"), HasSubstr("is not JSON"));
    EXPECT_THAT(refusal("a: 1\nb: [\n", "a.yaml"), HasSubstr("is not YAML"));
    EXPECT_THAT(refusal("? [a]\n: b\n", "a.yaml"), HasSubstr("a key must be a single value"));
    EXPECT_THAT(refusal("a: \xc3", "a.yaml"), HasSubstr("is not UTF-8"));
}

TEST(Tree, RefusesWhatWouldNotEnd) {
    EXPECT_THAT(refusal(std::string(40, '[') + std::string(40, ']'), "a.json"), HasSubstr("nested too deeply"));
    EXPECT_THAT(refusal("a: &x [*x]", "a.yaml"), HasSubstr("nested too deeply"));
    std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int k = 0; k < 10; ++k) {
            laughs += (k == 0 ? "" : ", ") + before;
        }
        laughs += "]\n";
    }
    EXPECT_THAT(refusal(laughs, "a.yaml"), HasSubstr("more than 100,000 values"));
}

TEST(MapReader, RefusesUnknownKeysOrOnlyThoseNearAKnownOne) {
    const Tree map = tree("zone: UTC\nzoen: UTC\ncomment: hello\n", "a.yaml");
    Faults strict("a.yaml");
    MapReader all(map, "", strict);
    EXPECT_EQ(all.required_text("zone"), "UTC");
    all.refuse_unknown_keys();
    EXPECT_EQ(
        strict.result().error().detail,
        "a.yaml:2: zoen: is not known here; did you mean zone?\na.yaml:3: comment: is not known here; there are zone");
    Faults lenient("a.yaml");
    MapReader near(map, "", lenient);
    static_cast<void>(near.text("zone"));
    near.refuse_mistyped_keys();
    EXPECT_EQ(lenient.result().error().detail, "a.yaml:2: zoen: is not known here; did you mean zone?");
}

TEST(MapReader, TellsWhatIsMissingOrOfTheWrongKind) {
    const Tree map = tree("a: [1]\nb: x\nc: [[1]]\n", "a.yaml");
    Faults faults("a.yaml");
    MapReader in(map, "top", faults);
    EXPECT_FALSE(in.text("a"));
    EXPECT_TRUE(in.texts("b").empty());
    EXPECT_TRUE(in.texts("c").empty());
    EXPECT_EQ(in.require("d"), nullptr);
    EXPECT_EQ(faults.result().error().fields.size(), 4U);
    EXPECT_THAT(faults.result().error().detail, HasSubstr("a.yaml:1: top.d: is required"));
}

}  // namespace
}  // namespace shipwitness::config
