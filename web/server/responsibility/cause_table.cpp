#include "web/server/responsibility/cause_table.h"

#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "claims/proposal.h"
#include "core/log.h"
#include "evidence/sha256.h"

namespace shipwitness::web {
namespace {

constexpr std::chrono::seconds kLookEvery{2};

}  // namespace

Result<CauseTable> read_cause_table(const std::filesystem::path& file) {
    std::error_code unreadable;
    std::ifstream in(file, std::ios::binary);
    if (!std::filesystem::is_regular_file(file, unreadable) || !in.is_open()) {
        return fail(ErrorKind::invalid, "cause_table_wrong", fmt::format("{} cannot be read.", file.string()));
    }
    std::string xml{std::istreambuf_iterator<char>(in), {}};
    const auto name = file.filename().string();
    auto model = claims::load_cause_table(xml, name);
    if (!model) {
        std::string problems;
        for (const auto& problem : model.error()) {
            problems += "\n  " + rules::to_text(problem);
        }
        return fail(ErrorKind::invalid, "cause_table_wrong",
                    fmt::format("{} is no usable table of causes:{}", file.string(), problems));
    }
    auto sha256 = evidence::to_hex(evidence::sha256(xml));
    return CauseTable{std::move(*model), name, std::move(xml), std::move(sha256)};
}

CauseTables::CauseTables(CauseTable table, std::filesystem::path file, const Clock& clock)
    : file_(std::move(file)),
      clock_(clock),
      table_(std::make_shared<const CauseTable>(std::move(table))),
      seen_(written(file_)),
      looked_(clock.steady_now()) {}

CauseTables::Written CauseTables::written(const std::filesystem::path& file) {
    std::error_code gone;
    const auto time = std::filesystem::last_write_time(file, gone);
    const auto size = gone ? 0 : std::filesystem::file_size(file, gone);
    return gone ? Written{} : Written{std::pair(time, size)};
}

std::shared_ptr<const CauseTable> CauseTables::current() {
    const std::scoped_lock lock(mutex_);
    if (clock_.steady_now() - looked_ >= kLookEvery) {
        looked_ = clock_.steady_now();
        look_again();
    }
    return table_;
}

void CauseTables::look_again() {
    const auto now = written(file_);
    if (now == seen_) {
        return;
    }
    seen_ = now;
    auto table = read_cause_table(file_);
    refused_ = !table.has_value();
    if (!table) {
        log_error(fmt::format("rules: {} (sha256 {}) stays in force: {}", table_->file, table_->sha256,
                              table.error().detail));
        return;
    }
    log_info(fmt::format("rules: {} (sha256 {}) is in force from now on", table->file, table->sha256));
    table_ = std::make_shared<const CauseTable>(std::move(*table));
}

}  // namespace shipwitness::web
