// Every kind of record, the head they share, and the one type that holds any of them.
//
// A record is a plain struct with describe(): core/base/fields.h makes its formats from that. Rules
// live elsewhere; a record refuses nothing.
#pragma once

#include "core/domain/agreement.h"
#include "core/domain/certificate.h"
#include "core/domain/deal.h"
#include "core/domain/history.h"
#include "core/domain/partner.h"
#include "core/domain/person.h"
#include "core/domain/program.h"

#include <compare>
#include <string>
#include <variant>
#include <vector>

namespace entente {

// In the order of RecordBody's alternatives.
enum class Kind : std::uint8_t {
    program,
    partner,
    person,
    agreement,
    deal,
    history,
    certificate,
    enrollment
};
std::span<const std::string_view> names_of(Kind);

using RecordBody =
    std::variant<Program, Partner, Person, Agreement, Deal, HistoryLine, Certificate, Enrollment>;

// What names a record for ever.
struct RecordKey {
    Kind kind{};
    IdBytes id{};

    friend bool operator==(const RecordKey&, const RecordKey&) = default;
    // Not <=>: the library of Emscripten 3.1.6 has none for arrays.
    friend bool operator<(const RecordKey& a, const RecordKey& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.id < b.id;
    }
};

struct Record {
    IdBytes id{};
    std::int64_t version = 0;  // +1 at each accepted change; 0 is "never accepted".
    Moment created_at;         // Server time; on a device the device's until it is accepted.
    Moment changed_at;
    PersonId changed_by;
    RecordBody body;

    Kind kind() const { return static_cast<Kind>(body.index()); }
    RecordKey key() const { return {kind(), id}; }
    void describe(FieldVisitor& v);  // Head and body: {id, version, ..., "body": {...}}.
    friend bool operator==(const Record&, const Record&) = default;
};

// The body of a record known to be a T; check() fails for another kind.
template <typename T>
const T& body_of(const Record& record) {
    const T* body = std::get_if<T>(&record.body);
    check(body != nullptr);
    return *body;
}
template <typename T>
T& body_of(Record& record) {
    T* body = std::get_if<T>(&record.body);
    check(body != nullptr);
    return *body;
}

// A fresh body of that kind with defaults, for readers.
RecordBody empty_body(Kind kind);

// CBOR of a record as it is stored and sent (kind is not part of it), and back.
Bytes cbor_from_record(const Record& record);
Result<Record> record_from_cbor(Kind kind, ByteView bytes);

// Where a record lives: "partner:<id>", "program", "staff" or "person:<id>". One, for ever.
std::string scope_of(const Record& record);
std::string partner_scope(PartnerId partner);

// Under which exact keys the record can be looked up, for example "deals_of:<partner>",
// "open_deals_of:<partner>", "certificates_of:<partner>", "agreements_of:<partner>",
// "history_of:<deal>", "match:<customer key>". Every store keeps exactly these.
std::vector<std::string> index_keys(const Record& record);

}  // namespace entente
