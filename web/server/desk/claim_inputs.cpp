#include "web/server/desk/claim_inputs.h"

#include <charconv>

#include "http/json.h"

namespace shipwitness::web {
namespace {

using http::JsonReader;

/// Reads the body with `read` and makes sure that nothing in it was wrong.
template <class Read>
auto read_body(const http::Request& request, Read&& read) -> Result<std::invoke_result_t<Read, JsonReader&>> {
    const auto body = http::json_body(request);
    if (!body) {
        return tl::unexpected(body.error());
    }
    JsonReader in(*body);
    auto input = read(in);
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return input;
}

std::optional<Shares> read_shares(JsonReader& in) {
    auto given = in.maybe_object("shares");
    if (!given) {
        return std::nullopt;
    }
    const auto percent = [&](const char* party) {
        return static_cast<int>(given->maybe_integer(party, 0, 100).value_or(0));
    };
    const int supplier = percent("supplier");
    const int carrier = percent("carrier");
    return Shares{supplier, carrier, percent("buyer")};
}

}  // namespace

Result<int> line_of(const http::Request& request) {
    const auto& text = request.parameter("line");
    int line = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), line);
    if (error != std::errc() || end != text.data() + text.size()) {
        return fail(ErrorKind::not_found, "line_unknown", "The claim has no such line.");
    }
    return line;
}

Result<FactInput> read_fact(const http::Request& request) {
    const auto line = line_of(request);
    if (!line) {
        return tl::unexpected(line.error());
    }
    return read_body(request, [&](JsonReader& in) {
        FactInput input;
        input.line = *line;
        input.fact = request.parameter("fact");
        input.value = in.maybe_text("value", {.max_length = 100});
        input.words = in.maybe_text("words", {.max_length = 1000, .multiline = true});
        return input;
    });
}

Result<DecisionInput> read_decision(const http::Request& request) {
    return read_body(request, [](JsonReader& in) {
        DecisionInput input;
        const auto party = in.word("party", {"supplier", "carrier", "buyer", "supplier_carrier", "carrier_buyer"});
        input.party = party_of_api_word(party).value_or(claims::Party::supplier);
        input.shares = read_shares(in);
        input.override_reason = in.maybe_text("override_reason", {.max_length = 2000, .multiline = true});
        return input;
    });
}

Result<ReplyInput> read_message(const http::Request& request) {
    return read_body(request, [](JsonReader& in) {
        ReplyInput input;
        const auto stage = in.word("stage", {"acknowledge", "question", "answer", "refusal"});
        input.stage = stage.empty() ? ReplyStage::answer : reply_stage(stage);
        input.words = in.text("words", {.max_length = kMaxWords, .multiline = true});
        input.promised = in.maybe_time("promised_at");
        return input;
    });
}

Result<std::string> read_words(const http::Request& request) {
    return read_body(request,
                     [](JsonReader& in) { return in.text("words", {.max_length = kMaxWords, .multiline = true}); });
}

Result<std::optional<std::string>> read_optional_words(const http::Request& request) {
    return read_body(
        request, [](JsonReader& in) { return in.maybe_text("words", {.max_length = kMaxWords, .multiline = true}); });
}

Result<WaitFor> read_waiting(const http::Request& request) {
    return read_body(request, [](JsonReader& in) {
        const auto whom = in.word("for", {"buyer", "carrier", "none"});
        return whom == "buyer" ? WaitFor::buyer : whom == "carrier" ? WaitFor::carrier : WaitFor::nobody;
    });
}

Result<SecondLook> read_second_look(const http::Request& request) {
    return read_body(request, [](JsonReader& in) {
        const auto verdict = in.word("verdict", {"confirm", "return"});
        auto words = in.maybe_text("words", {.max_length = kMaxWords, .multiline = true});
        return SecondLook{verdict == "return" ? SecondLook::Verdict::give_back : SecondLook::Verdict::confirm,
                          std::move(words)};
    });
}

Result<Assignment> read_assignment(const http::Request& request) {
    return read_body(request, [](JsonReader& in) {
        return in.word("assignee", {"me", "nobody"}) == "nobody" ? Assignment::give_back : Assignment::take;
    });
}

}  // namespace shipwitness::web
