// The commands of the investment program: what each reads, whom it lets, and what it changes.
#include "core/base/text/bounds.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/funds.h"
#include "core/domain/investment/fund_rules.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/view/reach.h"

namespace entente {

// ---- What is read -------------------------------------------------------------------------------

FundBook book_of(AllocationId allocation, const RecordSource& records) {
    FundBook book;
    const Record* record = records.find({Kind::allocation, allocation.bytes});
    if (record != nullptr) book.allocation = body_of<Allocation>(*record);
    for (const Record* row : records.under(fund_guard(allocation))) {
        if (const auto* request = row->body.as<FundRequest>()) {
            book.requests.push_back({{row->id}, *request});
        }
        if (const auto* claim = row->body.as<Claim>()) book.claims.push_back({{row->id}, *claim});
    }
    return book;
}

static void need_fund(AllocationId allocation, Needs& wanted) {
    wanted.records.push_back({Kind::allocation, allocation.bytes});
    wanted.index_keys.push_back(fund_guard(allocation));
    wanted.guards.push_back(fund_guard(allocation));
}

// The fund of the request or claim that the command is about.
static void need_fund_of_subject(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    if (const auto* request = subject->body.as<FundRequest>()) {
        need_fund(request->allocation, wanted);
    }
    if (const auto* claim = subject->body.as<Claim>()) need_fund(claim->allocation, wanted);
}

static void need_fund_to_allocate(const Command& command, const Actor&, Needs& wanted) {
    const auto& allocate = command.get<AllocateFund>();
    const RecordKey partner{Kind::partner, allocate.partner.bytes};
    wanted.records.push_back(partner);
    // It is not taken back meanwhile (csv/import_acts.cpp).
    wanted.guards.push_back(guard_of(partner));
    need_fund(allocate.allocation, wanted);
}

static void need_fund_of_year(const Command& command, const Actor& actor, Needs& wanted) {
    need_fund(allocation_id(actor.partner, command.get<KeepFundRequest>().year), wanted);
}

static void need_named_deal(const Command& command, const Actor&, Needs& wanted) {
    wanted.records.push_back({Kind::deal, command.get<NameDealOfActivity>().deal.bytes});
}

static void need_claimed_request(const Command& command, const Actor&, Needs& wanted) {
    wanted.records.push_back({Kind::fund_request, command.get<KeepClaim>().request.bytes});
}

// ---- Allocations --------------------------------------------------------------------------------

static Told told(
    std::string_view event, std::string_view from, std::string_view to, std::string text = {}
) {
    return {
        .event = event,
        .from = std::string(from),
        .to = std::string(to),
        .rule = {},
        .text = std::move(text),
        .internal_text = {}};
}

Result<Changes> act(
    const AllocateFund& command, const RecordSource& records, const Context& context
) {
    const Record* partner = records.find({Kind::partner, command.partner.bytes});
    if (partner == nullptr || !works_with(context.actor, command.partner)) {
        return Problem{ProblemCode::record_must_exist, "partner", {}};
    }
    if (command.allocation != allocation_id(command.partner, command.year)) {
        return Problem{ProblemCode::id_must_be_valid, "allocation", {}};
    }
    TRY_DONE(year_is_open(command.year, context.program, date_of(context.now)));
    TRY_DONE(text_is_short_enough(command.note, "note"));
    const FundBook book = book_of(command.allocation, records);
    const Tier tier = body_of<Partner>(*partner).tier;
    TRY_DONE(allocation_is_sound(command.amount, tier, context.program, book));
    ChangeSet changes(context);
    Allocation allocation = book.allocation;
    const Money before = allocation.amount;
    allocation.partner = command.partner;
    allocation.year = command.year;
    allocation.amount = command.amount;
    allocation.note = command.note;
    allocation.rules_version = context.program.rules_version;
    const Record* kept = records.find({Kind::allocation, command.allocation.bytes});
    Record record = kept == nullptr ? changes.created(command.allocation.bytes, allocation)
                                    : changes.edited(*kept);
    body_of<Allocation>(record) = std::move(allocation);
    changes.tell(
        record,
        told(
            "fund_allocated",
            before.currency.given() ? text_from_money(before) : std::string(),
            text_from_money(command.amount),
            command.note
        )
    );
    changes.put(std::move(record));
    return changes.take();
}

// ---- Requests -----------------------------------------------------------------------------------

// A request in the actor's sight with its fund, and the changes that become of it.
struct RequestAct {
    Record record;
    RequestEntry entry;
    FundBook book;
    FundState from{};
};

static Result<RequestAct> begin(
    FundRequestId id, const RecordSource& records, const ChangeSet& changes
) {
    const RecordKey key{Kind::fund_request, id.bytes};
    TRY(const Record* before, record_in_reach(key, records, changes.context().actor));
    RequestAct act{.record = changes.edited(*before), .entry = {}, .book = {}};
    act.entry = {id, body_of<FundRequest>(*before)};
    act.book = book_of(act.entry.request.allocation, records);
    act.from = act.entry.request.state;
    return act;
}

static Changes finish(
    RequestAct act, ChangeSet& changes, std::string_view event, std::string text = {}
) {
    const FundState to = act.entry.request.state;
    body_of<FundRequest>(act.record) = std::move(act.entry.request);
    changes.tell(act.record, told(event, name_of(act.from), name_of(to), std::move(text)));
    changes.put(std::move(act.record));
    return changes.take();
}

// What was never submitted is the partner's own: its history would tell the vendor of it.
static Changes keep_quiet(RequestAct act, ChangeSet& changes) {
    body_of<FundRequest>(act.record) = std::move(act.entry.request);
    changes.put(std::move(act.record));
    return changes.take();
}

static FundDecision decision_of(const Context& context, const std::string& text) {
    return {.by = context.actor.person, .at = context.now, .text = text};
}

Result<Changes> act(
    const KeepFundRequest& command, const RecordSource& records, const Context& context
) {
    TRY_DONE(fits(command.form));
    ChangeSet changes(context);
    const AllocationId allocation = allocation_id(context.actor.partner, command.year);
    const Record* before = records.find({Kind::fund_request, command.request.bytes});
    if (before == nullptr) {
        FundRequest request;
        request.partner = context.actor.partner;
        request.owner = context.actor.person;
        request.allocation = allocation;
        request.form = command.form;
        changes.put(changes.created(command.request.bytes, std::move(request)));
        return changes.take();
    }
    TRY(RequestAct act, begin(command.request, records, changes));
    if (act.from != FundState::draft) {
        const std::string state(name_of(act.from));
        return Problem{ProblemCode::fund_request_must_allow_this_step, "state", state};
    }
    body_of<FundRequest>(act.record).allocation = allocation;
    body_of<FundRequest>(act.record).form = command.form;
    changes.put(std::move(act.record));
    return changes.take();
}

static std::string number_of(std::string_view prefix, const Context& context) {
    const std::chrono::year_month_day today{date_of(context.now)};
    const std::string name =
        std::string(prefix) + "-" + std::to_string(static_cast<int>(today.year()));
    const std::int64_t count = context.numbers.next(name);
    if (count == 0) return {};
    constexpr std::size_t digits = 4;
    std::string number = std::to_string(count);
    if (number.size() < digits) number.insert(0, digits - number.size(), '0');
    return name + "-" + number;
}

Result<Changes> act(
    const SubmitFundRequest& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(RequestAct act, begin(command.request, records, changes));
    FundRequest& request = act.entry.request;
    if (!act.book.allocation.amount.currency.given()) {
        return Problem{ProblemCode::record_must_exist, "allocation", {}};
    }
    TRY_DONE(submit(request, act.book, act.entry.id, context.program, context.now));
    if (request.number.empty()) request.number = number_of("FR", context);
    return finish(std::move(act), changes, "fund_requested");
}

Result<Changes> act(
    const WithdrawFundRequest& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(RequestAct act, begin(command.request, records, changes));
    TRY_DONE(withdraw(act.entry.request));
    if (act.from == FundState::draft) return keep_quiet(std::move(act), changes);
    return finish(std::move(act), changes, "fund_withdrawn");
}

Result<Changes> act(
    const ApproveFundRequest& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(RequestAct act, begin(command.request, records, changes));
    const FundDecision decision = decision_of(context, command.text);
    TRY_DONE(approve(act.entry, command.amount, decision, act.book, context.program));
    move_on(act.entry.request, changes.today());
    return finish(std::move(act), changes, "fund_approved", command.text);
}

Result<Changes> act(
    const RejectFundRequest& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(RequestAct act, begin(command.request, records, changes));
    TRY_DONE(reject(act.entry.request, decision_of(context, command.text)));
    return finish(std::move(act), changes, "fund_rejected", command.text);
}

Result<Changes> act(
    const CloseFundRequest& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(RequestAct act, begin(command.request, records, changes));
    if (context.actor.system && changes.today() <= act.entry.request.claims_until) {
        const std::string state(name_of(act.from));
        return Problem{ProblemCode::fund_request_must_allow_this_step, "claims_until", state};
    }
    TRY_DONE(close(act.entry.request, act.book, act.entry.id));
    return finish(std::move(act), changes, "fund_closed");
}

Result<Changes> act(
    const MoveFundRequestOn& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(RequestAct act, begin(command.request, records, changes));
    if (!move_on(act.entry.request, changes.today())) {
        const std::string state(name_of(act.from));
        return Problem{ProblemCode::fund_request_must_allow_this_step, "state", state};
    }
    return finish(std::move(act), changes, "fund_moved_on");
}

Result<Changes> act(
    const NameDealOfActivity& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(RequestAct act, begin(command.request, records, changes));
    const RecordKey key{Kind::deal, command.deal.bytes};
    // What is taken back may be gone by now.
    if (!command.named) {
        const Record* deal = records.find(key);
        const bool there = deal != nullptr && reaches(context.actor, *deal);
        const std::string title = there ? body_of<Deal>(*deal).title : std::string();
        TRY_DONE(name_deal(act.entry.request, command.deal, false));
        return finish(std::move(act), changes, "fund_deal_taken_back", title);
    }
    TRY(const Record* deal, record_in_reach(key, records, context.actor));
    const auto& named = body_of<Deal>(*deal);
    if (!named.submitted_at.given()) {
        return Problem{
            ProblemCode::review_must_allow_this_step, "deal", std::string(name_of(named.review))};
    }
    TRY_DONE(name_deal(act.entry.request, command.deal, true));
    return finish(std::move(act), changes, "fund_deal_named", named.title);
}

// ---- Claims -------------------------------------------------------------------------------------

struct ClaimAct {
    Record record;
    ClaimEntry entry;
    FundBook book;
    ClaimState from{};
};

static Result<ClaimAct> begin(ClaimId id, const RecordSource& records, const ChangeSet& changes) {
    const RecordKey key{Kind::claim, id.bytes};
    TRY(const Record* before, record_in_reach(key, records, changes.context().actor));
    ClaimAct act{.record = changes.edited(*before), .entry = {}, .book = {}};
    act.entry = {id, body_of<Claim>(*before)};
    act.book = book_of(act.entry.claim.allocation, records);
    act.from = act.entry.claim.state;
    return act;
}

static void put(ClaimAct& act, ChangeSet& changes, std::string_view event, std::string text) {
    const ClaimState to = act.entry.claim.state;
    body_of<Claim>(act.record) = act.entry.claim;
    changes.tell(act.record, told(event, name_of(act.from), name_of(to), std::move(text)));
    changes.put(std::move(act.record));
}

static Changes finish(
    ClaimAct act, ChangeSet& changes, std::string_view event, std::string text = {}
) {
    put(act, changes, event, std::move(text));
    return changes.take();
}

// A claim that was the last open one past the deadline closes its request, as the deadline would
// have done.
static Changes finish_decided(
    ClaimAct act,
    const RecordSource& records,
    ChangeSet& changes,
    std::string_view event,
    std::string text
) {
    put(act, changes, event, std::move(text));
    const FundRequestId id = act.entry.claim.request;
    const Record* before = records.find({Kind::fund_request, id.bytes});
    if (before == nullptr) return changes.take();
    FundRequest request = body_of<FundRequest>(*before);
    for (ClaimEntry& claim : act.book.claims) {
        if (claim.id == act.entry.id) claim.claim = act.entry.claim;
    }
    const bool over = changes.today() > request.claims_until;
    const FundState from = request.state;
    if (!over || !close(request, act.book, id).ok()) return changes.take();
    Record record = changes.edited(*before, By::system);
    body_of<FundRequest>(record) = std::move(request);
    changes.tell(
        record, told("fund_closed", name_of(from), name_of(FundState::closed)), By::system
    );
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(const KeepClaim& command, const RecordSource& records, const Context& context) {
    ChangeSet changes(context);
    const RecordKey request_key{Kind::fund_request, command.request.bytes};
    TRY(const Record* request, record_in_reach(request_key, records, context.actor));
    const auto say = [&command](Claim& claim) {
        claim.request = command.request;
        claim.amount = command.amount;
        claim.proof = command.proof;
        claim.text = command.text;
    };
    if (records.find({Kind::claim, command.claim.bytes}) == nullptr) {
        Claim claim;
        claim.partner = context.actor.partner;
        claim.owner = context.actor.person;
        claim.allocation = body_of<FundRequest>(*request).allocation;
        say(claim);
        TRY_DONE(fits(claim));
        changes.put(changes.created(command.claim.bytes, std::move(claim)));
        return changes.take();
    }
    TRY(ClaimAct act, begin(command.claim, records, changes));
    if (act.from != ClaimState::draft) {
        const std::string state(name_of(act.from));
        return Problem{ProblemCode::claim_must_allow_this_step, "state", state};
    }
    body_of<Claim>(act.record).allocation = body_of<FundRequest>(*request).allocation;
    say(body_of<Claim>(act.record));
    TRY_DONE(fits(body_of<Claim>(act.record)));
    changes.put(std::move(act.record));
    return changes.take();
}

// One invoice may well be claimed in parts: who decides is told and looks at both.
static void tell_repeated_proof(const ClaimAct& act, ChangeSet& changes) {
    const auto repeated = repeated_proof(act.entry, act.book);
    if (!repeated) return;
    changes.tell(
        act.record,
        {.event = "claim_proof_repeated",
         .from = repeated->claim,
         .to = repeated->name,
         .rule = {},
         .text = {},
         .internal_text = {},
         .internal = true},
        By::system
    );
}

Result<Changes> act(
    const SubmitClaim& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    TRY_DONE(submit(act.entry, act.book, context.now));
    if (act.entry.claim.number.empty()) act.entry.claim.number = number_of("CL", context);
    tell_repeated_proof(act, changes);
    return finish(std::move(act), changes, "claim_submitted");
}

Result<Changes> act(
    const WithdrawClaim& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    TRY_DONE(withdraw(act.entry.claim));
    if (act.from == ClaimState::draft) {
        body_of<Claim>(act.record) = std::move(act.entry.claim);
        changes.put(std::move(act.record));
        return changes.take();
    }
    return finish_decided(std::move(act), records, changes, "claim_withdrawn", {});
}

Result<Changes> act(
    const AskAboutClaim& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    TRY_DONE(ask(act.entry.claim, decision_of(context, command.text), context.program));
    return finish(std::move(act), changes, "claim_question_asked", command.text);
}

Result<Changes> act(
    const AnswerAboutClaim& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    act.entry.claim.amount = command.amount;
    act.entry.claim.proof = command.proof;
    TRY_DONE(fits(act.entry.claim));
    TRY_DONE(text_is_short_enough(command.text, "text"));
    TRY_DONE(answer(act.entry, act.book, changes.today()));
    tell_repeated_proof(act, changes);
    return finish(std::move(act), changes, "claim_question_answered", command.text);
}

Result<Changes> act(
    const LapseClaim& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    TRY_DONE(lapse(act.entry.claim, context.program, changes.today()));
    return finish_decided(std::move(act), records, changes, "claim_lapsed", {});
}

Result<Changes> act(
    const SettleClaim& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    TRY_DONE(settle(act.entry.claim, command.amount, decision_of(context, command.text)));
    return finish_decided(std::move(act), records, changes, "claim_settled", command.text);
}

Result<Changes> act(
    const RejectClaim& command, const RecordSource& records, const Context& context
) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    TRY_DONE(reject(act.entry.claim, decision_of(context, command.text)));
    return finish_decided(std::move(act), records, changes, "claim_rejected", command.text);
}

Result<Changes> act(const PayClaim& command, const RecordSource& records, const Context& context) {
    ChangeSet changes(context);
    TRY(ClaimAct act, begin(command.claim, records, changes));
    TRY_DONE(pay(act.entry.claim, changes.today(), command.payment));
    return finish(std::move(act), changes, "claim_paid", command.payment);
}

// ---- The rules ----------------------------------------------------------------------------------

static constexpr Right allocators[] = {{Side::staff, Permission::allocate_funds}};
static constexpr Right askers[] = {{Side::partner, Permission::request_funds}};
static constexpr Right deciders[] = {{Side::staff, Permission::decide_funds}};
static constexpr Right payers[] = {{Side::staff, Permission::pay_partners}};
static constexpr Right closers[] = {
    {Side::staff, Permission::decide_funds}, {Side::system, std::nullopt}};
static constexpr Right the_clock[] = {{Side::system, std::nullopt}};

template <auto subject>
static constexpr CommandRule fund_rule(
    std::string_view name, Kind kind, std::span<const Right> rights
) {
    return with_needs(command_rule<subject>(name, kind, rights), nullptr, need_fund_of_subject);
}

constinit const CommandRule AllocateFund::registered = with_needs(
    command_rule<&AllocateFund::allocation>("allocate_fund", Kind::allocation, allocators),
    need_fund_to_allocate,
    nullptr
);
constinit const CommandRule KeepFundRequest::registered = with_needs(
    command_rule<&KeepFundRequest::request>("keep_fund_request", Kind::fund_request, askers),
    need_fund_of_year,
    need_fund_of_subject
);
constinit const CommandRule SubmitFundRequest::registered =
    fund_rule<&SubmitFundRequest::request>("submit_fund_request", Kind::fund_request, askers);
constinit const CommandRule WithdrawFundRequest::registered =
    fund_rule<&WithdrawFundRequest::request>("withdraw_fund_request", Kind::fund_request, askers);
constinit const CommandRule ApproveFundRequest::registered =
    fund_rule<&ApproveFundRequest::request>("approve_fund_request", Kind::fund_request, deciders);
constinit const CommandRule RejectFundRequest::registered =
    fund_rule<&RejectFundRequest::request>("reject_fund_request", Kind::fund_request, deciders);
constinit const CommandRule CloseFundRequest::registered =
    fund_rule<&CloseFundRequest::request>("close_fund_request", Kind::fund_request, closers);
constinit const CommandRule NameDealOfActivity::registered = with_needs(
    command_rule<&NameDealOfActivity::request>("name_deal_of_activity", Kind::fund_request, askers),
    need_named_deal,
    need_fund_of_subject
);
constinit const CommandRule MoveFundRequestOn::registered =
    fund_rule<&MoveFundRequestOn::request>("move_fund_request_on", Kind::fund_request, the_clock);
constinit const CommandRule KeepClaim::registered = with_needs(
    command_rule<&KeepClaim::claim>("keep_claim", Kind::claim, askers),
    need_claimed_request,
    need_fund_of_subject
);
constinit const CommandRule SubmitClaim::registered =
    fund_rule<&SubmitClaim::claim>("submit_claim", Kind::claim, askers);
constinit const CommandRule WithdrawClaim::registered =
    fund_rule<&WithdrawClaim::claim>("withdraw_claim", Kind::claim, askers);
constinit const CommandRule AskAboutClaim::registered =
    fund_rule<&AskAboutClaim::claim>("ask_about_claim", Kind::claim, deciders);
constinit const CommandRule AnswerAboutClaim::registered =
    fund_rule<&AnswerAboutClaim::claim>("answer_about_claim", Kind::claim, askers);
constinit const CommandRule LapseClaim::registered =
    fund_rule<&LapseClaim::claim>("lapse_claim", Kind::claim, the_clock);
constinit const CommandRule SettleClaim::registered =
    fund_rule<&SettleClaim::claim>("settle_claim", Kind::claim, deciders);
constinit const CommandRule RejectClaim::registered =
    fund_rule<&RejectClaim::claim>("reject_claim", Kind::claim, deciders);
constinit const CommandRule PayClaim::registered =
    fund_rule<&PayClaim::claim>("pay_claim", Kind::claim, payers);

std::span<const CommandRule* const> fund_commands() {
    static constexpr const CommandRule* rules[] = {
        &AllocateFund::registered,
        &KeepFundRequest::registered,
        &SubmitFundRequest::registered,
        &WithdrawFundRequest::registered,
        &ApproveFundRequest::registered,
        &RejectFundRequest::registered,
        &CloseFundRequest::registered,
        &NameDealOfActivity::registered,
        &MoveFundRequestOn::registered,
        &KeepClaim::registered,
        &SubmitClaim::registered,
        &WithdrawClaim::registered,
        &AskAboutClaim::registered,
        &AnswerAboutClaim::registered,
        &LapseClaim::registered,
        &SettleClaim::registered,
        &RejectClaim::registered,
        &PayClaim::registered,
    };
    return rules;
}

}  // namespace entente
