#pragma once

#include "mail/sender.h"
#include "web/server/app/app.h"
#include "web/server/jobs/runner.h"

namespace shipwitness::web {

inline constexpr const char* kSendLetterJob = "send_letter";  ///< subject: the letter's id

/// The kind of job that sends letters: again and again with growing pauses for some 18 hours while the mail server does
/// not take them. What becomes of a letter about a claim goes into the claim's history; a closing letter that was
/// accepted closes its claim. A sign-in letter is given up when its code has expired. `app` and `sender` must outlive
/// the runner.
[[nodiscard]] JobKind letter_jobs(const App& app, mail::Sender& sender);

/// SMTP when web.yaml names a server, otherwise the folder `letters` under the data folder.
[[nodiscard]] std::unique_ptr<mail::Sender> make_sender(const Settings& settings);

}  // namespace shipwitness::web
