#include "core/domain/decide.h"

#include "core/domain/commands/command_rule.h"
#include "core/domain/enablement/rollup.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::string guard_of(const RecordKey& key) {
    return index_key(name_of(key.kind), key.id);
}

Needs needs(const Command& command, const Actor& actor) {
    const CommandRule& rule = command.rule();
    Needs wanted;
    wanted.records.push_back(subject_of(command));
    wanted.guards.push_back(guard_of(subject_of(command)));
    if (actor.partner.given()) wanted.records.push_back({Kind::partner, actor.partner.bytes});
    if (rule.needs != nullptr) rule.needs(command, actor, wanted);
    return wanted;
}

Needs further_needs(const Command& command, const RecordSource& records, const Context& context) {
    const CommandRule& rule = command.rule();
    Needs wanted;
    if (const Record* subject = records.find(subject_of(command))) {
        const PartnerId partner = place_of(*subject).partner;
        if (partner.given()) wanted.records.push_back({Kind::partner, partner.bytes});
    }
    if (rule.further_needs != nullptr) rule.further_needs(command, records, context, wanted);
    return wanted;
}

// Why somebody may not: a level that their partner lacks opens it, or it is not their role's.
static Problem refusal(const CommandRule& rule, const Context& context) {
    const Actor& actor = context.actor;
    for (const Right& right : rule.rights) {
        if (!actor.partner.given() || right.side != Side::partner || !right.permission) continue;
        const Level* level =
            level_that_opens(context.program, *right.permission, actor.permissions);
        if (level == nullptr) continue;
        return {ProblemCode::permission_must_be_unlocked_by_certificates, {}, level->name};
    }
    return {ProblemCode::permission_must_be_held, {}, {}};
}

Result<Changes> decide(
    const Command& command, const RecordSource& records, const Context& context
) {
    const CommandRule& rule = command.rule();
    if (!may_do(rule, context.actor)) return refusal(rule, context);
    return rule.act(command, records, context);
}

std::vector<Due> dues_of(const Record& record, const Program& program) {
    std::vector<Due> dues;
    const KindRule& rule = record.body.rule();
    if (rule.dues != nullptr) rule.dues(record, program, dues);
    return dues;
}

}  // namespace entente
