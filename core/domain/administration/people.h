// The people of a partner or of the staff, and what waits for them.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// What is unfinished and somebody's own. It stays theirs and readable when they are disabled, and
// whoever sees it can go on with it.
struct OpenWork {
    std::vector<RecordKey> deals;        // Submitted, and neither closed nor expired.
    std::vector<RecordKey> leads;        // Neither registered nor dropped.
    std::vector<RecordKey> tickets;      // Of the staff: taken and not closed.
    std::vector<RecordKey> onboardings;  // Of the staff: running, and theirs to lead.

    std::size_t count() const {
        return deals.size() + leads.size() + tickets.size() + onboardings.size();
    }
};
// Of what the records hold: on a device, of what it sees.
OpenWork open_work_of(PersonId id, const Person& person, const RecordSource& records);
void need_open_work(const Person& person, Needs& wanted);

// Lets somebody of the staff work with the partner from then on, if they do not already.
void assign_partner(const Record& person, PartnerId id, const Partner& partner, ChangeSet& changes);

// Whether somebody else of the same people, who is not disabled, has a role with the permission.
bool another_holds(
    Permission permission, const Record& than, const RecordSource& records, const Program& program
);

}  // namespace entente
