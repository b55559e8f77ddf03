#include "core/domain/administration/applicant.h"

#include "core/base/text/bounds.h"
#include "core/domain/administration/organization.h"
#include "core/domain/onboarding/onboarding.h"

namespace entente {

void complete_applicant(Partner& partner, const Program& program) {
    partner.lifecycle = Lifecycle::applied;
    if (partner.countries.empty() && !partner.worldwide) partner.countries = {partner.home_country};
    if (partner.region.empty()) partner.region = region_of(program, partner.home_country);
    partner.certificate_plan = rule_of(program, partner.tier).requirement.certificates;
}

Outcome applicant_is_sound(
    Partner& partner, const Program& program, const PublicSuffixes* suffixes
) {
    TRY_DONE(text_is_given(partner.name, "name", name_length_max));
    TRY_DONE(text_is_given(partner.legal_name, "legal_name", name_length_max));
    TRY_DONE(settle_domains(partner, suffixes));
    return organization_is_sound(partner, program);
}

Outcome applicant_is_welcome(
    Partner& partner, PartnerId id, const RecordSource& records, const Context& context
) {
    TRY_DONE(applicant_is_sound(partner, context.program, context.suffixes));
    return organization_is_new(partner, id, records);
}

void receive_applicant(
    PartnerId id, Partner partner, const ApplicantContact& contact, ChangeSet& changes
) {
    const Context& context = changes.context();
    changes.put(changes.created(id.bytes, std::move(partner)));
    Onboarding onboarding;
    onboarding.partner = id;
    onboarding.owner = context.actor.person;
    onboarding.owner_name = context.actor.name;
    onboarding.contact_name = contact.name;
    onboarding.contact_email = contact.email;
    begin(onboarding, context.program, context.now, context.actor.name);
    Record begun = changes.created(onboarding_id(id), std::move(onboarding));
    tell_step(begun, "application_received", OnboardingStep::application, changes);
    changes.put(std::move(begun));
}

}  // namespace entente
