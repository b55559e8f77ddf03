// What the vendor's people do to bring an organization into the program, step by step.
#include "core/base/places/country.h"
#include "core/base/places/email.h"
#include "core/base/text/bounds.h"
#include "core/domain/administration/applicant.h"
#include "core/domain/administration/organization.h"
#include "core/domain/administration/people.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/economics/signature.h"
#include "core/domain/enablement/award.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

// As the organization will stand; its domain is not settled yet.
static Partner applicant_from(const ReceiveApplication& command, const Context& context) {
    Partner partner;
    partner.name = command.name;
    partner.legal_name = command.legal_name;
    partner.domains = {command.domain};
    partner.types = command.types;
    partner.home_country = command.country;
    partner.channel_manager = context.actor.person;
    partner.channel_manager_name = context.actor.name;
    complete_applicant(partner, context.program);
    return partner;
}

// The form has one field where the organization may have several.
static Outcome as_the_form_says_it(Outcome outcome) {
    if (outcome.ok()) return outcome;
    Problem problem = outcome.problem();
    if (problem.field == "domains") problem.field = "domain";
    if (problem.field == "home_country") problem.field = "country";
    return problem;
}

static Outcome contact_is_sound(const ReceiveApplication& command) {
    TRY_DONE(text_is_given(command.contact_name, "contact_name", name_length_max));
    TRY_DONE(text_is_short_enough(command.contact_email, "contact_email", email_length_max));
    if (is_email(command.contact_email)) return Done{};
    return Problem{ProblemCode::contact_email_must_be_valid, "contact_email", {}};
}

// Who receives an application works with the partner from then on.
static void assign(
    PartnerId id, const Partner& partner, const RecordSource& records, ChangeSet& changes
) {
    const Actor& actor = changes.context().actor;
    if (works_with(actor, id)) return;
    const Record* person = records.find({Kind::person, actor.person.bytes});
    if (person != nullptr) assign_partner(*person, id, partner, changes);
}

static Result<Changes> act(
    const ReceiveApplication& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::partner, command.partner.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "partner", {}};
    }
    Partner applicant = applicant_from(command, context);
    TRY_DONE(as_the_form_says_it(applicant_is_welcome(applicant, command.partner, records, context))
    );
    TRY_DONE(contact_is_sound(command));
    ChangeSet changes(context);
    assign(command.partner, applicant, records, changes);
    const ApplicantContact contact{command.contact_name, command.contact_email};
    receive_applicant(command.partner, std::move(applicant), contact, changes);
    return changes.take();
}

struct Case {
    const Record* partner = nullptr;
    const Record* onboarding = nullptr;
};

// The partner and its onboarding, as long as it runs.
static Result<Case> running_case(
    PartnerId partner, const RecordSource& records, const Context& context
) {
    TRY(const Record* subject,
        record_in_reach({Kind::partner, partner.bytes}, records, context.actor));
    const RecordKey key{Kind::onboarding, onboarding_id(partner)};
    TRY(const Record* onboarding, record_in_reach(key, records, context.actor));
    const auto& stands = body_of<Onboarding>(*onboarding);
    if (stands.state == OnboardingState::running) return Case{subject, onboarding};
    return Problem{
        ProblemCode::onboarding_must_have_reached_this_step,
        "step",
        std::string(name_of(stands.step))};
}

// The same, when it stands where it must.
static Result<Case> case_of(
    PartnerId partner, OnboardingStep step, const RecordSource& records, const Context& context
) {
    TRY(const Case found, running_case(partner, records, context));
    const OnboardingStep stands = body_of<Onboarding>(*found.onboarding).step;
    if (stands == step) return found;
    return Problem{
        ProblemCode::onboarding_must_have_reached_this_step, "step", std::string(name_of(stands))};
}

static void finish(Record& onboarding, const Context& context) {
    finish_step(body_of<Onboarding>(onboarding), context.program, context.now, context.actor.name);
}

static Outcome checks_are_complete(const std::vector<std::string>& done, const Program& program) {
    const std::vector<NamedKey>& asked = program.service.due_diligence;
    TRY_DONE(list_is_short_enough(done.size(), "checks", asked.size()));
    for (const std::string& key : done) {
        if (entry_with_key(asked, key) != nullptr) continue;
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "checks", {}};
    }
    for (const NamedKey& item : asked) {
        if (std::find(done.begin(), done.end(), item.key) != done.end()) continue;
        return Problem{ProblemCode::due_diligence_must_be_complete, "checks", item.name};
    }
    return Done{};
}

static Result<Changes> act(
    const PassDueDiligence& command, const RecordSource& records, const Context& context
) {
    TRY(const Case found,
        case_of(command.partner, OnboardingStep::due_diligence, records, context));
    TRY_DONE(checks_are_complete(command.checks, context.program));
    TRY_DONE(text_is_short_enough(command.internal_note, "internal_note"));
    ChangeSet changes(context);
    Record onboarding = changes.edited(*found.onboarding);
    auto& body = body_of<Onboarding>(onboarding);
    body.checks = command.checks;
    if (!command.internal_note.empty()) body.internal_note = command.internal_note;
    finish(onboarding, context);
    tell_step(
        onboarding,
        "due_diligence_passed",
        OnboardingStep::due_diligence,
        changes,
        {.internal_text = command.internal_note}
    );
    changes.put(std::move(onboarding));
    Record partner = changes.edited(*found.partner);
    body_of<Partner>(partner).lifecycle = Lifecycle::onboarding;
    changes.put(std::move(partner));
    return changes.take();
}

static Result<Changes> act(
    const RefuseApplication& command, const RecordSource& records, const Context& context
) {
    TRY(const Case found, running_case(command.partner, records, context));
    TRY_DONE(reason_text_is_given(command.text));
    TRY_DONE(text_is_short_enough(command.internal_note, "internal_note"));
    ChangeSet changes(context);
    Record onboarding = changes.edited(*found.onboarding);
    auto& body = body_of<Onboarding>(onboarding);
    body.state = OnboardingState::refused;
    body.decision_text = command.text;
    if (!command.internal_note.empty()) body.internal_note = command.internal_note;
    tell_step(
        onboarding,
        "application_refused",
        body.step,
        changes,
        {.text = command.text, .internal_text = command.internal_note}
    );
    changes.put(std::move(onboarding));
    Record partner = changes.edited(*found.partner);
    body_of<Partner>(partner).lifecycle = Lifecycle::ended;
    changes.put(std::move(partner));
    end_agreements(command.partner, command.text, records, changes);
    return changes.take();
}

static bool has_first_certificate(
    PartnerId partner, const RecordSource& records, const Context& context
) {
    const Certificates held = certificates_of(partner, records);
    return std::any_of(held.begin(), held.end(), [&](const Certificate* one) {
        return holds_on(*one, date_of(context.now));
    });
}

static Result<Changes> act(
    const SignAgreement& command, const RecordSource& records, const Context& context
) {
    TRY(const Case found, case_of(command.partner, OnboardingStep::agreement, records, context));
    if (records.find({Kind::agreement, command.agreement.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "agreement", {}};
    }
    Agreement agreement = agreement_from(command);
    TRY_DONE(may_be_signed(agreement, nullptr, records, context));
    ChangeSet changes(context);
    sign(command.agreement, std::move(agreement), changes);
    Record onboarding = changes.edited(*found.onboarding);
    finish(onboarding, context);
    // Somebody may have learned while the agreement was with the lawyers.
    if (has_first_certificate(command.partner, records, context)) finish(onboarding, context);
    tell_step(
        onboarding, "agreement_signed", OnboardingStep::agreement, changes, {.rule = command.number}
    );
    changes.put(std::move(onboarding));
    return changes.take();
}

static Result<Changes> act(
    const ActivatePartner& command, const RecordSource& records, const Context& context
) {
    TRY(const Case found, case_of(command.partner, OnboardingStep::activation, records, context));
    ChangeSet changes(context);
    Record onboarding = changes.edited(*found.onboarding);
    finish(onboarding, context);
    tell_step(onboarding, "partner_activated", OnboardingStep::activation, changes);
    changes.put(std::move(onboarding));
    Record partner = changes.edited(*found.partner);
    auto& body = body_of<Partner>(partner);
    body.lifecycle = Lifecycle::active;
    body.joined_on = changes.today();
    changes.put(std::move(partner));
    plan_quarter_survey(command.partner, records, changes);
    return changes.take();
}

void ReceiveApplication::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "name", name);
    field(v, "legal_name", legal_name);
    field(v, "domain", domain);
    field(v, "country", country);
    field(v, "types", types);
    field(v, "contact_name", contact_name);
    field(v, "contact_email", contact_email);
}

void PassDueDiligence::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "checks", checks);
    field(v, "internal_note", internal_note);
}

void RefuseApplication::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void SignAgreement::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "agreement", agreement);
    field(v, "number", number);
    field(v, "model", model);
    field(v, "rates", rates);
    field(v, "territory", territory);
    field(v, "valid_from", valid_from);
    field(v, "valid_until", valid_until);
}

void ActivatePartner::describe(FieldVisitor& v) {
    field(v, "partner", partner);
}

static constexpr Right onboarders[] = {{Side::staff, Permission::run_onboarding}};

static void need_actor(const Command&, const Actor& actor, Needs& wanted) {
    const RecordKey person{Kind::person, actor.person.bytes};
    wanted.records.push_back(person);
    // They are assigned to the partner.
    wanted.guards.push_back(guard_of(person));
}

static void need_those_of_its_name(
    const Command& command, const RecordSource&, const Context& context, Needs& wanted
) {
    Partner applicant = applicant_from(command.get<ReceiveApplication>(), context);
    if (settle_domains(applicant, context.suffixes).ok()) need_namesakes(applicant, wanted);
}

static void need_onboarding(const Command& command, const Actor&, Needs& wanted) {
    const PartnerId partner{subject_of(command).id};
    wanted.records.push_back({Kind::onboarding, onboarding_id(partner)});
    // A first certificate takes a step of it as well (enablement/learning_commands.cpp).
    wanted.guards.push_back(index_key("onboarding", partner.bytes));
    wanted.index_keys.push_back(index_key("certificates_of", partner.bytes));
    if (const auto* sign = command.as<SignAgreement>()) {
        wanted.records.push_back({Kind::agreement, sign->agreement.bytes});
        need_for_signature(partner, sign->territory, wanted);
    }
    if (command.as<RefuseApplication>() != nullptr) need_agreements_of(partner, wanted);
    if (command.as<ActivatePartner>() != nullptr) {
        wanted.index_keys.push_back(index_key("surveys_of", partner.bytes));
    }
}

constinit const CommandRule ReceiveApplication::registered = with_needs(
    command_rule<&ReceiveApplication::partner>("receive_application", Kind::partner, onboarders),
    need_actor,
    need_those_of_its_name
);
constinit const CommandRule PassDueDiligence::registered = with_needs(
    command_rule<&PassDueDiligence::partner>("pass_due_diligence", Kind::partner, onboarders),
    need_onboarding,
    nullptr
);
constinit const CommandRule RefuseApplication::registered = with_needs(
    command_rule<&RefuseApplication::partner>("refuse_application", Kind::partner, onboarders),
    need_onboarding,
    nullptr
);
constinit const CommandRule SignAgreement::registered = with_needs(
    command_rule<&SignAgreement::partner>("sign_agreement", Kind::partner, onboarders),
    need_onboarding,
    nullptr
);
constinit const CommandRule ActivatePartner::registered = with_needs(
    command_rule<&ActivatePartner::partner>("activate_partner", Kind::partner, onboarders),
    need_onboarding,
    nullptr
);

std::span<const CommandRule* const> onboarding_commands() {
    static constexpr const CommandRule* rules[] = {
        &ReceiveApplication::registered,
        &PassDueDiligence::registered,
        &RefuseApplication::registered,
        &SignAgreement::registered,
        &ActivatePartner::registered,
    };
    return rules;
}

}  // namespace entente
