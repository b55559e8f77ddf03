#include "core/domain/record.h"

#include "core/base/format/cbor.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/records/known_kind.h"

namespace entente {

// By what they are written as: one codec for all kinds, where a comparison of each would be fetched
// by every visitor and asked by nothing that is in a hurry.
bool operator==(const RecordBody& a, const RecordBody& b) {
    if (!a.given() || !b.given()) return a.given() == b.given();
    return &a.rule() == &b.rule() && cbor_from(a) == cbor_from(b);
}

Kind Record::kind() const {
    return body.rule().kind;
}

void Record::describe(FieldVisitor& v) {
    field(v, "id", id);
    field(v, "version", version);
    field(v, "created_at", created_at);
    field(v, "changed_at", changed_at);
    field(v, "changed_by", changed_by);
    field(v, "body", body);
}

RecordBody empty_of(const KindRule& rule) {
    return rule.type.empty();
}

RecordBody empty_body(Kind kind) {
    return empty_of(rule_of(kind));
}

Bytes cbor_from_record(const Record& record) {
    return cbor_from(record);
}

Result<Record> record_from_cbor(Kind kind, ByteView bytes) {
    if (!is_known(kind)) return ProblemCode::value_must_be_one_of_the_choices;
    const auto start = [kind] {
        Record record;
        record.body = empty_body(kind);
        return record;
    };
    return from_cbor(bytes, start);
}

}  // namespace entente
