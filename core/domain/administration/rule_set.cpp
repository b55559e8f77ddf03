#include "core/domain/administration/rule_set.h"

#include "core/domain/commands/administration.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(RuleSetState) {
    static constexpr std::array<std::string_view, 5> names{
        "proposed", "approved", "in_force", "past", "withdrawn"};
    return names;
}

RuleSetId rule_set_id(std::string_view version) {
    return {derived_id({}, "rules." + std::string(version), 0)};
}

void RuleSet::describe(FieldVisitor& v) {
    field(v, "version", version);
    field(v, "state", state);
    field(v, "program", program);
    field(v, "note", note);
    field(v, "proposed_by", proposed_by);
    field(v, "proposed_by_name", proposed_by_name);
    field(v, "proposed_at", proposed_at);
    field(v, "approved_by", approved_by);
    field(v, "approved_by_name", approved_by_name);
    field(v, "approved_at", approved_at);
    field(v, "in_force_at", in_force_at);
    field(v, "ended_at", ended_at);
}

static constexpr FieldAccess fields[] = {
    {"version", seen_by::staff},
    {"state", seen_by::staff},
    {"program", seen_by::staff},
    {"note", seen_by::staff},
    {"proposed_by", seen_by::staff},
    {"proposed_by_name", seen_by::staff},
    {"proposed_at", seen_by::staff},
    {"approved_by", seen_by::staff},
    {"approved_by_name", seen_by::staff},
    {"approved_at", seen_by::staff},
    {"in_force_at", seen_by::staff},
    {"ended_at", seen_by::staff},
};

static bool is_pending(const RuleSet& rules) {
    return rules.state == RuleSetState::proposed || rules.state == RuleSetState::approved;
}

static std::vector<std::string> keys_of_rule_set(const Record& record) {
    std::vector<std::string> keys{"rule_sets"};
    if (is_pending(body_of<RuleSet>(record))) keys.emplace_back(pending_rules_key);
    return keys;
}

static void dues_of_rule_set(const Record& record, const Program&, std::vector<Due>& dues) {
    const auto& rules = body_of<RuleSet>(record);
    if (rules.state != RuleSetState::approved) return;
    dues.push_back({start_of(rules.program.effective_from), PutRulesInForce{{record.id}}});
}

constinit const KindRule RuleSet::registered = {
    .kind = Kind::rule_set,
    .type = body_type<RuleSet>,
    .place = [](const Record&) -> Place {
        return {.home = Place::Home::staff, .partner = {}, .owner = {}, .shared = true};
    },
    .index_keys = keys_of_rule_set,
    .fields = fields,
    .dues = dues_of_rule_set};

Program with_rates_of(Program rules, const Program& current) {
    rules.exchange_rates = current.exchange_rates;
    return rules;
}

static bool keeps_older_rules(const Deal& deal, const Context& context) {
    return !deal.rules_version.empty() && deal.rules_version != context.program.rules_version;
}

const Program& program_of(const Deal& deal, const RecordSource& records, const Context& context) {
    if (!keeps_older_rules(deal, context)) return context.program;
    const Record* kept = records.find({Kind::rule_set, rule_set_id(deal.rules_version).bytes});
    return kept == nullptr ? context.program : body_of<RuleSet>(*kept).program;
}

void need_program_of(const Deal& deal, const Context& context, Needs& wanted) {
    if (!keeps_older_rules(deal, context)) return;
    wanted.records.push_back({Kind::rule_set, rule_set_id(deal.rules_version).bytes});
}

}  // namespace entente
