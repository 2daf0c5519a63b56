#include "web/server/letters/letters.h"

#include "core/random.h"
#include "web/server/jobs/job_queries.h"
#include "web/server/letters/letter_queries.h"
#include "web/server/letters/mailing.h"
#include "web/server/letters/templates.h"

namespace shipwitness::web {

namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::string_view kBlank = "······";

/// "claims@company.example, +7 495 000-00-00", whatever of it there is.
std::string contact_of(const CompanySettings& company) {
    std::string contact = company.email.value_or("");
    if (company.phone) {
        contact += (contact.empty() ? "" : ", ") + *company.phone;
    }
    return contact;
}

TemplateValues values_for(const App& app, const LetterDraft& draft) {
    TemplateValues values{
        {"company", app.settings.company.name},
        {"contact", contact_of(app.settings.company)},
        {"order", draft.order ? draft.order->text() : ""},
        {"claim", draft.claim ? draft.claim->text() : ""},
        {"link", app.settings.http.public_url + (draft.claim ? "/claims/" + draft.claim->text() : "/")},
    };
    for (const auto& [name, value] : draft.values) {
        values[name] = value;
    }
    return values;
}

Letter letter_of(const App& app, const LetterDraft& draft) {
    TemplateValues values = values_for(app, draft);
    TemplateValues shown = values;
    for (const auto& [name, value] : draft.secrets) {
        values[name] = value;
        shown[name] = std::string(kBlank);
    }
    const FilledLetter filled = app.templates.fill(draft.kind, draft.language, values);
    Letter letter;
    letter.id = random_hex(kIdBytes);
    letter.kind = draft.kind;
    letter.recipient = draft.recipient;
    letter.language = draft.language;
    letter.subject = filled.subject;
    letter.body = filled.text;
    letter.body_shown =
        draft.secrets.empty() ? filled.text : app.templates.fill(draft.kind, draft.language, shown).text;
    letter.order = draft.order;
    letter.claim = draft.claim;
    letter.automation = draft.automation;
    letter.created = app.clock.now();
    return letter;
}

}  // namespace

std::string write_letter(const App& app, storage::Connection& connection, const LetterDraft& draft) {
    const Letter letter = letter_of(app, draft);
    if (!insert_letter(connection, letter, draft.cause)) {
        return find_letter_id(connection, draft.cause).value();
    }
    enqueue(connection, NewJob{kSendLetterJob, letter.id}, letter.created);
    return letter.id;
}

}  // namespace shipwitness::web
