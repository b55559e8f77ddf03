// The areas of commands that the browser knows: those with a screen. An area joins with its first
// one.
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"

namespace entente {

std::span<const CommandArea> command_areas() {
    static constexpr CommandArea areas[] = {registration_commands};
    return areas;
}

}  // namespace entente
