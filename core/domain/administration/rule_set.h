// A version of the program's rules, from the day somebody proposes it: who agreed, from when it
// holds, and what it said. One that was in force is kept for ever.
//
// The program that holds now is the Program record, which travels to everybody; these are at home
// with the staff. Rates of exchange are dated figures and no part of a version.
#pragma once

#include "core/domain/decide.h"

namespace entente {

enum class RuleSetState : std::uint8_t {
    proposed,
    approved,  // By a second person; in force on its day.
    in_force,
    past,  // Another came into force.
    withdrawn,
};
std::span<const std::string_view> names_of(RuleSetState);

struct RuleSetTag;
using RuleSetId = Id<RuleSetTag>;
// One version, one id: no two have the same name.
RuleSetId rule_set_id(std::string_view version);

struct RuleSet {
    std::string version;  // Program::rules_version.
    RuleSetState state = RuleSetState::proposed;
    Program program;  // As proposed, without rates of exchange; a past one as it was at its end.
    std::string note;
    PersonId proposed_by;
    std::string proposed_by_name;
    Moment proposed_at;
    PersonId approved_by;
    std::string approved_by_name;
    Moment approved_at;
    Moment in_force_at;
    Moment ended_at;  // Past, or withdrawn.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const RuleSet&, const RuleSet&) = default;
};

// The index key of the one that is proposed or approved, if any.
inline constexpr std::string_view pending_rules_key = "rule_sets_pending";

// What a rule set would be in force as, beside the rates that the program has.
Program with_rates_of(Program rules, const Program& current);

// The rules that the deal keeps for life: those in force when it was approved. Those of today for
// one that nobody has approved, and where the version is not at hand: a device holds only today's,
// in which bands of rates bear their days.
const Program& program_of(const Deal& deal, const RecordSource& records, const Context& context);

// What must be loaded for it.
void need_program_of(const Deal& deal, const Context& context, Needs& wanted);

}  // namespace entente
