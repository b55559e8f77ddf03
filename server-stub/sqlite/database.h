// A connection to a SQLite database and its prepared statements, with failures as StoreFailure.
//
// A connection is used by one thread at a time. Long statements are stopped at a deadline, which
// counts as the database not being available.
#pragma once

#include "core/base/bytes.h"
#include "core/base/date.h"
#include "core/base/id.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace entente::sqlite {

// One prepared statement: bind in order, step, read columns, reset when it leaves its block.
class Statement {
public:
    Statement(sqlite3* handle, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(ByteView bytes);
    Statement& bind(const IdBytes& id) { return bind(ByteView{id}); }
    Statement& bind(Moment moment) { return bind(moment.ms); }

    // True while there is a row.
    bool step();
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    Bytes bytes(int column) const;
    ByteView view(int column) const;  // Until the next step.
    IdBytes id(int column) const;
    Moment moment(int column) const { return {integer(column)}; }
    void reset();

private:
    sqlite3* handle_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
};

// A statement in use: reset when this goes, so that it holds no snapshot and no values.
class InUse {
public:
    explicit InUse(Statement& statement) : statement_(statement) {}
    ~InUse() { statement_.reset(); }
    InUse(const InUse&) = delete;
    InUse& operator=(const InUse&) = delete;
    Statement* operator->() { return &statement_; }

private:
    Statement& statement_;
};

enum class OpenMode : std::uint8_t { read_write, read_only };

class Database {
public:
    Database(const std::string& path, OpenMode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // Statements without values and rows.
    void execute(const char* sql);
    // Prepared once for each text; `sql` is a literal.
    InUse prepared(const char* sql);
    // Runs a statement that gives no row.
    template <typename... Values>
    void run(const char* sql, const Values&... values) {
        InUse statement = prepared(sql);
        (statement->bind(values), ...);
        while (statement->step()) {}
    }
    // False once SQLite has rolled a transaction back by itself.
    bool in_transaction() const;
    void set_deadline(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }

private:
    static int past_deadline(void* database);

    sqlite3* handle_ = nullptr;
    std::unordered_map<const char*, std::unique_ptr<Statement>> statements_;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace entente::sqlite
