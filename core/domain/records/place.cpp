// Where a record lives and under which keys it is found.
#include "core/domain/record.h"

namespace entente {

std::string partner_scope(PartnerId partner) {
    return "partner:" + text_from_id(partner.bytes);
}

std::string scope_of(const Record& record) {
    switch (record.kind()) {
        case Kind::program:
            return "program";
        case Kind::partner:
            return partner_scope({record.id});
        case Kind::person: {
            const auto& person = body_of<Person>(record);
            return person.staff() ? "staff" : partner_scope(person.partner);
        }
        case Kind::agreement:
            return partner_scope(body_of<Agreement>(record).partner);
        case Kind::deal:
            return partner_scope(body_of<Deal>(record).partner);
        case Kind::history:
            return partner_scope(body_of<HistoryLine>(record).partner);
        case Kind::certificate:
            return partner_scope(body_of<Certificate>(record).partner);
        case Kind::enrollment:
            return partner_scope(body_of<Enrollment>(record).partner);
    }
    check(false);
    return {};
}

static std::string key_of(std::string_view name, const IdBytes& id) {
    return std::string(name) + ":" + text_from_id(id);
}

static std::vector<std::string> deal_keys(const Deal& deal) {
    std::vector<std::string> keys{key_of("deals_of", deal.partner.bytes)};
    if (is_open(deal)) keys.push_back(key_of("open_deals_of", deal.partner.bytes));
    if (!is_live(deal)) return keys;
    for (const std::string& key : deal.match_keys) keys.push_back("match:" + key);
    return keys;
}

std::vector<std::string> index_keys(const Record& record) {
    switch (record.kind()) {
        case Kind::program:
            return {};
        case Kind::partner:
            return {"partners"};
        case Kind::person: {
            const auto& person = body_of<Person>(record);
            if (person.staff()) return {"staff"};
            return {key_of("people_of", person.partner.bytes)};
        }
        case Kind::agreement:
            return {key_of("agreements_of", body_of<Agreement>(record).partner.bytes)};
        case Kind::deal:
            return deal_keys(body_of<Deal>(record));
        case Kind::history:
            return {key_of("history_of", body_of<HistoryLine>(record).subject)};
        case Kind::certificate:
            return {key_of("certificates_of", body_of<Certificate>(record).partner.bytes)};
        case Kind::enrollment:
            return {key_of("enrollments_of", body_of<Enrollment>(record).partner.bytes)};
    }
    check(false);
    return {};
}

}  // namespace entente
