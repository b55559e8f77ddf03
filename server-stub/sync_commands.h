// One command against the store: load what the rules need, let them decide, write what changed.
#pragma once

#include "core/domain/project.h"
#include "core/sync/protocol.h"
#include "server-stub/store.h"

#include <set>

namespace entente {

// What of the store somebody reaches.
Access access_from(const Actor& actor);

struct RulesInForce {
    const Program& program;
    const PublicSuffixes* suffixes = nullptr;
};

struct CommandRun {
    StoreWriter& writer;
    const Actor& actor;
    const Program& program;
    const PublicSuffixes* suffixes = nullptr;
    Moment now;
    IdBytes seed{};
    Moment proved_not_before;
    std::int64_t foreseen = 0;
    std::string origin;            // The hash of a device's command, for the audit log.
    std::set<std::string> scopes;  // Where rows changed.
    std::set<Kind> kinds;          // Of which kinds.
};

CommandResult not_applied(Verdict verdict, const Problem& problem);

// Applied with everything that belongs to it, or not applied and nothing was written.
CommandResult perform_command(
    CommandRun& run, const Command& command, const std::vector<FieldBase>& base
);

// What the system does at a due moment. A due that the rules refuse has been overtaken: it goes.
std::set<std::string> perform_due(
    StoreWriter& writer, const StoredDue& due, const RulesInForce& rules, Moment now
);

void keep_dead_letter(
    StoreWriter& writer,
    const ClientState& client,
    const PushedCommand& command,
    const CommandResult& result,
    Moment now
);

// Something that operators must look at.
void note_alarm(
    StoreWriter& writer,
    const Actor& actor,
    std::string_view event,
    const IdBytes& subject,
    Moment now
);

}  // namespace entente
