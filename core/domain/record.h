// A record: the head that all kinds share, and a body of any of them.
//
// A body is a plain struct with describe(): core/base/fields.h makes its formats from that. Rules
// live elsewhere; a record refuses nothing.
#pragma once

#include "core/domain/agreement.h"
#include "core/domain/certificate.h"
#include "core/domain/deal.h"
#include "core/domain/history.h"
#include "core/domain/partner.h"
#include "core/domain/person.h"
#include "core/domain/program.h"
#include "core/domain/records/open_choice.h"

#include <string>
#include <vector>

namespace entente {

// What a record is about: one of the structs with a KindRule.
using RecordBody = OpenChoice<KindRule>;
template <>
inline constexpr bool may_rest<KindRule> = true;
bool operator==(const RecordBody& a, const RecordBody& b);
RecordBody empty_of(const KindRule& rule);

struct Record {
    IdBytes id{};
    std::int64_t version = 0;  // +1 at each accepted change; 0 is "never accepted".
    Moment created_at;         // Server time; on a device the device's until it is accepted.
    Moment changed_at;
    PersonId changed_by;
    RecordBody body;

    Kind kind() const;
    RecordKey key() const { return {kind(), id}; }
    void describe(FieldVisitor& v);  // Head and body: {id, version, ..., "body": {...}}.
    friend bool operator==(const Record&, const Record&) = default;
};

// The body of a record known to be a T; check() fails for another kind.
template <typename T>
const T& body_of(const Record& record) {
    const T* body = record.body.as<T>();
    check(body != nullptr);
    return *body;
}
template <typename T>
T& body_of(Record& record) {
    T* body = record.body.as<T>();
    check(body != nullptr);
    return *body;
}

// Of more than these, a holder lets the bodies that it has read rest (OpenChoice::rest): a deal in
// use takes two to three times the memory of one at rest, and is read without a wait.
inline constexpr std::size_t open_records_max = 20'000;

// A fresh body of that kind with defaults, for readers.
RecordBody empty_body(Kind kind);

// CBOR of a record as it is stored and sent (kind is not part of it), and back.
Bytes cbor_from_record(const Record& record);
Result<Record> record_from_cbor(Kind kind, ByteView bytes);

// Where a record lives: "partner:<id>", "program", "university", "staff" or "person:<id>". One,
// for ever.
std::string scope_of(const Record& record);
std::string partner_scope(PartnerId partner);

// Whose it is: what decides where it lives and which people of a partner see it.
struct Place {
    // Everybody may see what is the program's or the university's.
    enum class Home : std::uint8_t { program, university, staff, partner, person };
    Home home = Home::partner;
    PartnerId partner;    // Also of a record at home elsewhere that is about one.
    PersonId owner;       // Whose own it is, for members and keepers.
    bool shared = false;  // Everybody's at the partner.
    bool kept = false;    // A keeper's, too.
};
Place place_of(const Record& record);

// Under which exact keys the record can be looked up, for example "deals_of:<partner>",
// "open_deals_of:<partner>", "certificates_of:<partner>", "agreements_of:<partner>",
// "history_of:<deal>", "match:<customer key>". Every store keeps exactly these.
std::vector<std::string> index_keys(const Record& record);

}  // namespace entente
