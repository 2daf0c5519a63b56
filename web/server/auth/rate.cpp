#include "web/server/auth/rate.h"

#include <string>

#include "evidence/sha256.h"
#include "web/server/auth/rate_queries.h"

namespace shipwitness::web {

namespace {

// Hashed: the table of counters must not become a list of addresses.
std::string key_of(const RateLimit& limit, std::string_view subject) {
    return std::string(limit.name) + ":" + evidence::to_hex(evidence::sha256(subject)).substr(0, 32);
}

}  // namespace

Result<void> count_attempt(storage::Connection& connection, const RateLimit& limit, std::string_view subject,
                           Timestamp now) {
    const std::string key = key_of(limit, subject);
    const auto counter = find_counter(connection, key);
    if (!counter || counter->window_start + limit.window <= now || counter->window_start > now) {
        set_counter(connection, key, {now, 1});
        return {};
    }
    if (counter->count >= limit.count) {
        return fail(ErrorKind::too_many, "too_many_requests",
                    "There were too many attempts; please try again in up to " + std::to_string(limit.window.count()) +
                        " minutes.");
    }
    set_counter(connection, key, {counter->window_start, counter->count + 1});
    return {};
}

Result<void> count_attempts(storage::Connection& connection,
                            std::initializer_list<std::pair<RateLimit, std::string_view>> attempts, Timestamp now) {
    for (const auto& [limit, subject] : attempts) {
        if (auto counted = count_attempt(connection, limit, subject, now); !counted) {
            return counted;
        }
    }
    return {};
}

void forget_attempts(storage::Connection& connection, const RateLimit& limit, std::string_view subject) {
    remove_counter(connection, key_of(limit, subject));
}

void forget_old_counters(storage::Connection& connection, Timestamp now) {
    remove_counters_before(connection, now - std::chrono::hours{24});
}

}  // namespace shipwitness::web
