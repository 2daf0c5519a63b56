#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "claims/zone/zone.h"
#include "config/http_settings.h"
#include "core/result.h"
#include "mail/sender.h"

namespace shipwitness::web {

enum class Language { ru, en };
enum class Role { agent, manager };  ///< a manager may do all that an agent may

/// One warehouse with its capture service.
struct SiteSettings {
    std::string id;
    std::string token;          ///< the site sends it to us
    std::string capture_url;    ///< "http://host:8481", without a slash at the end
    std::string capture_token;  ///< we send it to the site
};

/// A system of the company that tells us orders.
struct MachineSettings {
    std::string name;
    std::string token;
};

struct HttpSettings {
    config::Listener listener;
    /// Addresses of reverse proxies whose X-Forwarded-For is believed.
    std::vector<std::string> trusted_proxies;
    std::string public_url;  ///< what letters link to, without a slash at the end
};

/// The clock on the company's wall, which letters tell times by: a letter has one reader, and no browser to ask.
struct ZoneSettings {
    std::optional<claims::Zone> zone{};  ///< none: UTC
    /// "по московскому времени", "Moscow time"; empty: the distance to UTC is told.
    std::string russian_words{};
    std::string english_words{};
};

struct CompanySettings {
    std::string name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    ZoneSettings zone{};
};

/// By when an answer is promised to the buyer. Elapsed time.
struct AnswerSettings {
    std::chrono::milliseconds first{};  ///< after filing
    std::chrono::milliseconds next{};   ///< after a buyer's message, and after our own answer
};

struct SignInSettings {
    std::chrono::milliseconds letter_lifetime{};         ///< of code and link
    std::chrono::milliseconds buyer_session_lifetime{};  ///< whatever happens
    std::chrono::milliseconds buyer_session_idle{};      ///< without a request
    std::chrono::milliseconds staff_session_lifetime{};
    std::chrono::milliseconds staff_session_idle{};
};

struct PictureSettings {
    std::size_t max_bytes = 0;
    std::int64_t max_pixels = 0;
};

enum class VideoApproval {
    automatic,  ///< a buyer gets the video of their own order without anybody's leave
    desk,       ///< somebody at the desk approves each request
};

struct VideoSettings {
    VideoApproval approval = VideoApproval::automatic;
    std::chrono::milliseconds offered_for{};    ///< how long a ready video can be downloaded
    std::chrono::milliseconds margin_before{};  ///< what is shown before a session's start
    std::chrono::milliseconds margin_after{};   ///< and after its end
};

struct MailSettings {
    std::string from;                      ///< address that letters come from, "claims@example.com"
    std::string from_name;                 ///< shown beside it
    std::string reply_to;                  ///< empty: the same
    std::optional<mail::SmtpConfig> smtp;  ///< none: letters are written to the folder `letters` under the data folder
};

struct DemonstrationPerson {
    std::string name;
    std::string email;
    std::string password;
    Role role = Role::agent;
    Language language = Language::ru;
};

struct DemonstrationLink {
    std::string title;
    std::string url;
};

/// The start page shows passwords and letters, so it is only possible on a loopback address.
struct DemonstrationSettings {
    bool on = false;
    std::vector<DemonstrationPerson> people;  ///< made at the start when they are not there
    std::vector<std::string> orders;          ///< numbers that the start page offers, when they are known
    std::vector<DemonstrationLink> links;
};

/// What config/web.yaml says (every key is explained there).
struct Settings {
    HttpSettings http;
    std::filesystem::path data_folder;
    /// With less free on the disk of the data folder the service is not ready: a picture of the usual greatest size
    /// with its original, or a night of letters and claims, may not fit any more.
    std::uint64_t free_space_floor_bytes = 10'000'000;
    std::filesystem::path pages_folder;      ///< holds portal/, desk/, start/
    std::filesystem::path templates_folder;  ///< holds ru/, en/
    std::filesystem::path cause_table;       ///< cause.dmn
    CompanySettings company;
    std::vector<SiteSettings> sites;
    std::vector<MachineSettings> machines;
    AnswerSettings answers;
    SignInSettings sign_in;
    PictureSettings pictures;
    VideoSettings videos;
    MailSettings mail;
    std::chrono::minutes orders_utc_offset{0};  ///< of dates without a time in imported files
    bool handovers_recorded = true;  ///< every handover is told to us, so that a missing one means: still with us
    DemonstrationSettings demonstration;
};

/// Reads and checks the file; fails with every fault, each with file, line and key.
[[nodiscard]] Result<Settings> read_settings(const std::filesystem::path& file);

[[nodiscard]] std::string_view to_text(Language language);
[[nodiscard]] std::optional<Language> parse_language(std::string_view text);
[[nodiscard]] std::string_view to_text(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

}  // namespace shipwitness::web
