// The rules of the commands about deals: whose right each is and what it needs.
#include "core/domain/claims/linking.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/claims/territory.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/earnings/deal_money.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/acts.h"

namespace entente {

static constexpr Right registrars[] = {{Side::partner, Permission::register_deal}};
static constexpr Right reviewers[] = {{Side::staff, Permission::review_deals}};
static constexpr Right both_sides[] = {
    {Side::partner, Permission::register_deal}, {Side::staff, Permission::review_deals}};
static constexpr Right the_board[] = {{Side::staff, Permission::award_conflicts}};
static constexpr Right revokers[] = {{Side::staff, Permission::revoke_deals}};
static constexpr Right the_clock[] = {{Side::system, std::nullopt}};

static void need_what_a_form_is_checked_by(const Command&, const Actor& actor, Needs& wanted) {
    const IdBytes& partner = actor.partner.bytes;
    for (const std::string_view name : {"agreements_of", "certificates_of"}) {
        wanted.index_keys.push_back(index_key(name, partner));
    }
}

static void need_what_the_cap_is_checked_by(const Command&, const Actor& actor, Needs& wanted) {
    wanted.index_keys.push_back(index_key("open_deals_of", actor.partner.bytes));
    wanted.guards.push_back(index_key("cap", actor.partner.bytes));
}

static void need_what_a_registration_is_checked_by(
    const Command& command, const Actor& actor, Needs& wanted
) {
    need_what_a_form_is_checked_by(command, actor, wanted);
    need_what_the_cap_is_checked_by(command, actor, wanted);
}

// A claim that is made, or made anew: what it may overlap with, and whose territory it is in.
static void need_claims(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const Record* deal = records.find(subject_of(command));
    const auto* submit = command.as<SubmitDeal>();
    const auto* answer = command.as<AnswerQuestion>();
    if (submit != nullptr || answer != nullptr) {
        const DealForm& form = submit != nullptr ? submit->form : answer->form;
        need_rivals(claim_keys(form, context.suffixes), records, wanted);
        wanted.index_keys.push_back(agreements_in(form.customer.country));
    } else if (deal != nullptr) {
        need_rivals(body_of<Deal>(*deal).match_keys, records, wanted);
        wanted.index_keys.push_back(agreements_in(body_of<Deal>(*deal).customer.country));
    }
    need_contest(subject_of(command).id, records, wanted);
}

// A claim that may leave: whom it was linked to.
static void need_parties(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    need_contest(subject_of(command).id, records, wanted);
}

// Two claims that are to be one customer's.
static void need_both(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    need_contest(subject_of(command).id, records, wanted);
    const IdBytes& other = command.get<JoinClaims>().other;
    wanted.records.push_back({Kind::pursuit, other});
    wanted.records.push_back({Kind::deal, other});
    for (const Kind kind : {Kind::pursuit, Kind::deal}) {
        if (const Record* party = records.find({kind, other})) need_party(*party, wanted);
    }
}

// An award: the parties, what ranks them, and whom else a loser was linked to.
static void need_case(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    need_contest(subject->id, records, wanted);
    need_rivals(body_of<Deal>(*subject).match_keys, records, wanted);
    const Contest* contest = contest_in(records, subject->id);
    if (contest == nullptr) return;
    for (const IdBytes& id : contest->linked) {
        need_contest(id, records, wanted);
        const Record* party = records.find({Kind::deal, id});
        if (party != nullptr) need_rivals(body_of<Deal>(*party).match_keys, records, wanted);
    }
}

// What a won deal brings: its money, and the question how content the customer is.
static void need_what_is_won(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const RecordKey subject = subject_of(command);
    wanted.records.push_back({Kind::survey, deal_survey_id({subject.id})});
    const Record* deal = records.find(subject);
    if (deal != nullptr) need_money_of(body_of<Deal>(*deal), records, context, wanted);
}

static void need_the_source(const Command& command, const Actor&, Needs& wanted) {
    wanted.records.push_back({Kind::deal, command.get<CloneDeal>().from.bytes});
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
    need_claims
));
constinit const CommandRule DiscardDraft::registered =
    command_rule<&DiscardDraft::deal>("discard_draft", Kind::deal, registrars);
constinit const CommandRule WithdrawDeal::registered = with_needs(
    command_rule<&WithdrawDeal::deal>("withdraw_deal", Kind::deal, registrars),
    nullptr,
    need_parties
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
    need_claims
));
constinit const CommandRule ApproveDeal::registered =
    command_rule<&ApproveDeal::deal>("approve_deal", Kind::deal, reviewers);
constinit const CommandRule RejectDeal::registered =
    command_rule<&RejectDeal::deal>("reject_deal", Kind::deal, reviewers);
constinit const CommandRule JoinClaims::registered = with_needs(
    command_rule<&JoinClaims::deal>("join_claims", Kind::deal, reviewers), nullptr, need_both
);
constinit const CommandRule AwardConflict::registered = with_needs(
    command_rule<&AwardConflict::deal>("award_conflict", Kind::deal, the_board), nullptr, need_case
);
constinit const CommandRule ReportWon::registered =
    command_rule<&ReportWon::deal>("report_won", Kind::deal, registrars);
constinit const CommandRule ConfirmWon::registered = with_needs(
    command_rule<&ConfirmWon::deal>("confirm_won", Kind::deal, reviewers), nullptr, need_what_is_won
);
constinit const CommandRule ReturnWon::registered =
    command_rule<&ReturnWon::deal>("return_won", Kind::deal, reviewers);
constinit const CommandRule ReportLost::registered = with_needs(
    command_rule<&ReportLost::deal>("report_lost", Kind::deal, registrars), nullptr, need_parties
);
constinit const CommandRule RevokeDeal::registered = with_needs(
    command_rule<&RevokeDeal::deal>("revoke_deal", Kind::deal, revokers), nullptr, need_parties
);
constinit const CommandRule ReviveDeal::registered = with_needs(
    command_rule<&ReviveDeal::deal>("revive_deal", Kind::deal, registrars),
    need_what_a_registration_is_checked_by,
    need_claims
);
constinit const CommandRule AppealDecision::registered = with_needs(
    command_rule<&AppealDecision::deal>("appeal_decision", Kind::deal, registrars),
    need_what_the_cap_is_checked_by,
    need_claims
);
constinit const CommandRule CloneDeal::registered = with_needs(
    command_rule<&CloneDeal::deal>("clone_deal", Kind::deal, registrars), need_the_source, nullptr
);
constinit const CommandRule RequestExtension::registered =
    command_rule<&RequestExtension::deal>("request_extension", Kind::deal, registrars);
constinit const CommandRule DecideExtension::registered =
    command_rule<&DecideExtension::deal>("decide_extension", Kind::deal, reviewers);
constinit const CommandRule AddEvidence::registered =
    command_rule<&AddEvidence::deal>("add_evidence", Kind::deal, registrars);
constinit const CommandRule CommentOnDeal::registered =
    command_rule<&CommentOnDeal::deal>("comment_on_deal", Kind::deal, both_sides);
constinit const CommandRule RemindOfReview::registered =
    command_rule<&RemindOfReview::deal>("remind_of_review", Kind::deal, the_clock);
constinit const CommandRule RemindOfProtection::registered =
    command_rule<&RemindOfProtection::deal>("remind_of_protection", Kind::deal, the_clock);
constinit const CommandRule WarnInactive::registered =
    command_rule<&WarnInactive::deal>("warn_inactive", Kind::deal, the_clock);
constinit const CommandRule CloseUnanswered::registered = with_needs(
    command_rule<&CloseUnanswered::deal>("close_unanswered", Kind::deal, the_clock),
    nullptr,
    need_parties
);
constinit const CommandRule LapseProtection::registered = with_needs(
    command_rule<&LapseProtection::deal>("lapse_protection", Kind::deal, the_clock),
    nullptr,
    need_parties
);

DealId deal_of(const Command& command) {
    const RecordKey subject = subject_of(command);
    return subject.kind == Kind::deal ? DealId{subject.id} : DealId{};
}

// From the draft to the decision, and the stage: what the portal's screens give.
std::span<const CommandRule* const> registration_commands() {
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
    };
    return rules;
}

// What comes after a decision, and what time does.
std::span<const CommandRule* const> pursued_deal_commands() {
    static constexpr const CommandRule* rules[] = {
        &JoinClaims::registered,       &AwardConflict::registered,
        &ReportWon::registered,        &ConfirmWon::registered,
        &ReturnWon::registered,        &ReportLost::registered,
        &RevokeDeal::registered,       &ReviveDeal::registered,
        &AppealDecision::registered,   &CloneDeal::registered,
        &RequestExtension::registered, &DecideExtension::registered,
        &AddEvidence::registered,      &CommentOnDeal::registered,
        &CloseUnanswered::registered,  &LapseProtection::registered,
        &RemindOfReview::registered,   &RemindOfProtection::registered,
        &WarnInactive::registered,
    };
    return rules;
}

}  // namespace entente
