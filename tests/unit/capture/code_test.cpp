#include "capture/sessions/code.h"

#include <gtest/gtest.h>

namespace shipwitness::capture {
namespace {

struct CodeRow {
    const char* name;
    std::string read;
    Code meaning;
};

class ScannedCode : public testing::TestWithParam<CodeRow> {};

TEST_P(ScannedCode, MeansWhatThePrintedLabelSays) {
    EXPECT_EQ(parse_code(trimmed(GetParam().read)), GetParam().meaning);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ScannedCode,
    testing::Values(CodeRow{"order", "SO-10417", OrderNumber("SO-10417")},
                    CodeRow{"order_with_scanner_suffix", "SO-10417\r\n", OrderNumber("SO-10417")},
                    CodeRow{"order_keeps_its_letters", "so-10417a", OrderNumber("so-10417a")},
                    CodeRow{"order_with_inner_space", "SO 10417", OrderNumber("SO 10417")},
                    CodeRow{"order_that_begins_like_a_control", "ENDLESS", OrderNumber("ENDLESS")},
                    CodeRow{"order_of_64_characters", std::string(64, '7'), OrderNumber(std::string(64, '7'))},
                    CodeRow{"order_of_65_characters", std::string(65, '7'), BadCode::too_long},
                    CodeRow{"end", "END", Control::end}, CodeRow{"end_small", "end", Control::end},
                    CodeRow{"end_prefixed", "SW:END", Control::end},
                    CodeRow{"cancel_prefixed_mixed", " sw:Cancel\t", Control::cancel},
                    CodeRow{"start", "START", Control::start}, CodeRow{"note", "SW:NOTE", Control::note},
                    CodeRow{"unknown_control", "SW:STOP", BadCode::control_unknown},
                    CodeRow{"empty", "", BadCode::empty}, CodeRow{"only_white_space", " \r\n", BadCode::empty},
                    CodeRow{"cyrillic", "\xD0\x97-1", BadCode::not_printable},
                    CodeRow{"group_separator_inside",
                            std::string("01\x1D"
                                        "10"),
                            BadCode::not_printable}),
    [](const auto& row) { return row.param.name; });

TEST(ScannedCode, SpellingsOfOneControlCodeCompareEqual) {
    EXPECT_EQ(canonical("end"), canonical("SW:End"));
    EXPECT_EQ(canonical("SO-1"), "SO-1");
}

}  // namespace
}  // namespace shipwitness::capture
