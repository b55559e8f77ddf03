// The people of a partner or of the staff, and what waits for them.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// What is unfinished and somebody's own. It stays theirs and readable when they are disabled, and
// whoever sees it can go on with it.
struct OpenWork {
    // Of a partner's: submitted, and neither closed nor expired. Of the staff: theirs to decide.
    std::vector<RecordKey> deals;
    std::vector<RecordKey> leads;        // Neither registered nor dropped.
    std::vector<RecordKey> tickets;      // Of the staff: taken and not closed.
    std::vector<RecordKey> onboardings;  // Of the staff: running, and theirs to lead.

    std::size_t count() const {
        return deals.size() + leads.size() + tickets.size() + onboardings.size();
    }
};
// Of what the records hold: on a device, of what it sees.
OpenWork open_work_of(PersonId id, const Person& person, const RecordSource& records);
void need_open_work(PersonId id, const Person& person, Needs& wanted);

// Partners hold no records of the staff, so who works with them now stands there by name: a
// manager, who leads an onboarding, who has taken a ticket. It follows when they are called
// otherwise; who did something is called as they were then.
void rename_copies(
    PersonId id, const std::string& name, const RecordSource& records, ChangeSet& changes
);
void need_copies_of_name(PersonId id, const RecordSource& records, Needs& wanted);

// Lets somebody of the staff work with the partner from then on, if they do not already.
void assign_partner(const Record& person, PartnerId id, const Partner& partner, ChangeSet& changes);

// Whether somebody else of the same people, who is not disabled, has a role with the permission.
bool another_holds(
    Permission permission, const Record& than, const RecordSource& records, const Program& program
);

}  // namespace entente
