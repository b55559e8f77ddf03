// Who may sign in, with which role, and whose cases the staff work.
#include "core/base/places/email.h"
#include "core/base/text/bounds.h"
#include "core/domain/administration/people.h"
#include "core/domain/commands/administration.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

void InvitePerson::describe(FieldVisitor& v) {
    field(v, "person", person);
    field(v, "partner", partner);
    field(v, "name", name);
    field(v, "email", email);
    field(v, "role", role);
    field(v, "locale", locale);
    field(v, "time_zone", time_zone);
}

void ChangeOwnDetails::describe(FieldVisitor& v) {
    field(v, "person", person);
    field(v, "name", name);
    field(v, "locale", locale);
    field(v, "time_zone", time_zone);
    field(v, "digest_days", digest_days);
}

void ChangeRole::describe(FieldVisitor& v) {
    field(v, "person", person);
    field(v, "role", role);
}

void DisablePerson::describe(FieldVisitor& v) {
    field(v, "person", person);
}

void EnablePerson::describe(FieldVisitor& v) {
    field(v, "person", person);
}

void AssignPartners::describe(FieldVisitor& v) {
    field(v, "person", person);
    field(v, "partners", partners);
    field(v, "regions", regions);
}

static Problem problem(ProblemCode code, std::string_view field, std::string_view limit = {}) {
    return {code, std::string(field), std::string(limit)};
}

static Told told(std::string_view event, std::string from, std::string to) {
    Told line;
    line.event = event;
    line.from = std::move(from);
    line.to = std::move(to);
    return line;
}

// Somebody else has done it meanwhile.
static Problem already_so() {
    return problem(ProblemCode::field_must_not_have_changed_meanwhile, "disabled");
}

// ---- Who may ------------------------------------------------------------------------------------

// The permission over those people: the staff's own is one apart.
static Permission right_over(PartnerId partner) {
    return partner.given() ? Permission::edit_people : Permission::edit_staff;
}

static Outcome may_change_people_of(PartnerId partner, const Context& context) {
    const Actor& actor = context.actor;
    if (!actor.permissions.holds(right_over(partner))) {
        return ProblemCode::permission_must_be_held;
    }
    if (!partner.given() || works_with(actor, partner)) return Done{};
    return problem(ProblemCode::record_must_exist, name_of(Kind::partner));
}

// Somebody whom the actor reaches and may change.
static Result<const Record*> person_to_change(
    PersonId person, const RecordSource& records, const Context& context
) {
    TRY(const Record* record,
        record_in_reach({Kind::person, person.bytes}, records, context.actor));
    TRY_DONE(may_change_people_of(body_of<Person>(*record).partner, context));
    return record;
}

// Nobody raises themselves, and among a partner's own people nobody gives or takes what they do not
// hold.
static Outcome role_is_within_ones_own(
    std::string_view role, PersonId of, const RecordSource& records, const Context& context
) {
    const Actor& actor = context.actor;
    if (!actor.partner.given() && of != actor.person) return Done{};
    TRY(const Record* own, record_in_reach({Kind::person, actor.person.bytes}, records, actor));
    const Permissions held = permissions_of(context.program, body_of<Person>(*own).role);
    const Role* rule = entry_with_key(context.program.roles, role);
    if (rule == nullptr) return Done{};  // One that the program has no longer gives nothing.
    for (const Permission permission : rule->permissions) {
        if (held.holds(permission)) continue;
        return problem(ProblemCode::permission_must_be_held, "role", name_of(permission));
    }
    return Done{};
}

static Outcome role_is_one_of_theirs(
    std::string_view role, PartnerId partner, const Program& program
) {
    const Role* rule = entry_with_key(program.roles, role);
    if (rule != nullptr && rule->staff == !partner.given()) return Done{};
    return problem(ProblemCode::value_must_be_one_of_the_choices, "role", role);
}

// Somebody must be left who can give others a role. Nobody needs to at a partner that has ended.
static Outcome an_administrator_remains(
    const Record& person, const RecordSource& records, const Context& context
) {
    const auto& body = body_of<Person>(person);
    const Permission right = right_over(body.partner);
    if (body.disabled || !permissions_of(context.program, body.role).holds(right)) return Done{};
    const Record* partner = records.find({Kind::partner, body.partner.bytes});
    const bool ended =
        partner != nullptr && body_of<Partner>(*partner).lifecycle == Lifecycle::ended;
    if (ended || another_holds(right, person, records, context.program)) return Done{};
    return problem(ProblemCode::administrator_must_remain, "person");
}

// ---- What is said of somebody -------------------------------------------------------------------

static bool all_of_text(std::string_view text, std::string_view marks) {
    return std::all_of(text.begin(), text.end(), [marks](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
    });
}

// The forms of a language tag and of a zone of the tz database; which of them there are, the
// programs know that show times and texts. Empty: not chosen.
static Outcome locale_is_sound(std::string_view locale, std::string_view time_zone) {
    constexpr std::size_t locale_length_max = 35, zone_length_max = 60;
    if (locale.size() > locale_length_max || !all_of_text(locale, "-")) {
        return problem(ProblemCode::value_must_be_one_of_the_choices, "locale");
    }
    if (time_zone.size() > zone_length_max || !all_of_text(time_zone, "/_+-")) {
        return problem(ProblemCode::value_must_be_one_of_the_choices, "time_zone");
    }
    return Done{};
}

static Outcome is_somebody_new(
    const InvitePerson& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::person, command.person.bytes}) != nullptr) {
        return problem(ProblemCode::record_must_be_new, "person");
    }
    TRY_DONE(text_is_given(command.name, "name", name_length_max));
    TRY_DONE(text_is_short_enough(command.email, "email", email_length_max));
    if (!is_email(command.email)) {
        return problem(ProblemCode::contact_email_must_be_valid, "email");
    }
    TRY_DONE(role_is_one_of_theirs(command.role, command.partner, context.program));
    TRY_DONE(role_is_within_ones_own(command.role, command.person, records, context));
    TRY_DONE(locale_is_sound(command.locale, command.time_zone));
    if (records.under(email_key(command.email)).empty()) return Done{};
    return problem(ProblemCode::name_must_be_unique, "email");
}

static Result<Changes> act(
    const InvitePerson& command, const RecordSource& records, const Context& context
) {
    TRY_DONE(may_change_people_of(command.partner, context));
    if (command.partner.given()) {
        TRY(const Record* partner,
            record_in_reach({Kind::partner, command.partner.bytes}, records, context.actor));
        if (body_of<Partner>(*partner).lifecycle == Lifecycle::ended) {
            return problem(ProblemCode::partner_must_allow_this_step, "partner", "ended");
        }
    }
    TRY_DONE(is_somebody_new(command, records, context));
    ChangeSet changes(context);
    Person person;
    person.name = command.name;
    person.email = command.email;
    person.partner = command.partner;
    person.role = command.role;
    person.locale = command.locale;
    person.time_zone = command.time_zone;
    Record record = changes.created(command.person.bytes, std::move(person));
    changes.tell(record, told("person_invited", command.name, command.role));
    changes.put(std::move(record));
    return changes.take();
}

// A month and more between two says little of what is due.
static constexpr std::int32_t digest_days_max = 31;

static Result<Changes> act(
    const ChangeOwnDetails& command, const RecordSource& records, const Context& context
) {
    if (command.person != context.actor.person) {
        return problem(ProblemCode::record_must_be_yours, "person");
    }
    TRY(const Record* before,
        record_in_reach({Kind::person, command.person.bytes}, records, context.actor));
    TRY_DONE(text_is_given(command.name, "name", name_length_max));
    TRY_DONE(locale_is_sound(command.locale, command.time_zone));
    if (command.digest_days < 0 || command.digest_days > digest_days_max) {
        return problem(
            ProblemCode::value_must_be_in_range, "digest_days", std::to_string(digest_days_max)
        );
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& person = body_of<Person>(record);
    changes.tell(record, told("person_changed", person.name, command.name));
    if (person.staff() && person.name != command.name) {
        rename_copies(command.person, command.name, records, changes);
    }
    person.name = command.name;
    person.locale = command.locale;
    person.time_zone = command.time_zone;
    person.digest_days = command.digest_days;
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const ChangeRole& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, person_to_change(command.person, records, context));
    const auto& stands = body_of<Person>(*before);
    TRY_DONE(role_is_one_of_theirs(command.role, stands.partner, context.program));
    TRY_DONE(role_is_within_ones_own(stands.role, command.person, records, context));
    TRY_DONE(role_is_within_ones_own(command.role, command.person, records, context));
    const Permission right = right_over(stands.partner);
    if (!permissions_of(context.program, command.role).holds(right)) {
        TRY_DONE(an_administrator_remains(*before, records, context));
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Person>(record).role = command.role;
    changes.tell(record, told("person_role_changed", stands.role, command.role));
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const DisablePerson& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, person_to_change(command.person, records, context));
    const auto& stands = body_of<Person>(*before);
    if (stands.disabled) return already_so();
    TRY_DONE(role_is_within_ones_own(stands.role, command.person, records, context));
    TRY_DONE(an_administrator_remains(*before, records, context));
    const std::size_t left = open_work_of(command.person, stands, records).count();
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Person>(record).disabled = true;
    changes.tell(record, told("person_disabled", stands.name, std::to_string(left)));
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const EnablePerson& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, person_to_change(command.person, records, context));
    const auto& stands = body_of<Person>(*before);
    if (!stands.disabled) return already_so();
    TRY_DONE(role_is_one_of_theirs(stands.role, stands.partner, context.program));
    TRY_DONE(role_is_within_ones_own(stands.role, command.person, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Person>(record).disabled = false;
    changes.tell(record, told("person_enabled", stands.name, {}));
    changes.put(std::move(record));
    return changes.take();
}

// ---- Assignment ---------------------------------------------------------------------------------

static Outcome assignment_is_sound(
    const AssignPartners& command, const RecordSource& records, const Context& context
) {
    constexpr std::size_t partners_max = 1'000, regions_max = 50;
    TRY_DONE(list_is_short_enough(command.partners.size(), "partners", partners_max));
    TRY_DONE(list_is_short_enough(command.regions.size(), "regions", regions_max));
    for (const PartnerId partner : command.partners) {
        if (records.find({Kind::partner, partner.bytes}) != nullptr) continue;
        return problem(ProblemCode::record_must_exist, name_of(Kind::partner));
    }
    for (const std::string& region : command.regions) {
        if (entry_with_key(context.program.regions, region) != nullptr) continue;
        return problem(ProblemCode::reference_must_exist, "regions", region);
    }
    return Done{};
}

template <typename Value>
static std::vector<Value> each_once(const std::vector<Value>& values) {
    std::vector<Value> once;
    for (const Value& value : values) {
        if (std::find(once.begin(), once.end(), value) == once.end()) once.push_back(value);
    }
    return once;
}

static std::string text_of_assignment(const Person& person) {
    std::string text = std::to_string(person.assigned_partners.size());
    for (const std::string& region : person.assigned_regions) text += ", " + region;
    return text;
}

static Result<Changes> act(
    const AssignPartners& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, person_to_change(command.person, records, context));
    const auto& stands = body_of<Person>(*before);
    if (!stands.staff()) return problem(ProblemCode::value_must_be_one_of_the_choices, "person");
    TRY_DONE(assignment_is_sound(command, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& person = body_of<Person>(record);
    person.assigned_partners = each_once(command.partners);
    person.assigned_regions = each_once(command.regions);
    changes.tell(
        record, told("person_assigned", text_of_assignment(stands), text_of_assignment(person))
    );
    changes.put(std::move(record));
    return changes.take();
}

// ---- The rules ----------------------------------------------------------------------------------

static void need_invited(const Command& command, const Actor& actor, Needs& wanted) {
    const auto& invite = command.get<InvitePerson>();
    wanted.records.push_back({Kind::person, actor.person.bytes});
    if (invite.partner.given()) {
        const RecordKey partner{Kind::partner, invite.partner.bytes};
        wanted.records.push_back(partner);
        // It is not taken back meanwhile (csv/import_acts.cpp).
        wanted.guards.push_back(guard_of(partner));
    }
    wanted.index_keys.push_back(email_key(invite.email));
    wanted.guards.push_back(email_key(invite.email));
}

static void need_actor(const Command& command, const Actor& actor, Needs& wanted) {
    wanted.records.push_back({Kind::person, actor.person.bytes});
    if (const auto* assign = command.as<AssignPartners>()) {
        for (const PartnerId partner : assign->partners) {
            const RecordKey key{Kind::partner, partner.bytes};
            wanted.records.push_back(key);
            // None is taken back meanwhile, as above.
            wanted.guards.push_back(guard_of(key));
        }
    }
}

static void need_what_names_them(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const auto& change = command.get<ChangeOwnDetails>();
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr || change.person != context.actor.person) return;
    const auto& person = body_of<Person>(*subject);
    if (person.staff() && person.name != change.name) {
        need_copies_of_name(change.person, records, wanted);
    }
}

// Two who leave at once must see each other: somebody has to remain.
static void need_colleagues(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    const auto& person = body_of<Person>(*subject);
    wanted.index_keys.push_back(people_key(person.partner));
    wanted.guards.push_back(people_key(person.partner));
    if (command.is<DisablePerson>()) need_open_work({subject->id}, person, wanted);
}

static constexpr Right anybody[] = {{Side::partner, {}}, {Side::staff, {}}};
static constexpr Right people_editors[] = {
    {Side::partner, Permission::edit_people},
    {Side::staff, Permission::edit_people},
    {Side::staff, Permission::edit_staff}};
static constexpr Right staff_editors[] = {{Side::staff, Permission::edit_staff}};

constinit const CommandRule InvitePerson::registered = with_needs(
    command_rule<&InvitePerson::person>("invite_person", Kind::person, people_editors),
    need_invited,
    nullptr
);
constinit const CommandRule ChangeOwnDetails::registered = with_needs(
    command_rule<&ChangeOwnDetails::person>("change_own_details", Kind::person, anybody),
    nullptr,
    need_what_names_them
);
constinit const CommandRule ChangeRole::registered = with_needs(
    command_rule<&ChangeRole::person>("change_role", Kind::person, people_editors),
    need_actor,
    need_colleagues
);
constinit const CommandRule DisablePerson::registered = with_needs(
    command_rule<&DisablePerson::person>("disable_person", Kind::person, people_editors),
    need_actor,
    need_colleagues
);
constinit const CommandRule EnablePerson::registered = with_needs(
    command_rule<&EnablePerson::person>("enable_person", Kind::person, people_editors),
    need_actor,
    nullptr
);
constinit const CommandRule AssignPartners::registered = with_needs(
    command_rule<&AssignPartners::person>("assign_partners", Kind::person, staff_editors),
    need_actor,
    nullptr
);

std::span<const CommandRule* const> people_commands() {
    static constexpr const CommandRule* rules[] = {
        &InvitePerson::registered,
        &ChangeOwnDetails::registered,
        &ChangeRole::registered,
        &DisablePerson::registered,
        &EnablePerson::registered,
        &AssignPartners::registered,
    };
    return rules;
}

}  // namespace entente
