// What follows from a command's rule.
#include "core/base/format/cbor.h"
#include "core/domain/commands/command_rule.h"

#include <algorithm>

namespace entente {

const CommandRule* command_rule_named(std::string_view name) {
    for (const CommandArea area : command_areas()) {
        for (const CommandRule* rule : area()) {
            if (rule->name == name) return rule;
        }
    }
    return nullptr;
}

std::vector<std::string_view> command_names() {
    std::vector<std::string_view> names;
    for (const CommandArea area : command_areas()) {
        for (const CommandRule* rule : area()) names.push_back(rule->name);
    }
    return names;
}

std::span<const std::string_view> names_of(Side) {
    static constexpr std::array<std::string_view, 3> names{"partner", "staff", "system"};
    return names;
}

static Side side_of(const Actor& actor) {
    if (actor.system) return Side::system;
    return actor.partner.given() ? Side::partner : Side::staff;
}

bool may_do(const CommandRule& rule, const Actor& actor) {
    return std::any_of(rule.rights.begin(), rule.rights.end(), [&actor](const Right& right) {
        if (right.side != side_of(actor)) return false;
        return !right.permission || actor.permissions.holds(*right.permission);
    });
}

std::string_view command_name(const Command& command) {
    return command.rule().name;
}

std::int64_t command_version(const Command& command) {
    return command.rule().version;
}

RecordKey subject_of(const Command& command) {
    const CommandRule& rule = command.rule();
    return {rule.subject, rule.subject_id(command)};
}

Bytes args_from_command(const Command& command) {
    return cbor_from(command);
}

Result<Command> command_from_args(std::string_view name, std::int64_t version, ByteView args) {
    const CommandRule* rule = command_rule_named(name);
    if (rule == nullptr || version != rule->version) return ProblemCode::command_must_be_known;
    TRY(Command command, from_cbor(args, rule->empty));
    if (subject_of(command).id == IdBytes{}) {
        return Problem{ProblemCode::field_must_be_given, std::string(name_of(rule->subject)), {}};
    }
    return command;
}

}  // namespace entente
