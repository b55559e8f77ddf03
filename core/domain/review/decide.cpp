#include "core/domain/decide.h"

#include "core/base/sort.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/sight.h"

#include <algorithm>

namespace entente {

static bool registers(const Command& command) {
    return std::holds_alternative<SubmitDeal>(command) ||
           std::holds_alternative<AnswerQuestion>(command);
}

Needs needs(const Command& command, const Actor& actor) {
    Needs wanted;
    wanted.records.push_back({Kind::deal, deal_of(command).bytes});
    if (!actor.partner.given()) return wanted;
    const IdBytes& partner = actor.partner.bytes;
    wanted.records.push_back({Kind::partner, partner});
    if (!registers(command)) return wanted;
    for (const std::string_view name : {"agreements_of", "certificates_of", "open_deals_of"}) {
        wanted.index_keys.push_back(index_key(name, partner));
    }
    if (std::holds_alternative<SubmitDeal>(command)) {
        wanted.guards.push_back(index_key("cap", partner));
    }
    return wanted;
}

// The keys under which the command's claim stands or will stand.
static std::vector<std::string> keys_of_claim(
    const Command& command, const Record* deal, const Context& context
) {
    std::vector<std::string> keys;
    if (deal != nullptr) keys = body_of<Deal>(*deal).match_keys;
    std::vector<std::string> more;
    if (const auto* submit = std::get_if<SubmitDeal>(&command)) {
        more = claim_keys(submit->form, context.suffixes);
    }
    if (const auto* answer = std::get_if<AnswerQuestion>(&command)) {
        more = claim_keys(answer->form, context.suffixes);
    }
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

// Whether the command can begin or end an overlap.
static bool touches_claims(const Command& command) {
    return registers(command) || std::holds_alternative<WithdrawDeal>(command) ||
           std::holds_alternative<CloseUnanswered>(command) ||
           std::holds_alternative<LapseProtection>(command);
}

// A rival that is released is asked whom else it meets, so its keys are wanted too, once it is
// seen.
static void add_keys_of_rivals(std::vector<std::string>& keys, const RecordSource& records) {
    const std::size_t own = keys.size();
    for (std::size_t i = 0; i < own; i++) {
        for (const Record* record : records.under("match:" + keys[i])) {
            if (record->kind() != Kind::deal) continue;
            const std::vector<std::string>& theirs = body_of<Deal>(*record).match_keys;
            keys.insert(keys.end(), theirs.begin(), theirs.end());
        }
    }
}

Needs further_needs(const Command& command, const RecordSource& records, const Context& context) {
    Needs wanted;
    const Record* deal = records.find({Kind::deal, deal_of(command).bytes});
    if (deal != nullptr) {
        wanted.records.push_back({Kind::partner, body_of<Deal>(*deal).partner.bytes});
    }
    if (!touches_claims(command)) return wanted;
    std::vector<std::string> keys = keys_of_claim(command, deal, context);
    add_keys_of_rivals(keys, records);
    sort_values(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (const std::string& key : keys) {
        wanted.index_keys.push_back("match:" + key);
        wanted.guards.push_back("match:" + key);
    }
    return wanted;
}

Result<Changes> decide(
    const Command& command, const RecordSource& records, const Context& context
) {
    return std::visit([&](const auto& any) { return act(any, records, context); }, command);
}

}  // namespace entente
