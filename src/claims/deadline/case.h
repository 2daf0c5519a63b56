#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/deadline/day_calendar.h"
#include "claims/deadline/stated_time.h"
#include "claims/deadline/term.h"
#include "claims/zone/zone.h"

namespace shipwitness::claims::deadline {

/// What is wrong, as far as terms of notice tell it apart.
enum class Kind {
    delay,
    lost,     ///< all of it; a part that is missing is `content`
    content,  ///< shortage, wrong item
    visible,  ///< damage seen at delivery
    hidden,   ///< damage found on unpacking
    latent,   ///< a defect that ordinary acceptance cannot find
};
inline constexpr std::array kKinds{Kind::delay, Kind::lost, Kind::content, Kind::visible, Kind::hidden, Kind::latent};
[[nodiscard]] std::string_view to_text(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);

enum class Distance { local, intercity };

/// What a contract says where the table leaves it to the contract.
struct ContractTerm {
    Limit limit;
    std::optional<EndOnDayOff> end_on_day_off;  ///< none: as the table's row has it
    std::optional<MetBy> met_by;                ///< none: as the table's row has it

    bool operator==(const ContractTerm&) const = default;
};

struct Terms {
    std::optional<Distance> distance;
    std::optional<bool> perishable;
    std::optional<bool> latent;    ///< of hidden damage: is it a latent defect? none: it is when `discovered` is known
    std::optional<bool> apparent;  ///< of content: could it be seen at delivery? none: it could not
    std::optional<ContractTerm> contract;

    bool operator==(const Terms&) const = default;
};

/// What is known for a deadline. Whatever is not set is unknown.
struct Case {
    std::vector<std::string> regimes;   ///< those of the table that it may be; empty: any
    std::vector<Kind> kinds;            ///< those that it may be; empty: any
    std::optional<Zone> zone;           ///< of the place of delivery
    std::optional<Zone> notified_zone;  ///< of `notified`; none: that of the place of delivery
    std::optional<StatedTime> delivered;
    std::optional<StatedTime> notified;  ///< the notice was sent, the note or act was made
    std::optional<StatedTime> received;  ///< the notice reached the one whom it was for
    std::optional<StatedTime> opened;
    std::optional<StatedTime> discovered;
    Terms terms;
    DayCalendar calendar;         ///< of the place of delivery
    bool calendar_given = false;  ///< otherwise people are told that holidays were not left out
};

/// The kinds that a case may be of, with what its terms say of them: apparent content is visible, hidden damage whose
/// discovery is dated is latent. Never empty.
[[nodiscard]] std::vector<Kind> kinds_meant(const Case& given);

}  // namespace shipwitness::claims::deadline
