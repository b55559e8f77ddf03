// What the vendor's people do to bring an organization into the program, step by step.
#include "core/base/places/country.h"
#include "core/base/text/bounds.h"
#include "core/domain/claims/territory.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/enablement/award.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/quote.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

static Outcome application_is_complete(const ReceiveApplication& command) {
    constexpr std::size_t domain_length_max = 253, email_length_max = 254;
    TRY_DONE(text_is_given(command.name, "name", name_length_max));
    TRY_DONE(text_is_given(command.legal_name, "legal_name", name_length_max));
    TRY_DONE(text_is_given(command.domain, "domain", domain_length_max));
    if (!is_country(command.country)) {
        return Problem{ProblemCode::country_must_be_known, "country", {}};
    }
    if (command.types.empty()) return Problem{ProblemCode::field_must_be_given, "types", {}};
    const std::size_t types_max = names_of(PartnerType{}).size();
    TRY_DONE(list_is_short_enough(command.types.size(), "types", types_max));
    TRY_DONE(text_is_given(command.contact_name, "contact_name", name_length_max));
    TRY_DONE(text_is_short_enough(command.contact_email, "contact_email", email_length_max));
    const std::string& email = command.contact_email;
    const std::size_t at = email.find('@');
    if (at == 0 || at == std::string::npos || at + 1 == email.size()) {
        return Problem{ProblemCode::contact_email_must_be_valid, "contact_email", {}};
    }
    return Done{};
}

static std::string region_of(const Program& program, std::string_view country) {
    for (const Region& region : program.regions) {
        const auto& countries = region.countries;
        if (std::find(countries.begin(), countries.end(), country) != countries.end()) {
            return region.key;
        }
    }
    return {};
}

static Partner applicant_from(const ReceiveApplication& command, const Context& context) {
    Partner partner;
    partner.name = command.name;
    partner.legal_name = command.legal_name;
    partner.domains = {command.domain};
    partner.types = command.types;
    partner.home_country = command.country;
    partner.countries = {command.country};
    partner.region = region_of(context.program, command.country);
    partner.lifecycle = Lifecycle::applied;
    partner.channel_manager = context.actor.person;
    partner.channel_manager_name = context.actor.name;
    return partner;
}

// Who receives an application works with the partner from then on.
static void assign(PartnerId partner, const RecordSource& records, ChangeSet& changes) {
    const Actor& actor = changes.context().actor;
    if (works_with(actor, partner)) return;
    const Record* before = records.find({Kind::person, actor.person.bytes});
    if (before == nullptr) return;
    Record record = changes.edited(*before);
    body_of<Person>(record).assigned_partners.push_back(partner);
    changes.put(std::move(record));
}

static Result<Changes> act(
    const ReceiveApplication& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::partner, command.partner.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "partner", {}};
    }
    TRY_DONE(application_is_complete(command));
    for (const Record* record : records.under("partners")) {
        const auto& domains = body_of<Partner>(*record).domains;
        const bool known =
            std::find(domains.begin(), domains.end(), command.domain) != domains.end();
        if (known) return Problem{ProblemCode::name_must_be_unique, "domain", {}};
    }
    ChangeSet changes(context);
    changes.put(changes.created(command.partner.bytes, applicant_from(command, context)));
    Onboarding onboarding;
    onboarding.partner = command.partner;
    onboarding.owner = context.actor.person;
    onboarding.owner_name = context.actor.name;
    onboarding.contact_name = command.contact_name;
    onboarding.contact_email = command.contact_email;
    begin(onboarding, context.program, context.now, context.actor.name);
    Record begun = changes.created(onboarding_id(command.partner), std::move(onboarding));
    tell_step(begun, "application_received", OnboardingStep::application, changes);
    changes.put(std::move(begun));
    assign(command.partner, records, changes);
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
    return changes.take();
}

static Result<Agreement> agreement_from(const SignAgreement& command, const Context& context) {
    TRY_DONE(text_is_given(command.number, "number", name_length_max));
    const Date today = date_of(context.now);
    if (command.valid_from == Date{}) {
        return Problem{ProblemCode::date_must_be_valid, "valid_from", {}};
    }
    if (command.valid_until < command.valid_from || command.valid_until < today) {
        return Problem{ProblemCode::agreement_must_not_have_ended, "valid_until", {}};
    }
    for (const std::string& country : command.territory) {
        if (is_country(country)) continue;
        return Problem{ProblemCode::country_must_be_known, "territory", country};
    }
    Agreement agreement;
    agreement.partner = command.partner;
    agreement.number = command.number;
    agreement.model = command.model;
    agreement.rates = command.rates;
    agreement.territory = command.territory;
    agreement.valid_from = command.valid_from;
    agreement.valid_until = command.valid_until;
    agreement.rules_version = context.program.rules_version;
    TRY_DONE(agreement_is_sound(agreement, context.program, today));
    return agreement;
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
    TRY(Agreement agreement, agreement_from(command, context));
    TRY_DONE(must_not_meet_a_closed_territory(agreement, records, context.program));
    ChangeSet changes(context);
    changes.put(changes.created(command.agreement.bytes, std::move(agreement)));
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

static void need_partners(const Command&, const Actor& actor, Needs& wanted) {
    wanted.index_keys.emplace_back("partners");
    wanted.records.push_back({Kind::person, actor.person.bytes});
}

static void need_onboarding(const Command& command, const Actor&, Needs& wanted) {
    const PartnerId partner{subject_of(command).id};
    wanted.records.push_back({Kind::onboarding, onboarding_id(partner)});
    // A first certificate takes a step of it as well (learning_commands.cpp).
    wanted.guards.push_back(index_key("onboarding", partner.bytes));
    wanted.index_keys.push_back(index_key("certificates_of", partner.bytes));
    if (const auto* sign = command.as<SignAgreement>()) {
        wanted.records.push_back({Kind::agreement, sign->agreement.bytes});
        for (const std::string& country : sign->territory) {
            // Two that are signed at once must see each other.
            wanted.guards.push_back(agreements_in(country));
            wanted.index_keys.push_back(agreements_in(country));
        }
    }
    if (command.as<ActivatePartner>() != nullptr) {
        wanted.index_keys.push_back(index_key("surveys_of", partner.bytes));
    }
}

constinit const CommandRule ReceiveApplication::registered = with_needs(
    command_rule<&ReceiveApplication::partner>("receive_application", Kind::partner, onboarders),
    need_partners,
    nullptr
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
