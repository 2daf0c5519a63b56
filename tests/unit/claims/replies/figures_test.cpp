#include "claims/replies/figures.h"

#include <gtest/gtest.h>

namespace shipwitness::claims::replies {
namespace {

TEST(Figures, TellAFullDateByItself) {
    for (const char* form : {"12.11.2026", "12/11/26", "2026-11-12", "11-12-2026"}) {
        EXPECT_TRUE(is_date(form, false)) << form;
    }
}

TEST(Figures, TellADayAndMonthOnlyAfterAWordThatDatesFollow) {
    for (const char* form : {"12.11", "12/11"}) {
        EXPECT_TRUE(is_date(form, true)) << form;
        EXPECT_FALSE(is_date(form, false)) << form;
    }
    EXPECT_FALSE(is_date("12-11", true)) << "a range";
    EXPECT_FALSE(is_date("24/7", true)) << "always";
}

TEST(Figures, TakeNoOtherNumberForADate) {
    for (const char* form :
         {"", "7", "45.99", "32.13.2026", "12.11.1826", "1.2.3.4", "12..2026", "12.x.2026", "99999999999.11.2026"}) {
        EXPECT_FALSE(is_date(form, true)) << form;
    }
}

TEST(Figures, TellAClockByItsColon) {
    for (const char* form : {"18:00", "9:30", "09:30-17:00", "24:00", "18:00:59"}) {
        EXPECT_TRUE(is_clock(form)) << form;
    }
    for (const char* form : {"", "18", "18:60", "25:00", "18:", "a:b"}) {
        EXPECT_FALSE(is_clock(form)) << form;
    }
}

TEST(Figures, TellAClockWithAFullStopByTwoDigitsOfMinutes) {
    EXPECT_TRUE(is_dotted_clock("16.30"));
    EXPECT_TRUE(is_dotted_clock("9.05"));
    for (const char* form : {"", "16.3", "24.30", "16.60", "16.300", "16.30.15"}) {
        EXPECT_FALSE(is_dotted_clock(form)) << form;
    }
}

}  // namespace
}  // namespace shipwitness::claims::replies
