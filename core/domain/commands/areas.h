// One function an area: the rules of its commands. What is not in one of these lists is not a
// command of the product.
#pragma once

#include <span>

namespace entente {

struct CommandRule;

std::span<const CommandRule* const> registration_commands();
std::span<const CommandRule* const> pursued_deal_commands();
std::span<const CommandRule* const> fund_commands();
std::span<const CommandRule* const> import_commands();
std::span<const CommandRule* const> money_commands();
std::span<const CommandRule* const> pursuit_commands();
std::span<const CommandRule* const> learning_commands();
std::span<const CommandRule* const> onboarding_commands();
std::span<const CommandRule* const> support_commands();
std::span<const CommandRule* const> lead_commands();
std::span<const CommandRule* const> outreach_commands();
std::span<const CommandRule* const> people_commands();
std::span<const CommandRule* const> partner_commands();
std::span<const CommandRule* const> rule_commands();

}  // namespace entente
