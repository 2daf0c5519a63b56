#include "rules/feel/conversions.h"

namespace shipwitness::rules::feel {

Value duration_from_text(std::string_view text) {
    if (const auto months = YearsMonths::parse(text)) {
        return *months;
    }
    if (const auto days = DaysTime::parse(text)) {
        return *days;
    }
    return {};
}

Value temporal_from_text(std::string_view text) {
    if (const auto date = Date::parse(text)) {
        return *date;
    }
    if (auto both = DateTime::parse(text)) {
        return *std::move(both);
    }
    if (auto time = Time::parse(text)) {
        return *std::move(time);
    }
    return duration_from_text(text);
}

}  // namespace shipwitness::rules::feel
