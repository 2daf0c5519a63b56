#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace shipwitness {

/// What kind of "no" it is. The HTTP dispatcher turns each into one status (src/http/problem.h).
enum class ErrorKind {
    invalid,          ///< 400/422: the input is wrong; `fields` says where
    unauthenticated,  ///< 401: sign in first
    forbidden,        ///< 403: known, but not allowed
    not_found,        ///< 404
    conflict,         ///< 409: the state has moved on, or forbids it
    gone,             ///< 410: was there, and is not any more
    too_large,        ///< 413
    stale,            ///< 412: the caller's version is old
    too_many,         ///< 429: try again later
    unavailable,      ///< 503: not now
    internal,         ///< 500: our own fault
};

/// One thing wrong with one input.
struct FieldError {
    std::string field;   ///< where: "lines[2].quantity", "row 17, column email"
    std::string code;    ///< machine word, snake_case, stable: pages translate it ("too_long", "unknown_value")
    std::string detail;  ///< English: what is wrong and what would be right
};

/// An outcome that the caller decides on. A broken environment throws instead (storage, media); a bug asserts.
struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string code;    ///< machine word, snake_case, stable: pages have words in Russian and English for it
    std::string detail;  ///< English: what is wrong, where, and what would be right. Never secrets.
    std::vector<FieldError> fields{};
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::not_found, "order_unknown", "There is no order 17.");` from a function that returns Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string code, std::string detail,
                                                std::vector<FieldError> fields = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(code), std::move(detail), std::move(fields)});
}

/// An input that is wrong in one field.
[[nodiscard]] inline tl::unexpected<Error> invalid_field(std::string field, std::string code, std::string detail) {
    std::string whole = field + ": " + detail;
    return fail(ErrorKind::invalid, "invalid_input", std::move(whole),
                {FieldError{std::move(field), std::move(code), std::move(detail)}});
}

}  // namespace shipwitness
