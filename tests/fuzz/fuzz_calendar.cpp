// Any bytes as a calendar: what is read must count, and what is refused must say where.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "claims/calendar/calendar_reader.h"
#include "claims/calendar/production.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace shipwitness;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto tree = config::parse_tree(bytes, "fuzz.yaml");
    if (!tree) {
        return 0;
    }
    config::Faults production("fuzz.yaml");
    static_cast<void>(claims::day_entries(claims::read_production(*tree, production)));
    config::Faults faults("fuzz.yaml");
    const auto calendar = claims::read_calendar(*tree, "", claims::load_nothing, faults);
    if (!calendar) {
        if (calendar.error().fields.empty()) {
            std::abort();
        }
        return 0;
    }
    const Timestamp from = std::chrono::sys_days{std::chrono::year{2025} / 3 / 1};
    const auto working = calendar->elapsed(from, from + std::chrono::days{400});
    const auto due = calendar->after(from, working);
    if (working.count() < 0 || (due && calendar->elapsed(from, *due) != working)) {
        std::abort();
    }
    return 0;
}
