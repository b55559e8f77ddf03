// How the rules of the program change: proposed, agreed by a second person, in force on their day.
#include "core/base/text/bounds.h"
#include "core/domain/commands/administration.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/economics/rule_change.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace entente {

void ProposeRules::describe(FieldVisitor& v) {
    field(v, "rule_set", rule_set);
    field(v, "program", program);
    field(v, "note", note);
}

void ApproveRules::describe(FieldVisitor& v) {
    field(v, "rule_set", rule_set);
    field(v, "text", text);
}

void WithdrawRules::describe(FieldVisitor& v) {
    field(v, "rule_set", rule_set);
    field(v, "text", text);
}

void PutRulesInForce::describe(FieldVisitor& v) {
    field(v, "rule_set", rule_set);
}

void AddRates::describe(FieldVisitor& v) {
    field(v, "program", program);
    field(v, "rates", rates);
}

static Problem problem(ProblemCode code, std::string_view field, std::string_view limit = {}) {
    return {code, std::string(field), std::string(limit)};
}

static Told told(std::string_view event, std::string from, std::string to, std::string text) {
    Told line;
    line.event = event;
    line.from = std::move(from);
    line.to = std::move(to);
    line.text = std::move(text);
    return line;
}

// ---- What may be proposed -----------------------------------------------------------------------

template <typename Entry>
static Outcome keys_stay(
    const std::vector<Entry>& before, const std::vector<Entry>& after, std::string_view list
) {
    for (const Entry& entry : before) {
        if (entry_with_key(after, entry.key) != nullptr) continue;
        return problem(ProblemCode::rule_must_not_change_the_past, list, entry.key);
    }
    return Done{};
}

// Records name these by key for as long as they are read.
static Outcome what_records_name_stays(const Program& before, const Program& after) {
    TRY_DONE(keys_stay(before.roles, after.roles, "roles"));
    TRY_DONE(keys_stay(before.models, after.models, "models"));
    TRY_DONE(keys_stay(before.products, after.products, "products"));
    TRY_DONE(keys_stay(before.sectors, after.sectors, "sectors"));
    TRY_DONE(keys_stay(before.regions, after.regions, "regions"));
    TRY_DONE(keys_stay(before.levels, after.levels, "levels"));
    TRY_DONE(keys_stay(before.reject_reasons, after.reject_reasons, "reject_reasons"));
    TRY_DONE(keys_stay(before.loss_reasons, after.loss_reasons, "loss_reasons"));
    TRY_DONE(keys_stay(before.revoke_reasons, after.revoke_reasons, "revoke_reasons"));
    TRY_DONE(keys_stay(before.resources, after.resources, "resources"));
    const auto& evidence = after.review.evidence_kinds;
    TRY_DONE(keys_stay(before.review.evidence_kinds, evidence, "review.evidence_kinds"));
    const auto& topics = after.service.ticket_topics;
    TRY_DONE(keys_stay(before.service.ticket_topics, topics, "service.ticket_topics"));
    const auto& declines = after.service.lead_decline_reasons;
    TRY_DONE(
        keys_stay(before.service.lead_decline_reasons, declines, "service.lead_decline_reasons")
    );
    const auto& solutions = after.plan.joint_solutions;
    TRY_DONE(keys_stay(before.plan.joint_solutions, solutions, "plan.joint_solutions"));
    const auto& activities = after.investment.activities;
    return keys_stay(before.investment.activities, activities, "investment.activities");
}

static bool some_role_holds(const Program& program, Permission permission, bool staff) {
    return std::any_of(program.roles.begin(), program.roles.end(), [&](const Role& role) {
        const auto& held = role.permissions;
        return role.staff == staff && std::find(held.begin(), held.end(), permission) != held.end();
    });
}

// Rules after which nobody could change rules or people could never be mended.
static Outcome somebody_may_go_on(const Program& program) {
    const bool staff = some_role_holds(program, Permission::edit_rules, true) &&
                       some_role_holds(program, Permission::edit_staff, true);
    if (staff && some_role_holds(program, Permission::edit_people, false)) return Done{};
    return problem(ProblemCode::administrator_must_remain, "roles");
}

static Outcome begins_later(const Program& program, Date today) {
    if (program.effective_from > today) return Done{};
    // Deals of today keep the rules of today.
    return problem(
        ProblemCode::rule_must_not_change_the_past,
        "effective_from",
        text_from_date(today + Days{1})
    );
}

static Outcome may_replace(const Program& program, const Context& context) {
    const Program& current = context.program;
    TRY_DONE(text_is_short_enough(program.rules_version, "rules_version", 40));
    if (auto found = problem_of_change(current, with_rates_of(program, current))) return *found;
    TRY_DONE(begins_later(program, date_of(context.now)));
    TRY_DONE(what_records_name_stays(current, program));
    return somebody_may_go_on(program);
}

// ---- From the proposal to the day ---------------------------------------------------------------

static Result<Record> fresh_or_withdrawn(
    const ProposeRules& command, const RecordSource& records, const ChangeSet& changes
) {
    const Context& context = changes.context();
    const RecordKey key{Kind::rule_set, command.rule_set.bytes};
    if (records.find(key) == nullptr) return changes.created(key.id, RuleSet{});
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    const auto& stands = body_of<RuleSet>(*before);
    if (stands.state == RuleSetState::withdrawn) return changes.edited(*before);
    return problem(ProblemCode::name_must_be_unique, "rules_version", stands.version);
}

static Result<Changes> act(
    const ProposeRules& command, const RecordSource& records, const Context& context
) {
    const std::string& version = command.program.rules_version;
    if (command.rule_set != rule_set_id(version)) {
        return problem(ProblemCode::reference_must_exist, "rule_set");
    }
    TRY_DONE(text_is_short_enough(command.note, "note"));
    // One after the other: a second one, made from the same rules, would undo the first.
    for (const Record* pending : records.under(pending_rules_key)) {
        const auto& body = body_of<RuleSet>(*pending);
        return problem(ProblemCode::rules_must_not_be_pending, "rule_set", body.version);
    }
    TRY_DONE(may_replace(command.program, context));
    ChangeSet changes(context);
    TRY(Record record, fresh_or_withdrawn(command, records, changes));
    RuleSet rules;
    rules.version = version;
    rules.program = command.program;
    rules.program.exchange_rates.clear();
    rules.program.approved_by.clear();
    rules.program.approved_on = {};
    rules.note = command.note;
    rules.proposed_by = context.actor.person;
    rules.proposed_by_name = context.actor.name;
    rules.proposed_at = context.now;
    record.body = std::move(rules);
    const std::string& current = context.program.rules_version;
    changes.tell(record, told("rules_proposed", current, version, command.note));
    changes.put(std::move(record));
    return changes.take();
}

static Result<const Record*> rule_set_in(
    std::initializer_list<RuleSetState> states,
    RuleSetId id,
    const RecordSource& records,
    const Context& context
) {
    TRY(const Record* record, record_in_reach({Kind::rule_set, id.bytes}, records, context.actor));
    const RuleSetState state = body_of<RuleSet>(*record).state;
    if (std::find(states.begin(), states.end(), state) != states.end()) return record;
    return problem(ProblemCode::rules_must_allow_this_step, "state", name_of(state));
}

static Result<Changes> act(
    const ApproveRules& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        rule_set_in({RuleSetState::proposed}, command.rule_set, records, context));
    const auto& stands = body_of<RuleSet>(*before);
    if (stands.proposed_by == context.actor.person) {
        return problem(ProblemCode::second_approver_must_differ, "rule_set");
    }
    TRY_DONE(text_is_short_enough(command.text, "text"));
    TRY_DONE(may_replace(stands.program, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& rules = body_of<RuleSet>(record);
    rules.state = RuleSetState::approved;
    rules.program.approved_by = context.actor.name;
    rules.program.approved_on = changes.today();
    rules.approved_by = context.actor.person;
    rules.approved_by_name = context.actor.name;
    rules.approved_at = context.now;
    changes.tell(record, told("rules_approved", {}, rules.version, command.text));
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const WithdrawRules& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        rule_set_in(
            {RuleSetState::proposed, RuleSetState::approved}, command.rule_set, records, context
        ));
    if (is_blank(command.text)) return problem(ProblemCode::reason_must_be_given, "text");
    TRY_DONE(text_is_short_enough(command.text, "text"));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& rules = body_of<RuleSet>(record);
    rules.state = RuleSetState::withdrawn;
    rules.ended_at = context.now;
    changes.tell(record, told("rules_withdrawn", rules.version, {}, command.text));
    changes.put(std::move(record));
    return changes.take();
}

// ---- The day ------------------------------------------------------------------------------------

// There is one program.
static Result<const Record*> program_in_force(const RecordSource& records) {
    for (const Record* record : records.under(program_key)) return record;
    return problem(ProblemCode::record_must_exist, name_of(Kind::program));
}

// The rules that end are kept as they are now; those a database began with were never proposed.
static Record kept(const Record& program, const RecordSource& records, const ChangeSet& changes) {
    const auto& body = body_of<Program>(program);
    const IdBytes id = rule_set_id(body.rules_version).bytes;
    const Record* before = records.find({Kind::rule_set, id});
    Record record =
        before == nullptr ? changes.created(id, RuleSet{}) : changes.edited(*before, By::system);
    auto& rules = body_of<RuleSet>(record);
    rules.version = body.rules_version;
    rules.state = RuleSetState::past;
    rules.program = body;
    rules.ended_at = changes.context().now;
    return record;
}

static Result<Changes> act(
    const PutRulesInForce& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        rule_set_in({RuleSetState::approved}, command.rule_set, records, context));
    const auto& stands = body_of<RuleSet>(*before);
    if (context.now < start_of(stands.program.effective_from)) {
        return problem(ProblemCode::rules_must_allow_this_step, "effective_from");
    }
    TRY(const Record* current, program_in_force(records));
    const auto& ending = body_of<Program>(*current);
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& rules = body_of<RuleSet>(record);
    rules.state = RuleSetState::in_force;
    rules.in_force_at = context.now;
    Record program = changes.edited(*current, By::system);
    body_of<Program>(program) = with_rates_of(rules.program, ending);
    changes.put(kept(*current, records, changes));
    const auto& version = rules.version;
    changes.tell(record, told("rules_in_force", ending.rules_version, version, {}), By::system);
    changes.put(std::move(record));
    changes.put(std::move(program));
    return changes.take();
}

// ---- Rates of exchange --------------------------------------------------------------------------

// A hundred days of thirty currencies: a month's last day for eight years. The program travels to
// every device, so it is no place for each day of the bank.
static constexpr std::size_t rates_max = 3'000;

static std::string place_of_rate(std::size_t index) {
    return "rates[" + std::to_string(index) + "]";
}

static Outcome rate_is_sound(const ExchangeRate& rate, std::size_t index, Date today) {
    const std::string place = place_of_rate(index);
    if (!rate.currency.given() || rate.currency == Currency{{'E', 'U', 'R'}}) {
        return problem(ProblemCode::currency_must_be_known, place + ".currency");
    }
    if (rate.on == Date{}) return problem(ProblemCode::date_must_be_valid, place + ".on");
    if (rate.on > today) {
        const std::string limit = text_from_date(today);
        return problem(ProblemCode::date_must_not_be_in_the_future, place + ".on", limit);
    }
    if (rate.per_euro_millionths > 0 && rate.per_euro_millionths <= per_euro_millionths_max) {
        return Done{};
    }
    const std::string limit = std::to_string(per_euro_millionths_max);
    return problem(ProblemCode::value_must_be_in_range, place, limit);
}

// Both lists together, each rate once, by day and currency. A rate that is there already may come
// again, but not with another figure: amounts have been told by it.
static Result<std::vector<ExchangeRate>> joined(
    const std::vector<ExchangeRate>& there, const std::vector<ExchangeRate>& added
) {
    const auto before = [](const ExchangeRate& a, const ExchangeRate& b) {
        return std::tie(a.on, a.currency.code) < std::tie(b.on, b.currency.code);
    };
    std::set<ExchangeRate, decltype(before)> all(there.begin(), there.end(), before);
    for (std::size_t i = 0; i < added.size(); i++) {
        const auto [stands, is_new] = all.insert(added[i]);
        if (is_new || stands->per_euro_millionths == added[i].per_euro_millionths) continue;
        const std::string limit =
            std::string(added[i].currency.text()) + " " + text_from_date(added[i].on);
        return problem(ProblemCode::rule_must_not_change_the_past, place_of_rate(i), limit);
    }
    TRY_DONE(list_is_short_enough(all.size(), "rates", rates_max));
    return std::vector<ExchangeRate>(all.begin(), all.end());
}

static Result<Changes> act(
    const AddRates& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        record_in_reach({Kind::program, command.program.bytes}, records, context.actor));
    if (command.rates.empty()) return problem(ProblemCode::field_must_be_given, "rates");
    TRY_DONE(list_is_short_enough(command.rates.size(), "rates", rates_max));
    for (std::size_t i = 0; i < command.rates.size(); i++) {
        TRY_DONE(rate_is_sound(command.rates[i], i, date_of(context.now)));
    }
    const auto& there = body_of<Program>(*before).exchange_rates;
    TRY(std::vector<ExchangeRate> rates, joined(there, command.rates));
    if (rates.size() == there.size()) {
        return problem(ProblemCode::row_must_not_repeat_another, "rates");
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    const std::string last = text_from_date(rates.back().on);
    body_of<Program>(record).exchange_rates = std::move(rates);
    changes.tell(record, told("rates_added", {}, last, {}));
    changes.put(std::move(record));
    return changes.take();
}

// ---- The rules of these commands ----------------------------------------------------------------

static void need_pending(const Command&, const Actor&, Needs& wanted) {
    wanted.index_keys.emplace_back(pending_rules_key);
    wanted.guards.emplace_back(pending_rules_key);
}

static void need_program(const Command&, const Actor&, Needs& wanted) {
    wanted.index_keys.emplace_back(program_key);
    wanted.guards.emplace_back(program_key);
    wanted.guards.emplace_back(pending_rules_key);
}

static void need_ending(
    const Command&, const RecordSource& records, const Context&, Needs& wanted
) {
    for (const Record* record : records.under(program_key)) {
        const std::string& version = body_of<Program>(*record).rules_version;
        wanted.records.push_back({Kind::rule_set, rule_set_id(version).bytes});
    }
}

static constexpr Right rule_editors[] = {{Side::staff, Permission::edit_rules}};
static constexpr Right the_clock[] = {{Side::system, {}}};

constinit const CommandRule ProposeRules::registered = with_needs(
    command_rule<&ProposeRules::rule_set>("propose_rules", Kind::rule_set, rule_editors),
    need_pending,
    nullptr
);
constinit const CommandRule ApproveRules::registered = with_needs(
    command_rule<&ApproveRules::rule_set>("approve_rules", Kind::rule_set, rule_editors),
    need_pending,
    nullptr
);
constinit const CommandRule WithdrawRules::registered = with_needs(
    command_rule<&WithdrawRules::rule_set>("withdraw_rules", Kind::rule_set, rule_editors),
    need_pending,
    nullptr
);
constinit const CommandRule PutRulesInForce::registered = with_needs(
    command_rule<&PutRulesInForce::rule_set>("put_rules_in_force", Kind::rule_set, the_clock),
    need_program,
    need_ending
);
constinit const CommandRule AddRates::registered = with_needs(
    command_rule<&AddRates::program>("add_rates", Kind::program, rule_editors),
    need_program,
    nullptr
);

std::span<const CommandRule* const> rule_commands() {
    static constexpr const CommandRule* rules[] = {
        &ProposeRules::registered,
        &ApproveRules::registered,
        &WithdrawRules::registered,
        &PutRulesInForce::registered,
        &AddRates::registered,
    };
    return rules;
}

}  // namespace entente
