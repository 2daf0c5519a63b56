#pragma once

#include <string>
#include <vector>

#include "claims/deadline/deadline.h"

namespace shipwitness::claims::deadline {

/// The sentences of wording.h in one language.
class Phrases {
  public:
    explicit Phrases(rules::Language language) : russian_(language == rules::Language::russian) {}

    [[nodiscard]] std::string word(Verdict verdict) const;
    /// "7 days without Sundays and public holidays"
    [[nodiscard]] std::string length(const Limit& limit) const;
    /// "Delivered"
    [[nodiscard]] std::string happened(Event event) const;

    [[nodiscard]] std::string contract(const Term& term) const;
    [[nodiscard]] std::string not_known(Event event) const;
    /// What being late means; a word that is none of the shipped table's stays as it is.
    [[nodiscard]] std::string effect(const std::string& word) const;
    [[nodiscard]] std::string none(bool no_term) const;
    [[nodiscard]] std::string inexact(Event event, const StatedTime& at) const;
    [[nodiscard]] std::string counted(const Limit& limit, const StatedTime& event, const Count& count) const;
    [[nodiscard]] std::string ends(const Limit& limit, const StatedTime& event, const std::string& end) const;
    [[nodiscard]] std::string last(LocalDate day, const std::string& time, const std::string& place,
                                   const std::string& utc) const;
    [[nodiscard]] std::string last_day(LocalDate day) const;
    [[nodiscard]] std::string zone_not_known() const;
    [[nodiscard]] std::string many_rows(std::size_t rows) const;
    [[nodiscard]] std::string outcome_of_row(Verdict verdict) const;
    /// `there`: at the place of delivery, when that is another time; `clock`: the zone it was told in, or empty.
    [[nodiscard]] std::string notice(bool sent, const std::string& at, const std::string& clock,
                                     const std::string& there) const;
    [[nodiscard]] std::string no_notice() const;
    [[nodiscard]] std::string receipt_not_known() const;
    [[nodiscard]] std::string verdict(Verdict verdict) const;
    /// Only the week's own days off were left out.
    [[nodiscard]] std::string no_calendar() const;
    /// " (to the minute)", after a name of missing()
    [[nodiscard]] std::string with_its_time() const;
    /// " (with its offset: the hour came twice)"
    [[nodiscard]] std::string with_its_offset() const;
    [[nodiscard]] std::string many_sources(std::size_t count) const;
    [[nodiscard]] std::string missing(const std::vector<std::string>& names) const;

    /// Of the table of days: a heading, and a line a day.
    [[nodiscard]] std::string heading(const Limit& limit) const;
    [[nodiscard]] std::string days(const Limit& limit, LocalDate event, const Count& count) const;

  private:
    [[nodiscard]] std::string pick(const char* english, const char* in_russian) const;
    [[nodiscard]] std::string explained(const std::string& name) const;
    [[nodiscard]] std::string day_off(DayOff why) const;
    [[nodiscard]] std::string listed(const std::vector<SkippedDay>& days) const;
    bool russian_;
};

}  // namespace shipwitness::claims::deadline
