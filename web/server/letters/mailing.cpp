#include "web/server/letters/mailing.h"

#include <chrono>

#include "web/server/claims/closing.h"
#include "web/server/letters/letter_queries.h"

namespace shipwitness::web {

namespace {

constexpr RetryPolicy kRetry{std::chrono::seconds{10}, std::chrono::minutes{30}, 40};

mail::Letter mail_of(const Letter& letter, const MailSettings& settings) {
    mail::Letter out;
    out.message_id = letter.id + settings.from.substr(settings.from.find('@'));
    out.from = settings.from;
    out.from_name = settings.from_name;
    out.to = letter.recipient;
    out.subject = letter.subject;
    out.text = letter.body;
    out.reply_to = settings.reply_to;
    out.author = letter.automation == Automation::person ? mail::Author::person : mail::Author::system;
    out.date = letter.created;
    return out;
}

bool too_late(const App& app, const Letter& letter) {
    return letter.kind == LetterKind::sign_in &&
           app.clock.now() >= letter.created + app.settings.sign_in.letter_lifetime;
}

JobOutcome settle_sent(const App& app, const Letter& letter) {
    // The demonstration's start page shows codes as a mailbox would; everywhere else they go once they are sent.
    const Secrets secrets = app.settings.demonstration.on ? Secrets::keep : Secrets::blank_out;
    app.database.write([&](storage::Connection& connection) {
        mark_letter_sent(connection, letter.id, secrets, app.clock.now());
        note_letter_sent(connection, letter, app.clock.now());
    });
    return JobOutcome::done();
}

JobOutcome settle_failure(const App& app, const Letter& letter, const Error& error) {
    app.database.write(
        [&](storage::Connection& connection) { note_letter_attempt(connection, letter.id, error.detail); });
    return error.kind == ErrorKind::unavailable ? JobOutcome::again(error.detail) : JobOutcome::hopeless(error.detail);
}

JobOutcome send_one(const App& app, mail::Sender& sender, const Job& job) {
    const auto letter =
        app.database.read([&](storage::Connection& connection) { return find_letter(connection, job.subject); });
    if (!letter || letter->state != "queued") {
        return JobOutcome::done();
    }
    if (too_late(app, *letter)) {
        return JobOutcome::hopeless("the code in it has expired");
    }
    const auto sent = sender.send(mail_of(*letter, app.settings.mail));
    return sent ? settle_sent(app, *letter) : settle_failure(app, *letter, sent.error());
}

void give_up(const App& app, storage::Connection& connection, const Job& job, const std::string& words) {
    const auto letter = find_letter(connection, job.subject);
    if (letter && letter->state == "queued") {
        mark_letter_failed(connection, letter->id, words);
        note_letter_failed(connection, *letter, words, app.clock.now());
    }
}

}  // namespace

JobKind letter_jobs(const App& app, mail::Sender& sender) {
    JobKind kind;
    kind.handler = [&app, &sender](const Job& job, const std::stop_token&) { return send_one(app, sender, job); };
    kind.retry = kRetry;
    kind.lane = JobLane::prompt;
    kind.given_up = [&app](storage::Connection& connection, const Job& job, const std::string& words) {
        give_up(app, connection, job, words);
    };
    return kind;
}

std::unique_ptr<mail::Sender> make_sender(const Settings& settings) {
    return settings.mail.smtp ? mail::smtp_sender(*settings.mail.smtp)
                              : mail::folder_sender(settings.data_folder / "letters");
}

}  // namespace shipwitness::web
