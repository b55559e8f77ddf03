#include "server-stub/grants.h"

#include "core/domain/enablement/rollup.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

static PartnerStanding standing_of(
    StoreReader& reader, PartnerId partner, const Program& program, Date today
) {
    const auto record = reader.record({Kind::partner, partner.bytes});
    const auto records = reader.under(index_key("certificates_of", partner.bytes));
    Certificates held;
    for (const Record& one : records) held.push_back(&body_of<Certificate>(one));
    return {
        .lifecycle = record ? body_of<Partner>(record->record).lifecycle : Lifecycle::ended,
        .opened = benefits_of(program, held, today)};
}

// Named one by one, or by their region: whoever joins a region is there at once.
static std::vector<PartnerId> assigned_to(const Person& person, StoreReader& reader) {
    std::vector<PartnerId> partners = person.assigned_partners;
    for (const std::string& region : person.assigned_regions) {
        for (const RecordKey& key : reader.keys_under(partners_in(region))) {
            partners.push_back({key.id});
        }
    }
    std::sort(partners.begin(), partners.end());
    partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
    return partners;
}

static Actor actor_with(
    PersonId id, const Person& person, const Program& program, const PartnerStanding& partner
) {
    const Permissions of_role = permissions_of_role(program, person);
    return {
        .person = id,
        .name = person.name,
        .partner = person.partner,
        .permissions =
            person.staff()
                ? of_role
                : effective_permissions(program, of_role, partner.opened, partner.lifecycle),
        .assigned_partners = {},
        .system = false,
        .assigned_regions = person.assigned_regions,
    };
}

static Actor staff_actor(
    StoreReader& reader, PersonId id, const Person& person, const Program& program
) {
    Actor actor = actor_with(id, person, program, {});
    actor.assigned_partners = assigned_to(person, reader);
    return actor;
}

Actor actor_from(
    StoreReader& reader, PersonId id, const Person& person, const Program& program, Moment now
) {
    if (person.staff()) return staff_actor(reader, id, person, program);
    const PartnerStanding standing = standing_of(reader, person.partner, program, date_of(now));
    return actor_with(id, person, program, standing);
}

Actor GrantCache::actor(
    StoreReader& reader, PersonId id, const Person& person, const Program& program, Moment now
) {
    if (person.staff()) return staff_actor(reader, id, person, program);
    Known current{
        .epoch = reader.epoch(),
        .partner_seq = reader.scope(partner_scope(person.partner)).seq,
        .program_seq = reader.scope("program").seq,
        .day = date_of(now),
        .standing = {}};
    {
        const std::lock_guard lock(mutex_);
        const auto known = known_.find(person.partner);
        if (known != known_.end() && known->second.as_of(current)) {
            return actor_with(id, person, program, known->second.standing);
        }
    }
    current.standing = standing_of(reader, person.partner, program, current.day);
    const std::lock_guard lock(mutex_);
    known_.insert_or_assign(person.partner, current);
    return actor_with(id, person, program, current.standing);
}

}  // namespace entente
