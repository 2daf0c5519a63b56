#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace shipwitness::claims {

// The words of a claim. Each has one spelling, used in the database, the API and the rules' tables.

/// What is wrong with one line of an order.
enum class LineKind {
    delay,    ///< came late, or has not come yet
    lost,     ///< never came
    content,  ///< too few, too many or another article; shown to buyers as shortage or wrong item
    visible,  ///< damage that can be seen at delivery
    hidden,   ///< damage that shows on unpacking or in use
};
inline constexpr std::array kLineKinds{LineKind::delay, LineKind::lost, LineKind::content, LineKind::visible,
                                       LineKind::hidden};
[[nodiscard]] std::string_view to_text(LineKind kind);
[[nodiscard]] std::optional<LineKind> parse_line_kind(std::string_view text);

/// Who answers for a line. `supplier` is the distributor itself.
enum class Party {
    supplier,
    carrier,
    buyer,
    supplier_and_carrier,  ///< "shared supplier+carrier"
    carrier_and_buyer,     ///< "shared carrier+buyer"
    ask,                   ///< the table cannot tell; never a decision
};
inline constexpr std::array kParties{
    Party::supplier, Party::carrier, Party::buyer, Party::supplier_and_carrier, Party::carrier_and_buyer, Party::ask};
[[nodiscard]] std::string_view to_text(Party party);
[[nodiscard]] std::optional<Party> parse_party(std::string_view text);
/// Two parties answer together, in shares that a person may change.
[[nodiscard]] bool is_shared(Party party);

/// Where a claim stands.
enum class ClaimState {
    received,         ///< filed; nobody has taken it up
    asking_buyer,     ///< waits for the buyer's answer; the only state in which our clock stands still
    investigating,    ///< with us
    waiting_carrier,  ///< waits for the carrier; our clock runs on
    decided,          ///< every line has its decision; the buyer has not had the closing letter yet
    closed,
};
inline constexpr std::array kClaimStates{ClaimState::received,      ClaimState::asking_buyer,
                                         ClaimState::investigating, ClaimState::waiting_carrier,
                                         ClaimState::decided,       ClaimState::closed};
[[nodiscard]] std::string_view to_text(ClaimState state);
[[nodiscard]] std::optional<ClaimState> parse_claim_state(std::string_view text);

/// Who said that a fact is so.
enum class FactSource {
    system,  ///< told by sessions, gaps, dates
    buyer,   ///< the buyer's own answer
    agent,   ///< a member of staff, after looking
};
inline constexpr std::array kFactSources{FactSource::system, FactSource::buyer, FactSource::agent};
[[nodiscard]] std::string_view to_text(FactSource source);
[[nodiscard]] std::optional<FactSource> parse_fact_source(std::string_view text);

/// The facts of the shipped cause table, as its columns are named (config/rules/cause.dmn). A company's own table may
/// have more: a fact's name is text everywhere.
namespace fact {
constexpr std::string_view kKind = "kind";
constexpr std::string_view kHandover = "handover";  ///< on_time, late, none
constexpr std::string_view kVideo = "video";        ///< ok, bad, none
constexpr std::string_view kNotice = "notice";      ///< in_time, late
constexpr std::string_view kSeal = "seal";          ///< intact, broken
constexpr std::string_view kNoted = "noted";        ///< noted, clean
constexpr std::string_view kWeight = "weight";      ///< same, less
constexpr std::string_view kUnpack = "unpack";      ///< supports, none, refutes
}  // namespace fact

}  // namespace shipwitness::claims
