// What changes about a partner once it is in the program: its details, what is planned with it,
// whether it may go on.
#include "core/base/text/bounds.h"
#include "core/domain/administration/organization.h"
#include "core/domain/administration/people.h"
#include "core/domain/commands/administration.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/economics/signature.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

void PartnerDetails::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "legal_name", legal_name);
    field(v, "domains", domains);
    field(v, "tax_id", tax_id);
    field(v, "types", types);
    field(v, "alliance", alliance);
    field(v, "home_country", home_country);
    field(v, "region", region);
    field(v, "countries", countries);
    field(v, "worldwide", worldwide);
    field(v, "specializations", specializations);
    field(v, "joint_solutions", joint_solutions);
}

void ChangePartner::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "details", details);
}

void PlanPartner::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "tier", tier);
    field(v, "quota_per_quarter", quota_per_quarter);
    field(v, "revenue_plan", revenue_plan);
    field(v, "certificate_plan", certificate_plan);
    field(v, "revenue_potential", revenue_potential);
    field(v, "investment_note", investment_note);
    field(v, "channel_manager", channel_manager);
}

void SuspendPartner::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void ReinstatePartner::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void EndPartner::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

static Problem problem(ProblemCode code, std::string_view field, std::string_view limit = {}) {
    return {code, std::string(field), std::string(limit)};
}

static Problem not_as_it_stands(const Partner& partner) {
    return problem(
        ProblemCode::partner_must_allow_this_step, "lifecycle", name_of(partner.lifecycle)
    );
}

static Result<const Record*> partner_in_the_program(
    PartnerId partner, const RecordSource& records, const Context& context
) {
    TRY(const Record* record,
        record_in_reach({Kind::partner, partner.bytes}, records, context.actor));
    const auto& body = body_of<Partner>(*record);
    if (body.lifecycle == Lifecycle::ended) return not_as_it_stands(body);
    return record;
}

// ---- Details ------------------------------------------------------------------------------------

static Partner with_details(Partner partner, const PartnerDetails& details) {
    partner.name = details.name;
    partner.legal_name = details.legal_name;
    partner.domains = details.domains;
    partner.tax_id = details.tax_id;
    partner.types = details.types;
    partner.alliance = details.alliance;
    partner.home_country = details.home_country;
    partner.region = details.region;
    partner.countries = details.countries;
    partner.worldwide = details.worldwide;
    partner.specializations = details.specializations;
    partner.joint_solutions = details.joint_solutions;
    return partner;
}

struct ChangedDetail {
    std::string_view field;
    bool changed = false;
    bool is_the_partners_own = false;
};

static std::vector<ChangedDetail> changed_details(const Partner& before, const Partner& after) {
    std::vector<ChangedDetail> details{
        {"name", before.name != after.name},
        {"legal_name", before.legal_name != after.legal_name},
        {"domains", before.domains != after.domains},
        {"tax_id", before.tax_id != after.tax_id},
        {"types", before.types != after.types},
        {"alliance", before.alliance != after.alliance},
        {"home_country", before.home_country != after.home_country},
        {"region", before.region != after.region},
        {"countries", before.countries != after.countries, true},
        {"worldwide", before.worldwide != after.worldwide, true},
        {"specializations", before.specializations != after.specializations, true},
        {"joint_solutions", before.joint_solutions != after.joint_solutions},
    };
    const auto stays = [](const ChangedDetail& detail) { return !detail.changed; };
    details.erase(std::remove_if(details.begin(), details.end(), stays), details.end());
    return details;
}

static Outcome may_change(const std::vector<ChangedDetail>& details, const Actor& actor) {
    if (!actor.partner.given()) return Done{};
    for (const ChangedDetail& detail : details) {
        if (detail.is_the_partners_own) continue;
        return problem(ProblemCode::permission_must_be_held, detail.field);
    }
    return Done{};
}

static Result<Partner> settled(
    const ChangePartner& command, const Partner& stands, const Context& context
) {
    Partner partner = with_details(stands, command.details);
    // What stays as it is need not be settled again: the list of suffixes may have moved.
    if (partner.domains != stands.domains) {
        TRY_DONE(settle_domains(partner, context.suffixes));
    }
    if (partner.region.empty()) partner.region = region_of(context.program, partner.home_country);
    return partner;
}

static Result<Changes> act(
    const ChangePartner& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, partner_in_the_program(command.partner, records, context));
    const auto& stands = body_of<Partner>(*before);
    TRY(Partner partner, settled(command, stands, context));
    const std::vector<ChangedDetail> details = changed_details(stands, partner);
    TRY_DONE(may_change(details, context.actor));
    TRY_DONE(organization_is_sound(partner, context.program));
    if (!partner.worldwide && partner.countries.empty()) {
        return problem(ProblemCode::field_must_be_given, "countries");
    }
    TRY_DONE(organization_is_new(partner, command.partner, records));
    std::string changed;
    for (const ChangedDetail& detail : details) {
        changed += (changed.empty() ? "" : ", ") + std::string(detail.field);
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    record.body = std::move(partner);
    Told told;
    told.event = "partner_changed";
    told.to = std::move(changed);
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

// ---- The plan -----------------------------------------------------------------------------------

// Figures are compared with others: what cannot be converted could not be counted.
static Outcome amount_can_be_counted(Money amount, std::string_view field, const Context& context) {
    if (amount == Money{}) return Done{};
    if (amount.minor < 0) return problem(ProblemCode::amount_must_be_positive, field);
    const Program& program = context.program;
    if (converted(program, amount, program.currency, date_of(context.now)).ok()) return Done{};
    return problem(ProblemCode::currencies_must_match, field, program.currency.text());
}

static Outcome certificates_can_be_planned(
    const std::vector<CertificatePlan>& plan, const Program& program
) {
    constexpr std::int32_t people_max = 100'000;
    for (std::size_t i = 0; i < plan.size(); i++) {
        if (entry_with_key(program.levels, plan[i].level) == nullptr) {
            return problem(ProblemCode::reference_must_exist, "certificate_plan", plan[i].level);
        }
        const auto same = [&plan, i](const CertificatePlan& other) {
            return other.level == plan[i].level;
        };
        if (std::count_if(plan.begin(), plan.end(), same) > 1) {
            return problem(ProblemCode::field_must_be_unique, "certificate_plan", plan[i].level);
        }
        if (plan[i].people < 1 || plan[i].people > people_max) {
            return problem(
                ProblemCode::value_must_be_in_range, "certificate_plan", std::to_string(people_max)
            );
        }
    }
    return Done{};
}

static Outcome plan_is_sound(const PlanPartner& command, const Context& context) {
    TRY_DONE(amount_can_be_counted(command.quota_per_quarter, "quota_per_quarter", context));
    TRY_DONE(amount_can_be_counted(command.revenue_plan, "revenue_plan", context));
    TRY_DONE(certificates_can_be_planned(command.certificate_plan, context.program));
    TRY_DONE(amount_can_be_counted(command.revenue_potential, "revenue_potential", context));
    return text_is_short_enough(command.investment_note, "investment_note");
}

// Null when nobody is to manage it.
// Null for nobody, and for one who stays although they have left: the plan around them may change.
static Result<const Record*> manager_from(
    PersonId manager, const Partner& before, const RecordSource& records
) {
    if (!manager.given()) return nullptr;
    const Record* record = records.find({Kind::person, manager.bytes});
    const bool is_there =
        record != nullptr && body_of<Person>(*record).staff() && !body_of<Person>(*record).disabled;
    if (is_there) return record;
    if (manager == before.channel_manager) return nullptr;
    return problem(ProblemCode::record_must_exist, "channel_manager");
}

static void tell_plan(const Partner& before, const Record& record, ChangeSet& changes) {
    const auto& after = body_of<Partner>(record);
    if (before.tier != after.tier) {
        Told told;
        told.event = "partner_tier_changed";
        told.from = std::string(name_of(before.tier));
        told.to = std::string(name_of(after.tier));
        changes.tell(record, std::move(told));
    }
    Partner with_tier = before;
    with_tier.tier = after.tier;
    if (with_tier == after) return;
    Told told;
    told.event = "partner_planned";
    told.to = after.channel_manager_name;
    changes.tell(record, std::move(told));
}

static Result<Changes> act(
    const PlanPartner& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, partner_in_the_program(command.partner, records, context));
    TRY_DONE(plan_is_sound(command, context));
    const auto& stands = body_of<Partner>(*before);
    TRY(const Record* manager, manager_from(command.channel_manager, stands, records));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& partner = body_of<Partner>(record);
    partner.tier = command.tier;
    partner.quota_per_quarter = command.quota_per_quarter;
    partner.revenue_plan = command.revenue_plan;
    partner.certificate_plan = command.certificate_plan;
    partner.revenue_potential = command.revenue_potential;
    partner.investment_note = command.investment_note;
    if (manager != nullptr) {
        partner.channel_manager_name = body_of<Person>(*manager).name;
    } else if (partner.channel_manager != command.channel_manager) {
        partner.channel_manager_name.clear();
    }
    partner.channel_manager = command.channel_manager;
    if (manager != nullptr) assign_partner(*manager, command.partner, partner, changes);
    tell_plan(stands, record, changes);
    changes.put(std::move(record));
    return changes.take();
}

// ---- Whether it may go on -----------------------------------------------------------------------

struct Move {
    std::vector<Lifecycle> from;
    Lifecycle to{};
    std::string_view event;
};

template <typename Command>
static Result<ChangeSet> moved(
    const Command& command, const Move& move, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, partner_in_the_program(command.partner, records, context));
    const auto& stands = body_of<Partner>(*before);
    if (std::find(move.from.begin(), move.from.end(), stands.lifecycle) == move.from.end()) {
        return not_as_it_stands(stands);
    }
    if (is_blank(command.text)) return problem(ProblemCode::reason_must_be_given, "text");
    TRY_DONE(text_is_short_enough(command.text, "text"));
    TRY_DONE(text_is_short_enough(command.internal_note, "internal_note"));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Partner>(record).lifecycle = move.to;
    Told told;
    told.event = move.event;
    told.from = std::string(name_of(stands.lifecycle));
    told.to = std::string(name_of(move.to));
    told.text = command.text;
    told.internal_text = command.internal_note;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes;
}

static Result<Changes> act(
    const SuspendPartner& command, const RecordSource& records, const Context& context
) {
    const Move move{{Lifecycle::active}, Lifecycle::suspended, "partner_suspended"};
    TRY(ChangeSet changes, moved(command, move, records, context));
    return changes.take();
}

static Result<Changes> act(
    const ReinstatePartner& command, const RecordSource& records, const Context& context
) {
    const Move move{{Lifecycle::suspended}, Lifecycle::active, "partner_reinstated"};
    TRY(ChangeSet changes, moved(command, move, records, context));
    // While it was kept out, nobody planned the next one.
    plan_quarter_survey(command.partner, records, changes);
    return changes.take();
}

// One that is still on its way in is refused instead (RefuseApplication).
static Result<Changes> act(
    const EndPartner& command, const RecordSource& records, const Context& context
) {
    const Move move{{Lifecycle::active, Lifecycle::suspended}, Lifecycle::ended, "partner_ended"};
    TRY(ChangeSet changes, moved(command, move, records, context));
    end_agreements(command.partner, command.text, records, changes);
    return changes.take();
}

// ---- The rules ----------------------------------------------------------------------------------

static void need_manager(const Command& command, const Actor&, Needs& wanted) {
    const PersonId manager = command.get<PlanPartner>().channel_manager;
    const RecordKey key{Kind::person, manager.bytes};
    wanted.records.push_back(key);
    // Who is to manage it is assigned to it.
    if (manager.given()) wanted.guards.push_back(guard_of(key));
}

static void need_surveys(const Command& command, const Actor&, Needs& wanted) {
    wanted.index_keys.push_back(index_key("surveys_of", subject_of(command).id));
}

static void need_agreements(const Command& command, const Actor&, Needs& wanted) {
    need_agreements_of({subject_of(command).id}, wanted);
}

static void need_those_of_its_name(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const Record* before = records.find(subject_of(command));
    if (before == nullptr) return;
    const auto partner = settled(command.get<ChangePartner>(), body_of<Partner>(*before), context);
    if (partner.ok()) need_namesakes(partner.value(), wanted);
}

static constexpr Right partner_editors[] = {
    {Side::partner, Permission::edit_partner}, {Side::staff, Permission::edit_partner}};
static constexpr Right planners[] = {{Side::staff, Permission::edit_partner}};

static constexpr CommandRule writing_fields(CommandRule rule) {
    rule.guards_fields = true;
    return rule;
}

constinit const CommandRule ChangePartner::registered = writing_fields(with_needs(
    command_rule<&ChangePartner::partner>("change_partner", Kind::partner, partner_editors),
    nullptr,
    need_those_of_its_name
));
constinit const CommandRule PlanPartner::registered = writing_fields(with_needs(
    command_rule<&PlanPartner::partner>("plan_partner", Kind::partner, planners),
    need_manager,
    nullptr
));
constinit const CommandRule SuspendPartner::registered =
    command_rule<&SuspendPartner::partner>("suspend_partner", Kind::partner, planners);
constinit const CommandRule ReinstatePartner::registered = with_needs(
    command_rule<&ReinstatePartner::partner>("reinstate_partner", Kind::partner, planners),
    need_surveys,
    nullptr
);
constinit const CommandRule EndPartner::registered = with_needs(
    command_rule<&EndPartner::partner>("end_partner", Kind::partner, planners),
    need_agreements,
    nullptr
);

std::span<const CommandRule* const> partner_commands() {
    static constexpr const CommandRule* rules[] = {
        &ChangePartner::registered,
        &PlanPartner::registered,
        &SuspendPartner::registered,
        &ReinstatePartner::registered,
        &EndPartner::registered,
    };
    return rules;
}

}  // namespace entente
