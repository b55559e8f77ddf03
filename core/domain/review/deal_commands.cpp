// The rules of the commands about deals: whose right each is and what it needs.
#include "core/domain/claims/rivals.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/acts.h"

#include <algorithm>

namespace entente {

static constexpr Right registrars[] = {{Side::partner, Permission::register_deal}};
static constexpr Right reviewers[] = {{Side::staff, Permission::review_deals}};
static constexpr Right the_clock[] = {{Side::system, std::nullopt}};

static void need_what_a_form_is_checked_by(const Command&, const Actor& actor, Needs& wanted) {
    const IdBytes& partner = actor.partner.bytes;
    for (const std::string_view name : {"agreements_of", "certificates_of", "open_deals_of"}) {
        wanted.index_keys.push_back(index_key(name, partner));
    }
}

static void need_what_a_registration_is_checked_by(
    const Command& command, const Actor& actor, Needs& wanted
) {
    need_what_a_form_is_checked_by(command, actor, wanted);
    wanted.guards.push_back(index_key("cap", actor.partner.bytes));
}

// The keys under which the command's claim stands or will stand.
static std::vector<std::string> keys_of_claim(
    const Command& command, const RecordSource& records, const Context& context
) {
    std::vector<std::string> keys;
    if (const Record* deal = records.find(subject_of(command))) {
        keys = body_of<Deal>(*deal).match_keys;
    }
    std::vector<std::string> more;
    if (const auto* submit = command.as<SubmitDeal>()) {
        more = claim_keys(submit->form, context.suffixes);
    }
    if (const auto* answer = command.as<AnswerQuestion>()) {
        more = claim_keys(answer->form, context.suffixes);
    }
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
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

// For what can begin or end an overlap.
static void need_rivals(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    std::vector<std::string> keys = keys_of_claim(command, records, context);
    add_keys_of_rivals(keys, records);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (const std::string& key : keys) {
        wanted.index_keys.push_back("match:" + key);
        wanted.guards.push_back("match:" + key);
    }
}

static constexpr CommandRule guarding(CommandRule rule) {
    rule.guards_fields = true;
    return rule;
}

constinit const CommandRule KeepDraft::registered =
    guarding(command_rule<&KeepDraft::deal>("keep_draft", Kind::deal, registrars));
constinit const CommandRule SubmitDeal::registered = guarding(with_needs(
    command_rule<&SubmitDeal::deal>("submit_deal", Kind::deal, registrars),
    need_what_a_registration_is_checked_by,
    need_rivals
));
constinit const CommandRule DiscardDraft::registered =
    command_rule<&DiscardDraft::deal>("discard_draft", Kind::deal, registrars);
constinit const CommandRule WithdrawDeal::registered = with_needs(
    command_rule<&WithdrawDeal::deal>("withdraw_deal", Kind::deal, registrars), nullptr, need_rivals
);
constinit const CommandRule MoveStage::registered =
    command_rule<&MoveStage::deal>("move_stage", Kind::deal, registrars);
constinit const CommandRule ClaimDeal::registered =
    command_rule<&ClaimDeal::deal>("claim_deal", Kind::deal, reviewers);
constinit const CommandRule AskAboutDeal::registered =
    command_rule<&AskAboutDeal::deal>("ask_about_deal", Kind::deal, reviewers);
constinit const CommandRule AnswerQuestion::registered = guarding(with_needs(
    command_rule<&AnswerQuestion::deal>("answer_question", Kind::deal, registrars),
    need_what_a_form_is_checked_by,
    need_rivals
));
constinit const CommandRule ApproveDeal::registered =
    command_rule<&ApproveDeal::deal>("approve_deal", Kind::deal, reviewers);
constinit const CommandRule RejectDeal::registered =
    command_rule<&RejectDeal::deal>("reject_deal", Kind::deal, reviewers);
constinit const CommandRule CloseUnanswered::registered = with_needs(
    command_rule<&CloseUnanswered::deal>("close_unanswered", Kind::deal, the_clock),
    nullptr,
    need_rivals
);
constinit const CommandRule LapseProtection::registered = with_needs(
    command_rule<&LapseProtection::deal>("lapse_protection", Kind::deal, the_clock),
    nullptr,
    need_rivals
);

DealId deal_of(const Command& command) {
    const RecordKey subject = subject_of(command);
    return subject.kind == Kind::deal ? DealId{subject.id} : DealId{};
}

std::span<const CommandRule* const> deal_commands() {
    static constexpr const CommandRule* rules[] = {
        &KeepDraft::registered,
        &SubmitDeal::registered,
        &DiscardDraft::registered,
        &WithdrawDeal::registered,
        &MoveStage::registered,
        &ClaimDeal::registered,
        &AskAboutDeal::registered,
        &AnswerQuestion::registered,
        &ApproveDeal::registered,
        &RejectDeal::registered,
        &CloseUnanswered::registered,
        &LapseProtection::registered,
    };
    return rules;
}

}  // namespace entente
