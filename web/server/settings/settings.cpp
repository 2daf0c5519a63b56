#include "web/server/settings/settings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "config/http_settings.h"
#include "config/reader.h"
#include "web/server/app/text.h"

namespace shipwitness::web {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kMinDemonstrationPassword = 4;

bool is_loopback(const std::string& address) {
    return address == "::1" || address == "localhost" || address.rfind("127.", 0) == 0;
}

std::optional<std::string> maybe(config::Node& node, std::string_view key) {
    std::string text = node.text(key, "");
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string address_of_letters(config::Node& node, std::string_view key, const std::optional<std::string>& fallback) {
    std::string text = node.text(key, fallback);
    if (!text.empty() && !is_email(text)) {
        node.fault(key, "this is not an e-mail address");
    }
    return text;
}

std::string url(config::Node& node, std::string_view key, const std::optional<std::string>& fallback = std::nullopt) {
    std::string text = node.text(key, fallback);
    if (!text.empty() && text.rfind("http://", 0) != 0 && text.rfind("https://", 0) != 0) {
        node.fault(key, "an address begins with http:// or https://");
    }
    return config::without_slashes(std::move(text));
}

/// A secret that nobody else has.
std::string token(config::Node& node, std::string_view key, std::set<std::string>& seen) {
    std::string text = node.secret(key);
    if (!text.empty() && !seen.insert(text).second) {
        node.fault(key, "another one has the same token; each needs its own");
    }
    return text;
}

HttpSettings read_http(config::Node root) {
    config::Node node = root.map("http");
    HttpSettings http;
    http.listener = config::read_listener(node, 8'480);
    http.trusted_proxies = node.texts("trusted_proxies");
    http.public_url = url(node, "public_url", "http://127.0.0.1:" + std::to_string(http.listener.port));
    return http;
}

ZoneSettings read_zone(config::Node& company) {
    ZoneSettings settings;
    if (const auto name = maybe(company, "time_zone")) {
        auto zone = claims::Zone::find(*name);
        if (zone) {
            settings.zone = std::move(*zone);
        } else {
            company.fault("time_zone", zone.error().detail);
        }
    }
    config::Node words = company.map("time_zone_words");
    settings.russian_words = words.text("ru", "");
    settings.english_words = words.text("en", "");
    return settings;
}

CompanySettings read_company(config::Node root) {
    config::Node node = root.map("company");
    return {node.text("name"), maybe(node, "email"), maybe(node, "phone"), read_zone(node)};
}

std::vector<SiteSettings> read_sites(config::Node root) {
    std::vector<SiteSettings> sites;
    std::set<std::string> ids;
    std::set<std::string> tokens;
    for (config::Node node : root.list("sites")) {
        SiteSettings site;
        site.id = node.text("id");
        site.token = token(node, "token", tokens);
        site.capture_url = config::service_address(node, "capture_url");
        site.capture_token = node.text("capture_token");
        if (!ids.insert(site.id).second) {
            node.fault("id", "another site has this id");
        }
        sites.push_back(std::move(site));
    }
    return sites;
}

std::vector<MachineSettings> read_machines(config::Node root) {
    std::vector<MachineSettings> machines;
    std::set<std::string> tokens;
    for (config::Node node : root.list("machines")) {
        std::string name = node.text("name");
        machines.push_back({std::move(name), token(node, "token", tokens)});
    }
    return machines;
}

SignInSettings read_sign_in(config::Node root) {
    config::Node node = root.map("sign_in");
    return {node.duration("letter_lifetime", minutes{15}), node.duration("buyer_session", hours{24} * 14),
            node.duration("buyer_idle", hours{24} * 3), node.duration("staff_session", hours{12}),
            node.duration("staff_idle", hours{2})};
}

VideoSettings read_videos(config::Node root) {
    config::Node node = root.map("videos");
    VideoSettings videos;
    videos.approval =
        node.word("approval", {"auto", "desk"}, "auto") == "auto" ? VideoApproval::automatic : VideoApproval::desk;
    videos.offered_for = node.duration("offered_for", hours{24} * 14);
    videos.margin_before = node.duration("margin_before", seconds{5});
    videos.margin_after = node.duration("margin_after", seconds{5});
    return videos;
}

MailSettings read_mail(config::Node root) {
    config::Node node = root.map("mail");
    MailSettings mail;
    mail.from = address_of_letters(node, "from", std::nullopt);
    mail.from_name = node.text("from_name", "");
    mail.reply_to = address_of_letters(node, "reply_to", "");
    if (!node.has("smtp")) {
        return mail;
    }
    config::Node server = node.map("smtp");
    mail::SmtpConfig smtp;
    smtp.host = server.text("host");
    smtp.port = static_cast<std::uint16_t>(server.integer("port", 1, 65'535, 587));
    const std::string security = server.word("security", {"none", "starttls", "tls"}, "starttls");
    smtp.security = security == "none"  ? mail::Security::none
                    : security == "tls" ? mail::Security::tls
                                        : mail::Security::starttls;
    smtp.username = server.text("username", "");
    smtp.password = server.text("password", "");
    smtp.ca_file = server.path("ca_file", "");
    mail.smtp = std::move(smtp);
    return mail;
}

DemonstrationSettings read_demonstration(config::Node root, const HttpSettings& http) {
    config::Node node = root.map("demonstration");
    DemonstrationSettings demonstration;
    demonstration.on = node.boolean("on", false);
    if (demonstration.on && !is_loopback(http.listener.address)) {
        node.fault("on",
                   "the demonstration shows passwords and letters to everybody: only with http.address 127.0.0.1");
    }
    for (config::Node each : node.list("people")) {
        DemonstrationPerson person;
        person.name = each.text("name");
        person.email = address_of_letters(each, "email", std::nullopt);
        person.password = each.text("password");
        if (person.password.size() < kMinDemonstrationPassword) {
            each.fault("password", "at least four characters");
        }
        person.role = parse_role(each.word("role", {"agent", "manager"})).value_or(Role::agent);
        person.language = parse_language(each.word("language", {"ru", "en"}, "ru")).value_or(Language::ru);
        demonstration.people.push_back(std::move(person));
    }
    demonstration.orders = node.texts("orders");
    for (config::Node each : node.list("links")) {
        std::string title = each.text("title");
        demonstration.links.push_back({std::move(title), url(each, "url")});
    }
    return demonstration;
}

/// "+03:00" as minutes.
minutes read_utc_offset(config::Node& node, std::string_view key) {
    const std::string text = node.text(key, "+00:00");
    const bool shape = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
                       std::all_of(text.begin() + 1, text.end(),
                                   [](char each) { return (each >= '0' && each <= '9') || each == ':'; });
    const int total = shape ? std::stoi(text.substr(1, 2)) * 60 + std::stoi(text.substr(4, 2)) : 0;
    if (!shape || total > 14 * 60) {
        node.fault(key, "write the distance to UTC as in \"+03:00\"");
        return {};
    }
    return minutes{text[0] == '-' ? -total : total};
}

Settings read(config::Node root) {
    Settings settings;
    settings.http = read_http(root);
    settings.data_folder = root.path("data");
    settings.free_space_floor_bytes = root.size("free_space_floor", settings.free_space_floor_bytes);
    settings.pages_folder = root.path("pages", "../web/ui/dist");
    settings.templates_folder = root.path("templates", "templates");
    settings.cause_table = root.path("cause_table", "rules/cause.dmn");
    settings.company = read_company(root);
    settings.sites = read_sites(root);
    settings.machines = read_machines(root);
    config::Node answers = root.map("answers");
    settings.answers = {answers.duration("first", hours{4}), answers.duration("next", hours{24})};
    settings.sign_in = read_sign_in(root);
    config::Node pictures = root.map("pictures");
    settings.pictures = {static_cast<std::size_t>(pictures.size("max_size", 15'000'000)),
                         pictures.integer("max_pixels", 1'000'000, 200'000'000, 50'000'000)};
    settings.videos = read_videos(root);
    settings.mail = read_mail(root);
    config::Node orders = root.map("orders");
    settings.orders_utc_offset = read_utc_offset(orders, "utc_offset");
    settings.handovers_recorded = orders.boolean("handovers_recorded", true);
    settings.demonstration = read_demonstration(root, settings.http);
    return settings;
}

}  // namespace

Result<Settings> read_settings(const std::filesystem::path& file) {
    return config::read_document(file, "SHIPWITNESS_WEB_", read);
}

}  // namespace shipwitness::web
