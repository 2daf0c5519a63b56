// Any bytes as the case of a deadline: what is read must get an answer that holds together, or an error with words.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "claims/deadline/case_reader.h"
#include "claims/deadline/deadline.h"
#include "claims/deadline/table.h"
#include "claims/deadline/wording.h"

namespace {

using namespace shipwitness;
using namespace shipwitness::claims::deadline;

/// Each unit once: what a row says is told by the kind, so that a few bytes reach every way of counting.
const Table& table() {
    static const Table kTable = [] {
        const auto row = [](const char* kind, const char* unit, const char* from, int length, const char* outer) {
            const bool two = outer[0] != 'n';
            return std::string("<rule><inputEntry><text>-</text></inputEntry><inputEntry><text>\"") + kind +
                   "\"</text></inputEntry><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></"
                   "inputEntry>" +
                   "<outputEntry><text>\"" + unit + "\"</text></outputEntry><outputEntry><text>\"" + from +
                   "\"</text></outputEntry><outputEntry><text>" + std::to_string(length) +
                   "</text></outputEntry><outputEntry><text>\"" + outer +
                   "\"</text></outputEntry><outputEntry><text>\"" + (two ? "delivered" : "none") +
                   "\"</text></outputEntry><outputEntry><text>" + (two ? "4" : "0") +
                   "</text></outputEntry><outputEntry><text>\"moves\"</text></outputEntry><outputEntry><text>\"" +
                   (two ? "receipt" : "sending") +
                   "\"</text></outputEntry><outputEntry><text>\"x\"</text></outputEntry></rule>";
        };
        const auto input = [](const char* name, const char* values) {
            return std::string("<input><inputExpression typeRef=\"string\"><text>") + name +
                   "</text></inputExpression><inputValues><text>" + values + "</text></inputValues></input>";
        };
        std::string xml =
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"n\">"
            "<decision id=\"d\" name=\"deadline\"><variable name=\"deadline\"/><decisionTable>" +
            input("regime", "\"CMR\", \"contract\"") +
            input("kind", "\"delay\", \"lost\", \"content\", \"visible\", \"hidden\", \"latent\"") +
            input("distance", "\"local\", \"intercity\"") + input("perishable", "\"yes\", \"no\"");
        for (const char* name : {"unit", "from", "length", "outer_unit", "outer_from", "outer_length", "end_on_day_off",
                                 "met_by", "late_means"}) {
            xml += std::string("<output name=\"") + name + "\"/>";
        }
        xml += row("delay", "by_contract", "none", 0, "none") +
               row("lost", "days_without_sundays_and_holidays", "delivered", 7, "none") +
               row("content", "same_day", "opened", 0, "hours") + row("visible", "moment", "delivered", 0, "none") +
               row("hidden", "working_days", "delivered", 5, "none") +
               row("latent", "calendar_days", "discovered", 5, "months") + "</decisionTable></decision></definitions>";
        auto loaded = Table::load(xml, "fuzz.dmn");
        if (!loaded) {
            std::abort();
        }
        return *std::move(loaded);
    }();
    return kTable;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto given = read_case(bytes, table().regimes(), "case.json");
    if (!given) {
        return given.error().detail.empty() ? (std::abort(), 0) : 0;
    }
    const auto found = find_deadline(table(), *given, rules::Language::russian);
    if (!found) {
        return found.error().detail.empty() ? (std::abort(), 0) : 0;
    }
    const bool untold = found->why.empty() || found->possibilities.empty();
    const bool day_lost = found->last_instant && !found->last_day;
    if (untold || day_lost) {
        std::abort();
    }
    (void)day_table(*found, rules::Language::english);
    return 0;
}
