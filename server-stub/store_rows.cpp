#include "server-stub/store_rows.h"

#include "core/base/format/cbor.h"
#include "core/base/hash/hash.h"

#include <algorithm>

namespace entente {

Access Access::of_authority() {
    Access access;
    access.authority = true;
    return access;
}

bool Access::reaches(std::string_view scope) const {
    if (authority || scope == "program" || scope == "university") return true;
    if (scope == "staff") return !partner.given();
    if (scope == "person:" + text_from_id(person.bytes)) return true;
    const auto is = [scope](PartnerId id) { return scope == partner_scope(id); };
    if (partner.given()) return is(partner);
    return (all_partners && scope.substr(0, 8) == "partner:") ||
           std::any_of(assigned_partners.begin(), assigned_partners.end(), is);
}

void AuditLine::describe(FieldVisitor& v) {
    field(v, "number", number);
    field(v, "scope", scope);
    field(v, "at", at);
    field(v, "person", person);
    field(v, "seen_as", seen_as);
    field(v, "event", event);
    field(v, "subject", subject);
    field(v, "detail", detail);
    field(v, "hash", hash);
}

Bytes audit_hash(const AuditLine& line, ByteView previous) {
    AuditLine hashed = line;
    hashed.hash.assign(previous.begin(), previous.end());
    const Sha256 hash = sha256(cbor_from(hashed));
    return {hash.begin(), hash.end()};
}

}  // namespace entente
