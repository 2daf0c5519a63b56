#include "web/server/desk/answer.h"

#include <utility>

#include "core/random.h"

namespace shipwitness::web {

LetterDraft draft_for(const Claim& claim, LetterKind kind, const std::string& writer, const std::string& words) {
    LetterDraft draft;
    draft.kind = kind;
    // The event needs the letter's id and the letter a cause: a random one, since the transaction writes both or none.
    draft.cause = std::string(to_text(kind)) + ":" + random_hex(16);
    draft.recipient = claim.contact.email;
    draft.language = claim.language;
    draft.order = claim.order;
    draft.claim = claim.number;
    draft.automation = Automation::person;
    draft.values = {{"words", words}, {"author", writer}};
    return draft;
}

void send_answer(const App& app, storage::Connection& connection, const Claim& claim, const Author& writer,
                 const AnswerToBuyer& answer, const Standing& after) {
    auto draft = draft_for(claim, LetterKind::claim_answer, writer.name, answer.words);
    if (after.next_answer_by) {
        draft.values["next_answer"] = moment_text(*after.next_answer_by, claim.language, app.settings.company.zone);
    }
    const auto letter = write_letter(app, connection, draft);
    http::Json data{{"stage", to_text(answer.stage)}, {"words", answer.words}, {"letter", letter}};
    if (answer.confirmed_by) {
        data["confirmed_by"] = *answer.confirmed_by;
    }
    append_event(connection, claim.number, app.clock.now(), EventKind::answer_sent, writer, Visibility::shared, data,
                 after);
}

}  // namespace shipwitness::web
