#include "server-stub/app/backups.h"

#include "server-stub/sqlite/sqlite_store.h"

#include <fcntl.h>
#include <filesystem>
#include <sodium.h>
#include <unistd.h>

namespace entente::server {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& why) {
    throw StoreFailure(ProblemCode::database_must_be_available, why);
}

void refuse_existing(const std::string& path, const std::string& what_to_do) {
    if (fs::exists(path)) refuse(path + " is there already: " + what_to_do);
}

void throw_on_error(const std::error_code& error, const std::string& path) {
    if (error) refuse(path + ": " + error.message());
}

// A name is on the disk only after its folder is.
void sync_to_disk(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    for (const std::string& each : {path, folder.empty() ? std::string(".") : folder.string()}) {
        const int descriptor = open(each.c_str(), O_RDONLY | O_CLOEXEC);
        const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
        if (descriptor >= 0) close(descriptor);
        if (!synced) refuse(each + " could not be written to the disk");
    }
}

void check_whole(const std::string& path) {
    sqlite::Database database(path, sqlite::OpenMode::read_only);
    sqlite::InUse check = database.prepared("PRAGMA integrity_check(1)");
    if (!check->step() || check->text(0) != "ok") refuse(path + " is damaged: use another copy");
}

void begin_epoch(const std::string& path) {
    sqlite::SqliteStore store({.path = path});
    const Outcome raised = store.write(Access::of_authority(), [](StoreWriter& writer) -> Outcome {
        Epoch epoch{.number = writer.epoch().number + 1, .lineage = {}};
        randombytes_buf(epoch.lineage.data(), epoch.lineage.size());
        writer.raise_epoch(epoch);
        return Done{};
    });
    if (!raised.ok()) refuse(path + " could not be written");
}

// The database with what SQLite keeps beside it until a checkpoint.
void move_database(const std::string& from, const std::string& to) {
    for (const char* beside : {"-wal", "-shm", ""}) {
        if (!fs::exists(from + beside)) continue;
        std::error_code error;
        fs::rename(from + beside, to + beside, error);
        throw_on_error(error, from + beside);
    }
}

}  // namespace

void back_up(const std::string& database, const std::string& copy) {
    if (!fs::exists(database)) refuse("there is no database " + database);
    refuse_existing(copy, "name another file");
    sqlite::Database source(database, sqlite::OpenMode::read_only);
    source.run("VACUUM INTO ?", std::string_view(copy));
    sync_to_disk(copy);
}

void restore(const std::string& database, const std::string& copy) {
    const std::string coming = database + ".restoring";
    const std::string replaced = database + ".replaced";
    if (!fs::exists(copy)) refuse("there is no copy " + copy);
    refuse_existing(replaced, "it was kept at the last restore; move it away first");
    std::error_code error;
    fs::copy_file(copy, coming, fs::copy_options::overwrite_existing, error);
    throw_on_error(error, coming);
    check_whole(coming);
    begin_epoch(coming);
    sync_to_disk(coming);
    move_database(database, replaced);
    move_database(coming, database);
    sync_to_disk(database);
}

}  // namespace entente::server
