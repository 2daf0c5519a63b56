#include "web/server/responsibility/gathered_facts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "claims/deadline/notice_fact.h"
#include "claims/deadline/shipped_table.h"
#include "claims/known_by_system.h"

namespace shipwitness::web {
namespace {

using claims::FactEntry;
using claims::FactSource;
using claims::FactState;

FactEntry of_buyer(std::string_view fact, std::string value, const Claim& claim, std::string why) {
    return {std::string(fact), FactState::known, std::move(value), FactSource::buyer,
            std::nullopt,      claim.opened,     std::move(why)};
}

FactEntry of_system(std::string_view fact, const claims::SystemFinding& finding, Timestamp now) {
    return {std::string(fact),
            finding.value ? FactState::known : FactState::unknown,
            finding.value.value_or(""),
            FactSource::system,
            std::nullopt,
            now,
            std::string(finding.reason)};
}

/// The state of the seal; without one, the state of the packaging stands for it (responsibility: readings settled).
void add_seal(claims::LineFacts& facts, const Claim& claim) {
    const auto& told = claim.acceptance;
    if (told.seal == "intact" || told.seal == "broken") {
        facts.add(of_buyer(claims::fact::kSeal, *told.seal, claim, "told_at_filing"));
    } else if (told.seal == "no_seal" && (told.packaging == "intact" || told.packaging == "damaged")) {
        facts.add(of_buyer(claims::fact::kSeal, told.packaging == "intact" ? "intact" : "broken", claim,
                           "packaging_stands_for_seal"));
    }
}

void add_told_by_buyer(claims::LineFacts& facts, const Claim& claim, const ClaimLine& line) {
    facts.add(of_buyer(claims::fact::kKind, std::string(claims::to_text(line.kind)), claim, "told_at_filing"));
    add_seal(facts, claim);
    // "refused" (the driver would not sign) counts as noted only when an act or picture shows it: an agent looks.
    if (claim.acceptance.noted == "noted" || claim.acceptance.noted == "clean") {
        facts.add(of_buyer(claims::fact::kNoted, *claim.acceptance.noted, claim, "told_at_filing"));
    }
    // What a film of the unpacking shows is judged by an agent; that there is none, the buyer says.
    if (claim.acceptance.unpack == "not_filmed") {
        facts.add(of_buyer(claims::fact::kUnpack, "none", claim, "told_at_filing"));
    }
}

std::vector<claims::SessionFootage> footage_of(const std::vector<PackingSession>& sessions) {
    std::vector<claims::SessionFootage> footage;
    footage.reserve(sessions.size());
    for (const auto& session : sessions) {
        footage.push_back(
            {.cancelled = session.cancelled, .running = !is_settled(session), .complete = session.complete});
    }
    return footage;
}

claims::DeliveryDays days_of(const CaseRecord& record) {
    const auto day = [&](const std::optional<Timestamp>& at) -> std::optional<std::chrono::sys_days> {
        return at ? std::optional(std::chrono::floor<std::chrono::days>(*at + record.local_offset)) : std::nullopt;
    };
    const auto& dates = record.order.dates;
    return {.ship_by = day(dates.handover_due),
            .promised = day(dates.promised),
            .handed_over = day(dates.handed_over),
            .delivered = day(dates.delivered ? dates.delivered : record.claim.acceptance.delivered),
            .notified = day(record.claim.opened)};
}

/// What is plain under every regime, else what the order's regime says of the claim's time.
claims::SystemFinding notice_of(const CaseRecord& record, const ClaimLine& line, const claims::DeliveryDays& days) {
    const auto plain = claims::notice_known(line.kind, days);
    const auto& delivered =
        record.order.dates.delivered ? record.order.dates.delivered : record.claim.acceptance.delivered;
    if (plain.value || !record.order.regime || !delivered) {
        return plain;
    }
    return claims::deadline::notice_by_term(claims::deadline::shipped_table(),
                                            {*record.order.regime, line.kind, *delivered, record.claim.opened});
}

void add_found_by_system(claims::LineFacts& facts, const CaseRecord& record, const ClaimLine& line) {
    const auto days = days_of(record);
    const auto records = record.handovers_recorded ? claims::HandoverRecords::kept : claims::HandoverRecords::not_kept;
    facts.add(of_system(claims::fact::kHandover, claims::handover_known(days, records), record.now));
    facts.add(of_system(claims::fact::kVideo, claims::video_known(footage_of(record.sessions)), record.now));
    facts.add(of_system(claims::fact::kNotice, notice_of(record, line, days), record.now));
}

}  // namespace

bool is_settled(const PackingSession& session) {
    const bool any_gap = std::ranges::any_of(session.cameras, [](const CameraFootage& c) { return !c.gaps.empty(); });
    return session.ended && (session.complete || any_gap);
}

claims::LineFacts gather_facts(const CaseRecord& record, const ClaimLine& line, std::vector<FactEntry> agents) {
    claims::LineFacts facts;
    add_told_by_buyer(facts, record.claim, line);
    add_found_by_system(facts, record, line);
    for (auto& entry : agents) {
        facts.add(std::move(entry));
    }
    return facts;
}

}  // namespace shipwitness::web
