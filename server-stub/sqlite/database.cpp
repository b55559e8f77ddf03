#include "server-stub/sqlite/database.h"

#include "server-stub/store.h"

#include <algorithm>
#include <sqlite3.h>

namespace entente::sqlite {
namespace {

constexpr int steps_between_looks = 10'000;
constexpr int busy_ms_max = 5'000;

// Whatever SQLite cannot do, said so that an operator knows what to look at.
[[noreturn]] void fail(sqlite3* handle, int code) {
    const std::string why = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
    const int primary = code & 0xff;
    if (primary == SQLITE_FULL || extended == SQLITE_IOERR_WRITE ||
        extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_TRUNCATE ||
        extended == SQLITE_IOERR_SHMSIZE) {
        throw StoreFailure(
            ProblemCode::storage_must_have_room,
            "the database has no room (" + why + "): free space on its disk"
        );
    }
    throw StoreFailure(ProblemCode::database_must_be_available, "the database failed: " + why);
}

void expect(sqlite3* handle, int code) {
    if (code != SQLITE_OK) fail(handle, code);
}

}  // namespace

Statement::Statement(sqlite3* handle, std::string_view sql) : handle_(handle) {
    expect(
        handle,
        sqlite3_prepare_v3(
            handle,
            sql.data(),
            static_cast<int>(sql.size()),
            SQLITE_PREPARE_PERSISTENT,
            &statement_,
            nullptr
        )
    );
}

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

Statement& Statement::bind(std::int64_t value) {
    expect(handle_, sqlite3_bind_int64(statement_, ++bound_, value));
    return *this;
}

// Bound without a copy: the values of a statement outlive its steps everywhere in this folder.
Statement& Statement::bind(std::string_view text) {
    const char* data = text.empty() ? "" : text.data();
    expect(
        handle_,
        sqlite3_bind_text64(statement_, ++bound_, data, text.size(), SQLITE_STATIC, SQLITE_UTF8)
    );
    return *this;
}

Statement& Statement::bind(ByteView bytes) {
    const int code =
        bytes.empty()
            ? sqlite3_bind_zeroblob(statement_, ++bound_, 0)
            : sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(), SQLITE_STATIC);
    expect(handle_, code);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail(handle_, code);
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

ByteView Statement::view(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string Statement::text(int column) const {
    return std::string{text_from_bytes(view(column))};
}

Bytes Statement::bytes(int column) const {
    const ByteView found = view(column);
    return {found.begin(), found.end()};
}

IdBytes Statement::id(int column) const {
    IdBytes id{};
    const ByteView found = view(column);
    if (found.size() == id.size()) std::copy(found.begin(), found.end(), id.begin());
    return id;
}

void Statement::reset() {
    sqlite3_reset(statement_);  // Repeats the failure of the last step, which was thrown there.
    sqlite3_clear_bindings(statement_);
    bound_ = 0;
}

Database::Database(const std::string& path, OpenMode mode) {
    const int flags = (mode == OpenMode::read_only ? SQLITE_OPEN_READONLY
                                                   : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (code != SQLITE_OK) {
        const std::string why = sqlite3_errstr(code);
        sqlite3_close_v2(handle_);
        throw StoreFailure(
            ProblemCode::database_must_be_available, path + " cannot be opened: " + why
        );
    }
    sqlite3_busy_timeout(handle_, busy_ms_max);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_progress_handler(handle_, steps_between_looks, &Database::past_deadline, this);
}

Database::~Database() {
    statements_.clear();
    sqlite3_close_v2(handle_);
}

int Database::past_deadline(void* database) {
    return std::chrono::steady_clock::now() > static_cast<Database*>(database)->deadline_ ? 1 : 0;
}

void Database::execute(const char* sql) {
    expect(handle_, sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

InUse Database::prepared(const char* sql) {
    std::unique_ptr<Statement>& statement = statements_[sql];
    if (!statement) statement = std::make_unique<Statement>(handle_, sql);
    return InUse(*statement);
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

}  // namespace entente::sqlite
