// The tables of the SQLite store, made by numbered migrations that this program carries.
//
// A database of a newer program is refused: its rows may mean what we do not know.
#pragma once

#include "server-stub/sqlite/database.h"

#include <cstdint>

namespace entente::sqlite {

// The newest migration this program knows.
std::int64_t newest_schema();

// Which one the database has; 0 for an empty one.
std::int64_t schema_of(Database& database);

// Brings the database up to date, each migration whole or not at all. Throws StoreFailure for one
// that is newer than this program. Answers how many migrations were run.
int migrate(Database& database);

}  // namespace entente::sqlite
