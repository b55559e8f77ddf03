// The areas of commands that the server and the tests know: all.
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"

namespace entente {

std::span<const CommandArea> command_areas() {
    static constexpr CommandArea areas[] = {
        registration_commands,
        pursued_deal_commands,
        fund_commands,
        import_commands,
        money_commands,
        pursuit_commands,
        learning_commands,
        onboarding_commands,
        support_commands,
        lead_commands,
        outreach_commands,
        people_commands,
        partner_commands,
        rule_commands,
    };
    return areas;
}

}  // namespace entente
