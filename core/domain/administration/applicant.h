// How an organization begins in the program: with its application, or with a row of a file.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// What nobody said of an applicant: it has applied, covers its own country, belongs to that
// country's region, and is planned the certificates that its tier asks for.
void complete_applicant(Partner& partner, const Program& program);

// Whether it is what an organization is held to (organization.h); its domains are settled.
Outcome applicant_is_sound(
    Partner& partner, const Program& program, const PublicSuffixes* suffixes
);
// And whether it may begin. Needs what need_namesakes() names.
Outcome applicant_is_welcome(
    Partner& partner, PartnerId id, const RecordSource& records, const Context& context
);

// The partner's, before it has people in the portal.
struct ApplicantContact {
    std::string name;
    std::string email;
};
// The partner and its onboarding, which the actor leads.
void receive_applicant(
    PartnerId id, Partner partner, const ApplicantContact& contact, ChangeSet& changes
);

}  // namespace entente
