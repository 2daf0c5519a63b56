#include "claims/zone/yearly_changes.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/scan.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono;

/// Reads the string from its front; whatever does not fit throws.
class PosixReader {
  public:
    explicit PosixReader(std::string_view text) : whole_(text), rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    void require(bool fits) const {
        if (!fits) {
            throw std::runtime_error("the time zone data of the system have a rule that is no POSIX TZ string: " +
                                     std::string(whole_));
        }
    }

    void expect(char sign) { require(take(rest_, sign)); }

    /// "CET", "<+01>": the abbreviation of a zone, which nothing here needs.
    void skip_name() {
        const bool quoted = take(rest_, '<');
        const std::size_t length = std::min(rest_.find_first_of(quoted ? ">" : "+-,0123456789"), rest_.size());
        require(length > 0);
        rest_.remove_prefix(length);
        require(!quoted || take(rest_, '>'));
    }

    [[nodiscard]] bool next_is(char sign) const { return rest_.starts_with(sign); }

    int number(int most) {
        int value = 0;
        require(!rest_.empty() && is_ascii_digit(rest_.front()));
        while (!rest_.empty() && is_ascii_digit(rest_.front()) && value <= most) {
            value = value * 10 + take_digits(rest_, 1).value();
        }
        require(value <= most);
        return value;
    }

    /// "[+-]hh[:mm[:ss]]"; zone files go up to a week, so that "50" of Thursday is 2:00 on Saturday.
    seconds time() {
        const bool minus = take(rest_, '-');
        take(rest_, '+');
        seconds total = hours{number(167)};
        if (take(rest_, ':')) {
            total += minutes{number(59)};
        }
        if (take(rest_, ':')) {
            total += seconds{number(59)};
        }
        return minus ? -total : total;
    }

    ChangeDay change_day() {
        ChangeDay day;
        if (take(rest_, 'M')) {
            day.month = static_cast<unsigned>(number(12));
            expect('.');
            day.week = static_cast<unsigned>(number(5));
            expect('.');
            day.day = number(6);
            require(day.month > 0 && day.week > 0);
        } else if (take(rest_, 'J')) {
            day.form = ChangeDay::Form::day_without_leap;
            day.day = number(365);
            require(day.day > 0);
        } else {
            day.form = ChangeDay::Form::day_of_year;
            day.day = number(365);
        }
        if (take(rest_, '/')) {
            day.time = time();
        }
        return day;
    }

  private:
    std::string_view whole_;
    std::string_view rest_;
};

sys_days date_of(const ChangeDay& day, year of) {
    const sys_days new_year{of / January / 1};
    switch (day.form) {
        case ChangeDay::Form::day_of_year:
            return new_year + days{day.day};
        case ChangeDay::Form::day_without_leap: {
            constexpr int kLastOfFebruary = 31 + 28;
            return new_year + days{day.day - (of.is_leap() && day.day > kLastOfFebruary ? 0 : 1)};
        }
        case ChangeDay::Form::weekday_of_month:
            break;
    }
    const weekday wanted{static_cast<unsigned>(day.day)};
    const year_month in = of / month{day.month};
    return day.week == 5 ? sys_days{in / wanted[last]} : sys_days{in / wanted[day.week]};
}

}  // namespace

std::optional<YearlyChanges> YearlyChanges::parse(std::string_view text) {
    PosixReader in(text);
    YearlyChanges changes;
    in.skip_name();
    changes.standard_ = -in.time();  // POSIX counts westwards
    if (in.at_end()) {
        return std::nullopt;
    }
    in.skip_name();
    changes.summer_ = in.next_is(',') ? changes.standard_ + hours{1} : -in.time();
    in.expect(',');
    changes.begin_ = in.change_day();
    in.expect(',');
    changes.end_ = in.change_day();
    in.require(in.at_end());
    return changes;
}

std::array<YearlyChanges::Change, 2> YearlyChanges::in(year year) const {
    const Change begin{date_of(begin_, year) + begin_.time - standard_, summer_};
    const Change end{date_of(end_, year) + end_.time - summer_, standard_};
    return begin.at < end.at ? std::array{begin, end} : std::array{end, begin};
}

}  // namespace shipwitness::claims
