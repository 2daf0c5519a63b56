#include <algorithm>
#include <fstream>
#include <system_error>

#include "mail/sender.h"

namespace shipwitness::mail {

namespace {

constexpr std::size_t kLongestName = 200;

/// The message id as a file name: what could leave the folder or hide becomes '_'.
std::string file_name(std::string message_id) {
    std::ranges::replace_if(
        message_id, [](char c) { return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x21; }, '_');
    if (message_id.empty() || message_id.front() == '.') {
        message_id.insert(0, "_");
    }
    return message_id.substr(0, kLongestName) + ".eml";
}

class FolderSender final : public Sender {
  public:
    explicit FolderSender(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Result<void> send(const Letter& letter) override {
        const auto text = to_rfc5322(letter);
        if (!text) {
            return tl::unexpected(text.error());
        }
        std::error_code error;
        std::filesystem::create_directories(folder_, error);
        const std::filesystem::path file = folder_ / file_name(letter.message_id);
        const std::filesystem::path unfinished = file.string() + ".part";
        std::ofstream out(unfinished, std::ios::binary);
        out << *text;
        out.close();
        if (out) {
            std::filesystem::rename(unfinished, file, error);
        }
        if (!out || error) {
            return fail(ErrorKind::unavailable, "mail_folder", "cannot write the letter to " + file.string());
        }
        return {};
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<Sender> folder_sender(std::filesystem::path folder) {
    return std::make_unique<FolderSender>(std::move(folder));
}

}  // namespace shipwitness::mail
