// What is to be known of a command: its name, whose right it is, what it needs, what it does.
//
// Each command has its rule beside its act; an area lists its rules, command_list.cpp the areas.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Which kind of actor a right is for.
enum class Side : std::uint8_t { partner, staff, system };
std::span<const std::string_view> names_of(Side);

// Who may ask for it: somebody of that side who holds the permission. The system needs none.
struct Right {
    Side side = Side::partner;
    std::optional<Permission> permission;
};

struct CommandRule {
    std::string_view name;
    std::int64_t version = 1;
    Kind subject{};
    std::span<const Right> rights;  // One that applies is enough.

    Command (*empty)() = nullptr;
    const IdBytes& (*subject_id)(const Command&) = nullptr;
    Result<Changes> (*act)(const Command&, const RecordSource&, const Context&) = nullptr;

    // What it needs beyond its subject, its subject's partner and the actor's; null: nothing.
    void (*needs)(const Command&, const Actor&, Needs&) = nullptr;
    void (*further_needs)(const Command&, const RecordSource&, const Context&, Needs&) = nullptr;

    // It writes fields that others may have changed meanwhile: a device says what it had seen.
    bool guards_fields = false;
};

bool may_do(const CommandRule& rule, const Actor& actor);

// The rules of an area: areas.h. What a program knows: whole_areas.cpp or portal_areas.cpp.
using CommandArea = std::span<const CommandRule* const> (*)();
std::span<const CommandArea> command_areas();
const CommandRule* command_rule_named(std::string_view name);

// Starts the rule of a command whose act() is a function of these arguments and whose first field
// is the id of its subject:
//   constinit const CommandRule ClaimDeal::registered =
//       command_rule<&ClaimDeal::deal>("claim_deal", Kind::deal, reviewers);
template <auto subject>
struct CommandMaker;
template <typename Args, typename SubjectId, SubjectId Args::*subject>
struct CommandMaker<subject> {
    static Command empty() { return Args{}; }
    static const IdBytes& subject_id(const Command& command) {
        return (command.get<Args>().*subject).bytes;
    }
    static Result<Changes> act_on(
        const Command& command, const RecordSource& records, const Context& context
    ) {
        return act(command.get<Args>(), records, context);
    }
};
template <auto subject>
constexpr CommandRule command_rule(
    std::string_view name, Kind kind, std::span<const Right> rights
) {
    using Maker = CommandMaker<subject>;
    return {
        .name = name,
        .version = 1,
        .subject = kind,
        .rights = rights,
        .empty = Maker::empty,
        .subject_id = Maker::subject_id,
        .act = Maker::act_on};
}
// The same with what it needs.
constexpr CommandRule with_needs(
    CommandRule rule,
    decltype(CommandRule::needs) needs,
    decltype(CommandRule::further_needs) further_needs
) {
    rule.needs = needs;
    rule.further_needs = further_needs;
    return rule;
}

}  // namespace entente
