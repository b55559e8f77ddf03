// Where a record lives and under which keys it is found.
#include "core/domain/records/kind_rule.h"

namespace entente {

std::string index_key(std::string_view name, const IdBytes& id) {
    return std::string(name) + ":" + text_from_id(id);
}

std::string partner_scope(PartnerId partner) {
    return index_key("partner", partner.bytes);
}

Place place_of(const Record& record) {
    return record.body.rule().place(record);
}

std::string scope_of(const Record& record) {
    const Place place = place_of(record);
    switch (place.home) {
        case Place::Home::program:
            return "program";
        case Place::Home::university:
            return "university";
        case Place::Home::staff:
            return "staff";
        case Place::Home::partner:
            return partner_scope(place.partner);
        case Place::Home::person:
            return index_key("person", place.owner.bytes);
    }
    check(false);
    return {};
}

std::vector<std::string> index_keys(const Record& record) {
    return record.body.rule().index_keys(record);
}

}  // namespace entente
