#include "storage/database.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <mutex>
#include <string>
#include <thread>

#include "storage/connection.h"

namespace shipwitness::storage {

namespace {

/// Rolls back unless committed.
class Transaction {
  public:
    Transaction(Connection& connection, std::string_view begin) : connection_(connection) { connection_.script(begin); }
    ~Transaction() {
        if (!done_) {
            try {
                connection_.script("rollback");
            } catch (const StorageError&) {  // SQLite has rolled back by itself, as after a full disk
            }
        }
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit() {
        connection_.script("commit");
        done_ = true;
    }

  private:
    Connection& connection_;
    bool done_ = false;
};

constexpr std::size_t kKeptReaders = 8;

}  // namespace

class Database::Implementation {
  public:
    explicit Implementation(const std::filesystem::path& path)
        : file(path), writer(std::make_unique<Connection::Implementation>(path, Access::read_write)) {}

    void write(const std::function<bool(Connection&)>& work) {
        if (writing == std::this_thread::get_id()) {
            throw std::logic_error("Database::write inside Database::write");
        }
        const std::scoped_lock lock(write_mutex);
        writing = std::this_thread::get_id();
        const struct Leave {
            std::atomic<std::thread::id>& writing;
            ~Leave() { writing = std::thread::id{}; }
        } leave{writing};
        Transaction transaction(writer, "begin immediate");
        if (work(writer)) {
            transaction.commit();
        }
    }

    void read(const std::function<void(Connection&)>& work) {
        Connection connection = take_reader();
        {
            Transaction transaction(connection, "begin");
            work(connection);
            transaction.commit();
        }
        const std::scoped_lock lock(reader_mutex);
        if (readers.size() < kKeptReaders) {
            readers.push_back(std::move(connection));
        }
    }

    std::filesystem::path file;

  private:
    Connection take_reader() {
        {
            const std::scoped_lock lock(reader_mutex);
            if (!readers.empty()) {
                Connection connection = std::move(readers.back());
                readers.pop_back();
                return connection;
            }
        }
        return Connection(std::make_unique<Connection::Implementation>(file, Access::read_only));
    }

    std::mutex write_mutex;
    std::atomic<std::thread::id> writing{};
    Connection writer;
    std::mutex reader_mutex;
    std::vector<Connection> readers;
};

namespace {

std::filesystem::path with_folder(const std::filesystem::path& file) {
    std::error_code error;
    if (file.has_parent_path()) {
        std::filesystem::create_directories(file.parent_path(), error);
    }
    if (error) {
        throw StorageError(StorageError::Kind::broken,
                           "cannot make the folder " + file.parent_path().string() + ": " + error.message());
    }
    return file;
}

}  // namespace

Database::Database(const std::filesystem::path& file)
    : implementation_(std::make_unique<Implementation>(with_folder(file))) {}
Database::~Database() = default;

void Database::transact(const std::function<void(Connection&)>& work) {
    implementation_->write([&](Connection& connection) {
        work(connection);
        return true;
    });
}

void Database::transact_if(const std::function<bool(Connection&)>& work) {
    implementation_->write(work);
}
void Database::snapshot(const std::function<void(Connection&)>& work) const {
    implementation_->read(work);
}

void Database::migrate(std::span<const Migration> migrations) {
    write([](Connection& connection) {
        connection.script(
            "create table if not exists schema_migrations ("
            "  number integer primary key,  -- as in the migration's file name\n"
            "  name text not null,          -- the file's name\n"
            "  at_us integer not null       -- when it ran, by the host's clock\n"
            ")");
    });
    const auto newest = read([](Connection& connection) {
        return connection.query_one("select max(number), name from schema_migrations").value();
    });
    const int known = migrations.empty() ? 0 : migrations.back().number;
    if (!newest.is_null(0) && newest.integer(0) > known) {
        throw StorageError(StorageError::Kind::broken, implementation_->file.string() +
                                                           " was made by a newer program (" + newest.text(1) +
                                                           "): install that one, or restore a backup");
    }
    for (const Migration& migration : migrations) {
        write([&](Connection& connection) {
            if (connection.query_one("select 1 from schema_migrations where number = $1", migration.number)) {
                return;
            }
            connection.script(migration.sql);
            connection.execute(
                "insert into schema_migrations (number, name, at_us) "
                "values ($1, $2, unixepoch() * 1000000)",
                migration.number, migration.name);
        });
    }
}

void Database::backup_to(const std::filesystem::path& file) const {
    Connection::Implementation source(implementation_->file, Access::read_only);
    Connection::Implementation target(with_folder(file), Access::read_write);
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
    if (backup == nullptr) {
        throw_storage_error(target.handle(), sqlite3_errcode(target.handle()), "backup", "");
    }
    const int code = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) {
        throw_storage_error(target.handle(), code, "backup", "");
    }
}

std::vector<std::string> Database::check() const {
    return read([](Connection& connection) {
        std::vector<std::string> faults;
        for (const Row& row : connection.query("pragma integrity_check")) {
            if (row.text(0) != "ok") {
                faults.push_back(row.text(0));
            }
        }
        for (const Row& row : connection.query("pragma foreign_key_check")) {
            faults.push_back("a row of " + row.text(0) + " points at a row of " + row.text(2) + " that is not there");
        }
        return faults;
    });
}

std::vector<Migration> migrations_from(std::span<const std::pair<std::string_view, std::string_view>> files) {
    std::vector<Migration> migrations;
    for (const auto& [name, sql] : files) {
        int number = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (error != std::errc{} || number <= 0 || end == name.data() + name.size() || *end != '_') {
            throw std::logic_error("a migration is named NNN_name.sql, not " + std::string(name));
        }
        migrations.push_back({number, name, sql});
    }
    std::ranges::sort(migrations, {}, &Migration::number);
    const auto twice = std::ranges::adjacent_find(migrations, {}, &Migration::number);
    if (twice != migrations.end()) {
        throw std::logic_error("two migrations with one number: " + std::string(twice->name));
    }
    return migrations;
}

}  // namespace shipwitness::storage
