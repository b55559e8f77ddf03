#include "core/domain/demo/deals.h"

#include <algorithm>

namespace entente {

static constexpr std::int64_t minute_ms = 60'000;

// The moments of one deal's life, all before the demo is made.
class Life {
public:
    Life(const DemoDeal& deal, DemoWorld& world, const DemoCast& cast)
        : deal_(deal),
          world_(world),
          manager_(cast.staff.manager_of(deal.partner->named->region)),
          second_(cast.staff.second_approver),
          submitted_at_(deal.submitted_at) {}

    void begin();
    void submit();
    void decide_as_fated();

private:
    Review review() const { return world_.deal(deal_.id).review; }
    Moment after(std::int64_t hours) const;
    void move_stage(Moment at, Stage to);
    void claim();
    void ask();
    void approve();
    void withdraw();
    void reject();
    void close(DealOutcome outcome);

    const DemoDeal& deal_;
    DemoWorld& world_;
    PersonId manager_;
    PersonId second_;
    Moment submitted_at_;
};

// So many hours after it was submitted; sooner where not so many have passed yet.
Moment Life::after(std::int64_t hours) const {
    const std::int64_t tenths = std::min<std::int64_t>(hours, 9);
    const std::int64_t lived = world_.now() - submitted_at_;
    return submitted_at_ + std::min(hours * ms_per_hour, lived / 10 * tenths);
}

void Life::move_stage(Moment at, Stage to) {
    const Stage from = world_.deal(deal_.id).stage;
    if (from != to) world_.act(deal_.owner, at, MoveStage{deal_.id, from, to});
}

// A draft the day before; the stage that stands before anybody reviews it.
void Life::begin() {
    const Moment drafted = submitted_at_ + -ms_per_day;
    world_.act(deal_.owner, drafted, KeepDraft{deal_.id, deal_.form});
    const bool moves_later = deal_.fate == DemoFate::approved;
    if (!moves_later) move_stage(drafted + 20 * minute_ms, deal_.stage);
}

void Life::submit() {
    const Moment proved = submitted_at_ + -deal_.offline_minutes * minute_ms;
    world_.act(
        deal_.owner,
        submitted_at_,
        SubmitDeal{deal_.id, deal_.form},
        deal_.offline_minutes > 0 ? proved : Moment{}
    );
}

void Life::claim() {
    if (review() == Review::submitted) world_.act(manager_, after(2), ClaimDeal{deal_.id});
}

void Life::ask() {
    claim();
    if (review() != Review::in_review) return;
    world_.act(
        manager_,
        after(5),
        AskAboutDeal{
            deal_.id,
            {"expected_close", "notes"},
            "Please add the date on which the customer decides."}
    );
}

void Life::approve() {
    claim();
    const ApproveDeal command{deal_.id, "Qualified with the customer.", {}};
    if (review() == Review::in_review) world_.act(manager_, after(4), command);
    if (review() == Review::in_review) world_.act(second_, after(6), command);
}

void Life::withdraw() {
    if (review() == Review::approved) return close(DealOutcome::lost);
    world_.act(
        deal_.owner, after(30), WithdrawDeal{deal_.id, "The customer postponed the project."}
    );
}

void Life::reject() {
    claim();
    if (review() != Review::in_review) return close(DealOutcome::lost);
    world_.act(
        manager_,
        after(7),
        RejectDeal{
            deal_.id,
            "existing_relationship",
            "The customer already works with us on this project.",
            "See the account plan of last quarter."}
    );
}

void Life::close(DealOutcome outcome) {
    approve();
    if (review() != Review::approved) return withdraw();
    // While it is protected.
    const Tier tier = deal_.partner->named->tier;
    const std::int32_t days = rule_of(world_.program(), tier).protection_days;
    const std::int64_t hours = world_.chance().between(15 * 24, (days - 5) * 24);
    world_.close_deal(manager_, after(hours), deal_.id, outcome);
}

void Life::decide_as_fated() {
    switch (deal_.fate) {
        case DemoFate::draft:
        case DemoFate::submitted:
            return;
        case DemoFate::in_review:
            return claim();
        case DemoFate::info_requested:
            return ask();
        case DemoFate::approved: {
            approve();
            if (review() == Review::approved) {
                const Moment lately = start_of(world_.today() - Days{3}) + 9 * ms_per_hour;
                move_stage(std::max(lately, after(6) + 30 * minute_ms), deal_.stage);
            }
            return;
        }
        case DemoFate::expired: {
            approve();
            if (review() != Review::approved) return withdraw();
            const Date lapsed = world_.deal(deal_.id).protected_until + Days{1};
            return world_.act_as_system(start_of(lapsed), LapseProtection{deal_.id});
        }
        case DemoFate::won:
            return close(DealOutcome::won);
        case DemoFate::lost:
            return close(DealOutcome::lost);
        case DemoFate::rejected:
            return reject();
        case DemoFate::withdrawn:
            return withdraw();
    }
}

void live(const DemoDeal& deal, DemoWorld& world, const DemoCast& cast) {
    Life life(deal, world, cast);
    life.begin();
    if (deal.fate == DemoFate::draft) return;
    life.submit();
    life.decide_as_fated();
}

}  // namespace entente
