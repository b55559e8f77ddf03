#include "core/domain/administration/people.h"

#include "core/domain/leads/lead.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/support/ticket.h"

#include <algorithm>

namespace entente {

static void add_deals(
    PersonId id, std::string_view key, const RecordSource& records, OpenWork& work
) {
    for (const Record* record : records.under(key)) {
        if (body_of<Deal>(*record).owner == id) work.deals.push_back(record->key());
    }
}

static void add_work_of_partner(
    PersonId id, PartnerId partner, const RecordSource& records, OpenWork& work
) {
    add_deals(id, index_key("open_deals_of", partner.bytes), records, work);
    add_deals(id, index_key("won_reported_of", partner.bytes), records, work);
    for (const Record* record : records.under(index_key("leads_of", partner.bytes))) {
        const auto& lead = body_of<Lead>(*record);
        if (lead.owner != id || lead.state != LeadState::captured) continue;
        work.leads.push_back(record->key());
    }
}

static void add_work_of_staff(PersonId id, const RecordSource& records, OpenWork& work) {
    for (const Record* record : records.under(reviewed_by(id))) {
        work.deals.push_back(record->key());
    }
    for (const Record* record : records.under("tickets_open")) {
        if (body_of<Ticket>(*record).assignee == id) work.tickets.push_back(record->key());
    }
    for (const Record* record : records.under("onboarding_running")) {
        if (body_of<Onboarding>(*record).owner == id) work.onboardings.push_back(record->key());
    }
}

OpenWork open_work_of(PersonId id, const Person& person, const RecordSource& records) {
    OpenWork work;
    if (person.staff()) {
        add_work_of_staff(id, records, work);
    } else {
        add_work_of_partner(id, person.partner, records, work);
    }
    return work;
}

void need_open_work(PersonId id, const Person& person, Needs& wanted) {
    if (person.staff()) {
        wanted.index_keys.push_back(reviewed_by(id));
        for (const char* key : {"tickets_open", "onboarding_running"}) {
            wanted.index_keys.emplace_back(key);
        }
        return;
    }
    for (const char* name : {"open_deals_of", "won_reported_of", "leads_of"}) {
        wanted.index_keys.push_back(index_key(name, person.partner.bytes));
    }
}

// Where `Body` names the person who works on it now.
template <typename Body>
struct NamedIn {
    std::string_view index_key;
    PersonId Body::*person;
    std::string Body::*name;
};
static constexpr NamedIn<Partner> managed{
    "partners", &Partner::channel_manager, &Partner::channel_manager_name};
static constexpr NamedIn<Onboarding> led{
    "onboarding_running", &Onboarding::owner, &Onboarding::owner_name};
static constexpr NamedIn<Ticket> taken{"tickets_open", &Ticket::assignee, &Ticket::assignee_name};

template <typename Body>
static std::vector<const Record*> naming(
    const NamedIn<Body>& in, PersonId id, const RecordSource& records
) {
    std::vector<const Record*> found = records.under(in.index_key);
    const auto others = [&](const Record* record) {
        return body_of<Body>(*record).*in.person != id;
    };
    found.erase(std::remove_if(found.begin(), found.end(), others), found.end());
    return found;
}

void rename_copies(
    PersonId id, const std::string& name, const RecordSource& records, ChangeSet& changes
) {
    const auto rename = [&]<typename Body>(const NamedIn<Body>& in) {
        for (const Record* before : naming(in, id, records)) {
            Record record = changes.edited(*before);
            body_of<Body>(record).*in.name = name;
            changes.put(std::move(record));
        }
    };
    rename(managed);
    rename(led);
    rename(taken);
}

// What is written anew is nobody else's meanwhile.
void need_copies_of_name(PersonId id, const RecordSource& records, Needs& wanted) {
    const auto need = [&]<typename Body>(const NamedIn<Body>& in) {
        wanted.index_keys.emplace_back(in.index_key);
        for (const Record* record : naming(in, id, records)) {
            wanted.guards.push_back(guard_of(record->key()));
        }
    };
    need(managed);
    need(led);
    need(taken);
    // A step of an onboarding holds this one (onboarding_acts.cpp).
    for (const Record* record : naming(led, id, records)) {
        const PartnerId partner = body_of<Onboarding>(*record).partner;
        wanted.guards.push_back(index_key("onboarding", partner.bytes));
    }
}

static bool is_assigned(const Person& person, PartnerId id, const Partner& partner) {
    const auto& partners = person.assigned_partners;
    const auto& regions = person.assigned_regions;
    return std::find(partners.begin(), partners.end(), id) != partners.end() ||
           std::find(regions.begin(), regions.end(), partner.region) != regions.end();
}

void assign_partner(
    const Record& person, PartnerId id, const Partner& partner, ChangeSet& changes
) {
    if (is_assigned(body_of<Person>(person), id, partner)) return;
    Record record = changes.edited(person);
    body_of<Person>(record).assigned_partners.push_back(id);
    Told told;
    told.event = "person_assigned";
    told.to = partner.name;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
}

bool another_holds(
    Permission permission, const Record& than, const RecordSource& records, const Program& program
) {
    const auto others = records.under(people_key(body_of<Person>(than).partner));
    return std::any_of(others.begin(), others.end(), [&](const Record* record) {
        const auto& person = body_of<Person>(*record);
        return record->id != than.id && !person.disabled &&
               permissions_of(program, person.role).holds(permission);
    });
}

}  // namespace entente
