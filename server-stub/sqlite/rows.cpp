#include "server-stub/sqlite/rows.h"

namespace entente::sqlite {

void fail_as_damaged(const std::string& what) {
    throw StoreFailure(
        ProblemCode::database_must_be_available,
        "the database holds a row that cannot be read (" + what + "): restore a backup"
    );
}

Kind kind_from(std::int64_t stored) {
    const auto count = static_cast<std::int64_t>(names_of(Kind{}).size());
    if (stored < 0 || stored >= count) fail_as_damaged("kind " + std::to_string(stored));
    return static_cast<Kind>(stored);
}

Record decoded_record(std::int64_t kind, ByteView body) {
    auto record = record_from_cbor(kind_from(kind), body);
    if (!record.ok()) fail_as_damaged(std::string{name_of(record.problem().code)});
    return std::move(record).value();
}

StoredRecord stored_record(const Statement& row) {
    return {
        .record = decoded_record(row.integer(0), row.view(1)),
        .scope = row.text(2),
        .seq = row.integer(3),
        .deleted = row.integer(4) != 0,
    };
}

DeadLetter dead_letter_from(const Statement& row) {
    const auto verdict = choice_named<Verdict>(row.text(3));
    if (!verdict) fail_as_damaged("verdict of a dead letter");
    return {
        .client = {row.id(0)},
        .person = {row.id(1)},
        .command = decoded<PushedCommand>(row.view(2)),
        .verdict = *verdict,
        .problem = decoded<WireProblem>(row.view(4)),
        .at = row.moment(5),
    };
}

StoredSession session_from(const Statement& row) {
    return {
        .token_hash = row.bytes(0),
        .person = {row.id(1)},
        .created_at = row.moment(2),
        .used_at = row.moment(3),
        .expires_at = row.moment(4),
        .device = row.text(5),
        .seen_as = {row.id(6)},
        .preview_until = row.moment(7),
        .preview_reason = row.text(8),
    };
}

AuditLine audit_line_from(const Statement& row) {
    return {
        .number = row.integer(0),
        .scope = row.text(1),
        .at = row.moment(2),
        .person = {row.id(3)},
        .seen_as = {row.id(4)},
        .event = row.text(5),
        .subject = row.id(6),
        .detail = row.text(7),
        .hash = row.bytes(8),
    };
}

}  // namespace entente::sqlite
