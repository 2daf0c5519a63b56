#include "web/server/app/once.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "evidence/sha256.h"
#include "web/server/app/once_queries.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kMinKeyBytes = 8;
constexpr std::size_t kMaxKeyBytes = 100;

http::Response response_of(int status, std::string body) {
    return http::json_response(status, std::move(body));
}

Result<std::optional<std::string>> key_of(const http::Request& request, KeyNeed need) {
    auto key = request.headers.get("Idempotency-Key");
    if (!key) {
        if (need == KeyNeed::required) {
            return fail(ErrorKind::invalid, "idempotency_key_missing",
                        "Send an Idempotency-Key of 8 to 100 characters, made anew for each thing to create.");
        }
        return std::nullopt;
    }
    const bool printable = std::all_of(key->begin(), key->end(), [](char each) { return each > 0x20 && each < 0x7F; });
    if (key->size() < kMinKeyBytes || key->size() > kMaxKeyBytes || !printable) {
        return invalid_field("Idempotency-Key", "malformed", "8 to 100 printable ASCII characters without spaces.");
    }
    return key;
}

// The path belongs to the request: the same key for a message to another claim is a mistake too.
std::string fingerprint(const http::Request& request) {
    return evidence::to_hex(evidence::sha256(request.path + "\n" + request.body));
}

Result<http::Response> replay(const KeptAnswer& kept, const std::string& request_sha256) {
    if (kept.request_sha256 != request_sha256) {
        return fail(ErrorKind::conflict, "idempotency_key_reused",
                    "This Idempotency-Key belongs to an earlier request with another content; make a new one.");
    }
    return response_of(kept.status, kept.body);
}

}  // namespace

Result<http::Response> once(App& app, const http::Request& request, std::string_view scope, KeyNeed need,
                            const std::function<Result<Answer>(storage::Connection&)>& work) {
    const auto key = key_of(request, need);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const std::string request_sha256 = fingerprint(request);
    auto response = app.database.try_write([&](storage::Connection& connection) -> Result<http::Response> {
        if (*key) {
            if (const auto kept = find_kept_answer(connection, scope, **key)) {
                return replay(*kept, request_sha256);
            }
        }
        const auto answer = work(connection);
        if (!answer) {
            return tl::unexpected(answer.error());
        }
        const std::string body = answer->body.dump();
        if (*key) {
            keep_answer(connection, scope, **key, {request_sha256, answer->status, body}, app.clock.now());
        }
        return response_of(answer->status, body);
    });
    app.wake_jobs();
    return response;
}

void forget_answers(storage::Connection& connection, Timestamp now) {
    forget_answers_before(connection, now - std::chrono::hours{24});
}

}  // namespace shipwitness::web
