#include "core/domain/review/sight.h"

#include "core/domain/enablement/rollup.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

bool may_see(const Actor& actor, const Deal& deal) {
    if (actor.system) return true;
    if (!actor.partner.given()) {
        return is_received(deal) && works_with(actor, deal.partner);
    }
    if (deal.partner != actor.partner) return false;
    return deal.owner == actor.person || actor.permissions.holds(Permission::read_all_deals);
}

Result<const Record*> deal_in_sight(
    DealId deal, const RecordSource& records, const Context& context
) {
    const Record* record = records.find({Kind::deal, deal.bytes});
    if (record == nullptr || !may_see(context.actor, body_of<Deal>(*record))) {
        return Problem{ProblemCode::record_must_exist, "deal", {}};
    }
    return record;
}

Result<const Partner*> partner_of(PartnerId partner, const RecordSource& records) {
    const Record* record = records.find({Kind::partner, partner.bytes});
    if (record == nullptr) return Problem{ProblemCode::record_must_exist, "partner", {}};
    return &body_of<Partner>(*record);
}

static bool covers(const Agreement& agreement, std::string_view country) {
    return agreement.territory.empty() ||
           std::find(agreement.territory.begin(), agreement.territory.end(), country) !=
               agreement.territory.end();
}

const Record* agreement_in_force(
    PartnerId partner, std::string_view country, const RecordSource& records, Date today
) {
    const Record* found = nullptr;
    for (const Record* record : records.under(index_key("agreements_of", partner.bytes))) {
        const auto& agreement = body_of<Agreement>(*record);
        if (today < agreement.valid_from || today > agreement.valid_until) continue;
        if (!covers(agreement, country)) continue;
        const bool later =
            found == nullptr || agreement.valid_from > body_of<Agreement>(*found).valid_from;
        if (later) found = record;
    }
    return found;
}

bool holds_level(
    PartnerId partner, std::string_view level, const RecordSource& records, const Context& context
) {
    const Date today = date_of(context.now);
    const auto held = records.under(index_key("certificates_of", partner.bytes));
    return std::any_of(held.begin(), held.end(), [&](const Record* record) {
        const auto& certificate = body_of<Certificate>(*record);
        return holds_on(certificate, today) && builds_on(context.program, certificate.level, level);
    });
}

}  // namespace entente
