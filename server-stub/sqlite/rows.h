// Rows of the tables as values. A row that cannot be read is damage: StoreFailure, never a guess.
#pragma once

#include "core/base/format/cbor.h"
#include "server-stub/sqlite/database.h"
#include "server-stub/store.h"

namespace entente::sqlite {

[[noreturn]] void fail_as_damaged(const std::string& what);

Kind kind_from(std::int64_t stored);
Record decoded_record(std::int64_t kind, ByteView body);

// Columns in the order of the statements of reading.cpp.
StoredRecord stored_record(const Statement& row);   // kind, body, scope, seq, deleted
DeadLetter dead_letter_from(const Statement& row);  // client, person, command, verdict, ...
StoredSession session_from(const Statement& row);   // token_hash, person, created_at, ...
AuditLine audit_line_from(const Statement& row);    // number, scope, at, person, ...

template <Described Value>
Value decoded(ByteView body) {
    auto value = from_cbor<Value>(body);
    if (!value.ok()) fail_as_damaged(std::string{name_of(value.problem().code)});
    return std::move(value).value();
}

}  // namespace entente::sqlite
