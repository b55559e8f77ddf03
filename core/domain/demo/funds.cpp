// The vendor's money for its partners: allocations, requests and claims at every place they can
// stand.
#include "core/domain/commands/funds.h"

#include "core/base/hash/hash.h"
#include "core/domain/demo/beside.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

namespace {

// How far a request and its claim have come. Days count from today, ahead when above zero.
struct FundStory {
    std::int32_t begins_in = 0;
    std::int32_t lasts = 1;
    FundState request = FundState::draft;
    ClaimState claim = ClaimState::draft;
    bool claims = false;  // There is a claim.
};

constexpr FundStory stories[] = {
    {-70, 2, FundState::claiming, ClaimState::paid, true},
    {21, 1, FundState::submitted, {}, false},
    {-20, 2, FundState::claiming, ClaimState::submitted, true},
    {30, 2, FundState::approved, {}, false},
    {-40, 3, FundState::claiming, ClaimState::partial, true},
    {25, 1, FundState::rejected, {}, false},
    {-5, 20, FundState::active, {}, false},
    {-26, 2, FundState::claiming, ClaimState::info, true},
    {40, 1, FundState::draft, {}, false},
    {-33, 1, FundState::claiming, ClaimState::approved, true},
    {35, 2, FundState::withdrawn, {}, false},
    {-24, 2, FundState::claiming, ClaimState::rejected, true},
    {-18, 1, FundState::claiming, ClaimState::withdrawn, true},
    {-16, 2, FundState::claiming, ClaimState::draft, true},
    {-62, 1, FundState::claiming, ClaimState::lapsed, true}};

// Long over: claimed, paid and closed by its last day for claims.
constexpr FundStory past = {-150, 2, FundState::closed, ClaimState::paid, true};

// One request as it is asked for, decided, spent and claimed.
class FundLife {
public:
    FundLife(DemoWorld& world, const DemoCast& cast, const DemoPartner& partner)
        : world_(world),
          asks_(partner.administrator()),
          decides_(cast.staff.manager_of(partner.named->region)),
          pays_(cast.staff.administrator),
          partner_(partner) {}

    void plan(const FundStory& story, std::uint64_t number);

private:
    void then(Date day, std::int64_t hour, PersonId who, Command command) {
        world_.plan(
            start_of(day) + hour * ms_per_hour,
            [&world = world_, who, command = std::move(command)] { world.act(who, command); }
        );
    }
    void plan_allocation(std::int32_t year, Date before);
    void plan_decision(const FundStory& story, FundRequestId request, Date day);
    void plan_claim(const FundStory& story, FundRequestId request, std::uint64_t number);
    Money allocation() const {
        return rule_of(world_.program(), partner_.named->tier).allocation_low;
    }
    Money part(std::int64_t of) const { return {allocation().minor / of, allocation().currency}; }

    DemoWorld& world_;
    PersonId asks_;
    PersonId decides_;
    PersonId pays_;
    const DemoPartner& partner_;
};

// Once a year, whoever asks first.
void FundLife::plan_allocation(std::int32_t year, Date before) {
    const AllocationId id = allocation_id(partner_.id, year);
    const AllocateFund command{id, partner_.id, year, allocation(), "The year's plan"};
    world_.plan(start_of(before) + 8 * ms_per_hour, [&world = world_, who = pays_, command] {
        const RecordKey key{Kind::allocation, command.allocation.bytes};
        if (world.records().find(key) == nullptr) world.act(who, command);
    });
}

void FundLife::plan_decision(const FundStory& story, FundRequestId request, Date day) {
    switch (story.request) {
        case FundState::draft:
        case FundState::submitted:
            return;
        case FundState::withdrawn:
            return then(day, 11, asks_, WithdrawFundRequest{request});
        case FundState::rejected:
            return then(day, 11, decides_, RejectFundRequest{request, "Please in spring."});
        case FundState::approved:
        case FundState::active:
        case FundState::claiming:
        case FundState::closed:
            return then(
                day,
                11,
                decides_,
                ApproveFundRequest{request, part(8), "With two speakers of ours."}
            );
    }
}

Proof invoice(std::uint64_t number) {
    Proof proof;
    proof.name = "invoice-" + std::to_string(number) + ".pdf";
    const Sha256 hash = sha256(bytes_from_text(proof.name));
    proof.hash.assign(hash.begin(), hash.end());
    proof.size = 48'200;
    return proof;
}

void FundLife::plan_claim(const FundStory& story, FundRequestId request, std::uint64_t number) {
    const ClaimId claim{world_.id("fund_claim", number)};
    // The day after it is over, and then a step a day.
    Date day = world_.today() + Days{story.begins_in + story.lasts};
    KeepClaim kept;
    kept.claim = claim;
    kept.request = request;
    kept.amount = part(10);
    kept.proof = {invoice(number)};
    kept.text = "Room, catering and two speakers.";
    then(day, 10, asks_, kept);
    if (story.claim == ClaimState::draft) return;
    then(day, 11, asks_, SubmitClaim{claim});
    day += Days{2};
    const std::string question = "Which of the two rooms is on this invoice?";
    switch (story.claim) {
        case ClaimState::draft:
        case ClaimState::submitted:
            return;
        case ClaimState::info:
        case ClaimState::lapsed:  // Where nobody answers for long.
            return then(day, 11, decides_, AskAboutClaim{claim, question});
        case ClaimState::approved:
            return then(day, 11, decides_, SettleClaim{claim, kept.amount, {}});
        case ClaimState::partial:
            return then(
                day, 11, decides_, SettleClaim{claim, part(16), "The second room was ours."}
            );
        case ClaimState::rejected:
            return then(day, 11, decides_, RejectClaim{claim, "This is another event's invoice."});
        case ClaimState::withdrawn:
            return then(day, 11, asks_, WithdrawClaim{claim});
        case ClaimState::paid: {
            const AnswerAboutClaim answer{claim, kept.amount, kept.proof, "The larger one."};
            then(day, 11, decides_, AskAboutClaim{claim, question});
            then(day + Days{3}, 9, asks_, answer);
            then(day + Days{4}, 11, decides_, SettleClaim{claim, kept.amount, {}});
            const PayClaim paid{claim, "SEPA-" + std::to_string(40'000 + number)};
            return then(day + Days{9}, 12, pays_, paid);
        }
    }
}

void FundLife::plan(const FundStory& story, std::uint64_t number) {
    FundForm form;
    const bool event = number % 3 != 0;
    form.activity = event ? "joint_event" : "joint_campaign";
    form.title = event ? "Automation day" : "Campaign for planners";
    form.description = "A day for forty customers of the region, with two of them on the stage.";
    form.amount = part(5);
    form.begins_on = world_.today() + Days{story.begins_in};
    form.ends_on = form.begins_on + Days{story.lasts - 1};
    form.expected_value = {form.amount.minor * 8, form.amount.currency};
    // Asked for three weeks ahead, but not in days to come.
    const Date asked_on = std::min(form.begins_on - Days{21}, world_.today() - Days{4});
    if (asked_on < partner_.active_on + Days{3}) return;
    const std::chrono::year_month_day begins{form.begins_on};
    const auto year = static_cast<std::int32_t>(static_cast<int>(begins.year()));
    const FundRequestId request{world_.id("fund_request", number)};
    plan_allocation(year, asked_on);
    then(asked_on, 9, asks_, KeepFundRequest{request, year, form});
    if (story.request == FundState::draft) return;
    then(asked_on, 10, asks_, SubmitFundRequest{request});
    plan_decision(story, request, asked_on + Days{2});
    if (story.claims) plan_claim(story, request, number);
}

}  // namespace

void plan_funds(DemoWorld& world, const DemoCast& cast) {
    std::uint64_t number = 0;
    for (const DemoPartner& partner : cast.partners) {
        if (!partner.active() || partner.dormant) continue;
        FundLife life(world, cast, partner);
        const bool small = partner.named->tier == Tier::emerging;
        life.plan(stories[number % std::size(stories)], number);
        number++;
        if (!small && number % 3 != 0) life.plan(past, 100'000 + number);
    }
}

}  // namespace entente
