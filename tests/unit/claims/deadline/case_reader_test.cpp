#include "claims/deadline/case_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/deadline/regime_names.h"
#include "tests/unit/claims/deadline/support.h"

namespace shipwitness::claims::deadline {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// "field: detail" of the first fault.
std::string refusal(const std::string& json) {
    const auto given = read_case(json, test::shipped_table().regimes(), "case.json");
    if (given) {
        return "accepted";
    }
    return given.error().fields.empty() ? given.error().detail
                                        : given.error().fields[0].field + ": " + given.error().fields[0].detail;
}

TEST(DeadlineCase, ReadsEveryMember) {
    const Case given = test::read(R"({"id": "17", "regime": "CMR", "kind": "hidden", "zone": "Europe/Moscow",
        "delivered": "2025-03-03T14:30", "notified": "2025-03-04 09:00:05.5", "notified_zone": "Asia/Kolkata",
        "received": "2025-03-05T10:00+05:30", "opened": "2025-03-03", "discovered": null,
        "terms": {"local": false, "perishable": "да", "latent": null},
        "calendar": {"region": "Berlin", "public_holidays": ["2025-03-08"], "days_off_moved": [],
                     "working_weekend_days": ["2025-03-15"]}})");
    EXPECT_THAT(given.regimes, ElementsAre("CMR"));
    EXPECT_THAT(given.kinds, ElementsAre(Kind::hidden));
    EXPECT_EQ(given.zone->name(), "Europe/Moscow");
    EXPECT_EQ(to_text(*given.notified), "2025-03-04 09:00:05.500000");
    EXPECT_EQ(to_text(*given.received), "2025-03-05 10:00+05:30");
    EXPECT_FALSE(given.opened->time);
    EXPECT_FALSE(given.discovered);
    EXPECT_EQ(given.terms.distance, Distance::intercity);
    EXPECT_EQ(given.terms.perishable, true);
    EXPECT_FALSE(given.terms.latent);
    EXPECT_TRUE(given.calendar.is_public_holiday(*parse_date("2025-03-08")));
    EXPECT_TRUE(given.calendar.is_working(*parse_date("2025-03-15")));
}

TEST(DeadlineCase, TakesTermsAsWordsAndUnderOtherNames) {
    EXPECT_EQ(test::read(R"({"terms": "intercity"})").terms.distance, Distance::intercity);
    EXPECT_EQ(test::read(R"({"terms": ["local", "perishable"]})").terms.perishable, true);
    EXPECT_EQ(test::read(R"({"terms": {"between_towns": true}})").terms.distance, Distance::intercity);
    EXPECT_EQ(test::read(R"({"terms": {"distance": "same town"}})").terms.distance, Distance::local);
    EXPECT_EQ(test::read(R"({"terms": {"distance": "иногородняя"}})").terms.distance, Distance::intercity);
    EXPECT_EQ(test::read(R"({"terms": {"business_days": 3}})").terms.contract->limit.unit, Unit::working_days);
}

TEST(DeadlineCase, NamesEveryFaultWithItsLine) {
    const auto given = read_case("{\n\"regime\": \"CMR\",\n\"delivered\": \"3 March\",\n\"notifed\": \"2025-03-04\"\n}",
                                 test::shipped_table().regimes(), "case.json");
    ASSERT_FALSE(given.has_value());
    ASSERT_EQ(given.error().fields.size(), 2U);
    EXPECT_EQ(given.error().fields[0].field, "case.json:3");
    EXPECT_THAT(given.error().fields[0].detail, AllOf(HasSubstr("delivered: "), HasSubstr("write 2025-03-03T14:30")));
    EXPECT_EQ(given.error().fields[1].field, "case.json:4");
    EXPECT_THAT(given.error().fields[1].detail, HasSubstr("notifed: is not known here; did you mean notified?"));
}

TEST(DeadlineCase, RefusesWhatItCannotMean) {
    EXPECT_THAT(refusal("{"), HasSubstr("case.json:1: is not JSON"));
    EXPECT_THAT(refusal("{\n\n\"a\" 1}"), HasSubstr("case.json:3: is not JSON"));
    EXPECT_THAT(refusal("[]"), HasSubstr("must be a map of keys"));
    EXPECT_THAT(refusal(R"({"kind": "lost", "kind": "delay"})"), HasSubstr("kind: stands here twice"));
    EXPECT_THAT(refusal(std::string(40, '[') + std::string(40, ']')), HasSubstr("nested too deeply"));
    EXPECT_THAT(refusal(R"({"regime": ["CMR"]})"), HasSubstr("regime: must be a single value"));
    EXPECT_THAT(refusal(R"({"colour": "red"})"), HasSubstr("there are regime, terms, kind"));
    EXPECT_THAT(refusal(R"({"regime": ""})"), HasSubstr("leave it out"));
    EXPECT_THAT(refusal(R"({"regime": "Montrel"})"), HasSubstr("did you mean Montreal? Known: CMR, 87-FZ"));
    EXPECT_THAT(refusal(R"({"kind": "hiden"})"), HasSubstr("did you mean hidden?"));
    EXPECT_THAT(refusal(R"({"zone": "Europe/Moskow"})"), HasSubstr("did you mean Europe/Moscow?"));
    EXPECT_THAT(refusal(R"({"zone": "../../etc/passwd"})"), HasSubstr("there is no time zone"));
    EXPECT_THAT(refusal(R"({"delivered": "2025-02-29"})"), HasSubstr("no local time"));
    EXPECT_THAT(refusal(R"({"delivered": "2025-02-28T24:01"})"), HasSubstr("no local time"));
    EXPECT_THAT(refusal(R"({"terms": {"locl": true}})"),
                HasSubstr("terms.locl: is not known here; did you mean local?"));
    EXPECT_THAT(refusal(R"({"terms": {"local": 1}})"), HasSubstr("must be true or false"));
    EXPECT_THAT(refusal(R"({"terms": {"local": true, "intercity": true}})"), HasSubstr("contradict"));
    EXPECT_THAT(refusal(R"({"terms": {"local": true, "same_town": true}})"), HasSubstr("says the same as local"));
    EXPECT_THAT(refusal(R"({"terms": {"days": 5, "hours": 5}})"), HasSubstr("second length"));
    EXPECT_THAT(refusal(R"({"terms": {"days": 0}})"), HasSubstr("from 1 to 3650"));
    EXPECT_THAT(refusal(R"({"terms": {"days": 18446744073709551615}})"), HasSubstr("from 1 to 3650"));
    EXPECT_THAT(refusal(R"({"terms": {"days": -1}})"), HasSubstr("from 1 to 3650"));
    EXPECT_THAT(refusal(R"({"terms": {"from": "opened"}})"), HasSubstr("needs a length"));
    EXPECT_THAT(refusal(R"({"terms": "far"})"), HasSubstr("there are local, intercity"));
    EXPECT_THAT(refusal(R"({"terms": 5})"), HasSubstr("does not know \"5\""));
    EXPECT_THAT(refusal(R"({"calendar": {"public_holiday": []}})"), HasSubstr("did you mean public_holidays?"));
    EXPECT_THAT(refusal(R"({"calendar": {"public_holidays": ["1 May"]}})"), HasSubstr("\"1 May\" is no date"));
    EXPECT_THAT(refusal(R"({"calendar": {"public_holidays": "2025-05-01"}})"), HasSubstr("must be a list"));
    EXPECT_THAT(refusal(R"({"calendar": {"public_holidays": ["2025-11-01"], "working_weekend_days": ["2025-11-01"]}})"),
                HasSubstr("cannot be both"));
    EXPECT_THAT(refusal(R"({"calendar": {"working_weekend_days": ["2025-11-01", "2025-11-02", "2025-11-03"]}})"),
                HasSubstr("2025-11-03 is a Monday; a working weekend day is a Saturday or a Sunday"));
    EXPECT_THAT(refusal(std::string(kMaxCaseBytes + 1, ' ')), HasSubstr("more than 1000000 bytes"));
}

TEST(DeadlineCase, NamesTheLineOfEachFaultInAList) {
    EXPECT_THAT(refusal("{\"calendar\": {\"public_holidays\": [\n\"2025-05-01\",\n\"9 May\"]}}"),
                HasSubstr("case.json:3: calendar.public_holidays: \"9 May\" is no date"));
}

TEST(DeadlineCase, MayBeWrittenAsYaml) {
    const auto given = read_case(
        "regime: CMR\nkind: hidden\nzone: Europe/Berlin\ndelivered: 2025-03-03T14:30\n"
        "terms:\n  local: no\ncalendar:\n  public_holidays: [2025-03-08]\n",
        test::shipped_table().regimes(), "case.yaml");
    ASSERT_TRUE(given.has_value()) << given.error().detail;
    EXPECT_THAT(given->regimes, ElementsAre("CMR"));
    EXPECT_EQ(to_text(*given->delivered), "2025-03-03 14:30");
    EXPECT_EQ(given->terms.distance, Distance::intercity);
    EXPECT_TRUE(given->calendar.is_public_holiday(*parse_date("2025-03-08")));
}

TEST(RegimeName, IsUnderstoodAsPeopleWriteIt) {
    const std::vector<std::pair<std::string, std::string>> names{
        {"cmr", "CMR"},
        {"КДПГ", "CMR"},
        {"87-ФЗ", "87-FZ"},
        {"87‑фз", "87-FZ"},
        {"ru_forwarding", "87-FZ"},
        {"П-6", "P-6"},
        {"п7", "P-7"},
        {"P–7", "P-7"},
        {"Carmack", "Carmack/NMFC"},
        {"nmfc 300135", "Carmack/NMFC"},
        {"us_road", "Carmack/NMFC"},
        {"Carmack / NMFC", "Carmack/NMFC"},
        {"Монреальская конвенция", "Montreal"},
        {"hague_visby", "Hague-Visby"},
        {"Hague–Visby Rules", "Hague-Visby"},
        {"259-ФЗ", "RU-road"},
        {"ru_road", "RU-road"},
        {"ucc", "UCC"},
        {"Fedex", "FedEx"},
        {"«Деловые Линии»", "Delovye Linii"},
        {"ПЭК", "PEK"},
        {"carrier_terms", "contract"},
    };
    for (const auto& [name, regime] : names) {
        const auto meant = regimes_meant(name, test::shipped_table().regimes());
        ASSERT_TRUE(meant.has_value()) << name;
        EXPECT_THAT(*meant, ElementsAre(regime)) << name;
    }
}

TEST(RegimeName, MayBeTheCompanysOwn) {
    const std::vector<std::string> own{"Наш договор"};
    EXPECT_THAT(*regimes_meant("наш договор", own), ElementsAre("Наш договор"));
    EXPECT_FALSE(regimes_meant("CMR", own).has_value()) << "a table without it does not know it";
}

}  // namespace
}  // namespace shipwitness::claims::deadline
