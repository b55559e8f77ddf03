// A deal's life: what its people and the vendor's do, one step after the other.
#include "core/domain/commands/outreach.h"
#include "core/domain/demo/deals.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>
#include <memory>

namespace entente {

static constexpr std::int64_t minute_ms = 60'000;

namespace {

// Each step plans the next one, and looks first where the deal stands: rules and rivals may have
// led it elsewhere.
class Life : public std::enable_shared_from_this<Life> {
public:
    Life(DemoDeal deal, DemoWorld& world, const DemoCast& cast)
        : deal_(std::move(deal)),
          world_(world),
          manager_(cast.staff.manager_of(deal_.partner->named->region)),
          second_(cast.staff.second_approver),
          administrator_(cast.staff.administrator) {}

    void plan();

private:
    using Step = void (Life::*)();
    void then(Moment at, Step step) {
        world_.plan(at, [self = shared_from_this(), step] { (self.get()->*step)(); });
    }
    Review review() const { return world_.deal(deal_.id).review; }
    Moment after(std::int64_t hours) const;
    bool is_at_the_cap() const;
    void move_stage(Stage to);
    std::int32_t rolled(std::int32_t low, std::int32_t high) {
        return world_.chance().between(low, high);
    }

    void draft();
    void submit();
    void decide_as_fated();
    void claim();
    void ask();
    void reject();
    void appeal();
    void withdraw();
    void approve();
    void approve_second();
    void go_on_if_awarded();

    void go_on_approved();
    Moment closing_at();
    void keep_active(Moment until);
    void stay_active();
    void move_to_the_end();
    void request_extension();
    void report_won();
    void confirm_won();
    void report_lost();
    void revoke();
    void answer_survey();

    DemoDeal deal_;
    DemoWorld& world_;
    PersonId manager_;
    PersonId second_;
    PersonId administrator_;
    Moment submitted_at_;
    Moment approved_at_;
};

// ---- Until it is decided ------------------------------------------------------------------------

// A draft the day before.
void Life::plan() {
    then(deal_.submitted_at + -ms_per_day, &Life::draft);
    if (deal_.fate != DemoFate::draft) then(deal_.submitted_at, &Life::submit);
}

// The stage stands before anybody reviews it, but for what goes on being worked at.
void Life::draft() {
    world_.act(deal_.owner, KeepDraft{deal_.id, deal_.form});
    const bool moves_later =
        deal_.fate == DemoFate::approved || deal_.fate == DemoFate::extension_pending;
    if (!moves_later) move_stage(deal_.stage);
}

void Life::move_stage(Stage to) {
    const Stage from = world_.deal(deal_.id).stage;
    if (from != to) world_.act(deal_.owner, MoveStage{deal_.id, from, to});
}

// So many hours after it was submitted; sooner where not so many have passed yet.
Moment Life::after(std::int64_t hours) const {
    const std::int64_t tenths = std::min<std::int64_t>(hours, 9);
    const std::int64_t lived = world_.now() - submitted_at_;
    return submitted_at_ + std::min(hours * ms_per_hour, lived / 10 * tenths);
}

bool Life::is_at_the_cap() const {
    const DemoPartner& partner = *deal_.partner;
    const auto cap = rule_of(world_.program(), partner.named->tier).open_registrations;
    const auto open = world_.records().under(index_key("open_deals_of", partner.id.bytes)).size();
    return static_cast<std::int32_t>(open) >= cap;
}

void Life::submit() {
    // Another day; a draft it stays when that never comes.
    if (is_at_the_cap()) return then(world_.time() + ms_per_day, &Life::submit);
    if (deal_.form.expected_close <= world_.day()) return;
    submitted_at_ = world_.time();
    const Moment proved = submitted_at_ + -deal_.offline_minutes * minute_ms;
    world_.act(
        deal_.owner, SubmitDeal{deal_.id, deal_.form}, deal_.offline_minutes > 0 ? proved : Moment{}
    );
    decide_as_fated();
}

void Life::decide_as_fated() {
    if (review() == Review::approved) {  // By a rule.
        const bool was_to_end_early = deal_.fate == DemoFate::rejected ||
                                      deal_.fate == DemoFate::appealed ||
                                      deal_.fate == DemoFate::withdrawn;
        if (was_to_end_early) deal_.fate = DemoFate::lost;
        return go_on_approved();
    }
    switch (deal_.fate) {
        case DemoFate::draft:
        case DemoFate::submitted:
            return;
        case DemoFate::in_review:
            return then(after(2), &Life::claim);
        case DemoFate::info_requested:
        case DemoFate::incomplete:
            then(after(2), &Life::claim);
            return then(after(5), &Life::ask);
        case DemoFate::rejected:
        case DemoFate::appealed:
            then(after(2), &Life::claim);
            return then(after(7), &Life::reject);
        case DemoFate::withdrawn:
            return then(after(30), &Life::withdraw);
        case DemoFate::rival:
            return then(submitted_at_ + 6 * ms_per_day, &Life::go_on_if_awarded);
        case DemoFate::approved:
        case DemoFate::extension_pending:
        case DemoFate::expired:
        case DemoFate::won_reported:
        case DemoFate::won:
        case DemoFate::lost:
        case DemoFate::revoked:
            then(after(2), &Life::claim);
            then(after(4), &Life::approve);
            return then(after(6), &Life::approve_second);
    }
}

void Life::claim() {
    if (review() == Review::submitted) world_.act(manager_, ClaimDeal{deal_.id});
}

void Life::ask() {
    if (review() != Review::in_review) return;
    world_.act(
        manager_,
        AskAboutDeal{
            deal_.id,
            {"expected_close", "notes"},
            "Please add the date on which the customer decides."}
    );
}

void Life::reject() {
    if (review() != Review::in_review) return;
    world_.act(
        manager_,
        RejectDeal{
            deal_.id,
            "existing_relationship",
            "The customer already works with us on this project.",
            "See the account plan of last quarter."}
    );
    if (deal_.fate == DemoFate::appealed) then(after(60), &Life::appeal);
}

void Life::appeal() {
    world_.act(
        deal_.owner, AppealDecision{deal_.id, "That project ended; this one is of another plant."}
    );
}

void Life::withdraw() {
    const Review stands = review();
    if (stands != Review::submitted && stands != Review::in_review) return;
    world_.act(deal_.owner, WithdrawDeal{deal_.id, "The customer postponed the project."});
}

void Life::approve() {
    if (review() != Review::in_review) return;
    world_.act(manager_, ApproveDeal{deal_.id, "Qualified with the customer.", {}});
    if (review() == Review::approved) go_on_approved();
}

void Life::approve_second() {
    if (review() != Review::in_review) return;
    world_.act(second_, ApproveDeal{deal_.id, "Qualified with the customer.", {}});
    if (review() == Review::approved) go_on_approved();
}

// The board may have approved it beside the winner.
void Life::go_on_if_awarded() {
    if (review() != Review::approved) return;
    deal_.fate = DemoFate::won;
    go_on_approved();
}

// ---- Once it is approved ------------------------------------------------------------------------

// While it is protected; sooner where not so much time has passed yet.
Moment Life::closing_at() {
    const Tier tier = deal_.partner->named->tier;
    std::int32_t days_max = rule_of(world_.program(), tier).protection_days - 5;
    if (deal_.open_days_max > 0) days_max = std::min(days_max, deal_.open_days_max);
    const std::int32_t hours_min = std::min(15 * 24, days_max * 12);
    const std::int64_t open_ms = rolled(hours_min, days_max * 24) * ms_per_hour;
    return approved_at_ + std::min(open_ms, (world_.now() - approved_at_) / 10 * 9);
}

void Life::go_on_approved() {
    approved_at_ = world_.time();
    const Moment now = world_.now();
    switch (deal_.fate) {
        case DemoFate::approved: {
            const Moment lately = start_of(world_.today() - Days{3}) + 9 * ms_per_hour;
            keep_active(lately);
            return then(std::max(lately, approved_at_ + 30 * minute_ms), &Life::move_to_the_end);
        }
        case DemoFate::extension_pending:
            keep_active(now + -2 * ms_per_day);
            return then(now + -2 * ms_per_day, &Life::request_extension);
        case DemoFate::won_reported: {
            const Moment at = std::max(now + -rolled(5, 60) * ms_per_hour, approved_at_);
            keep_active(at);
            return then(at, &Life::report_won);
        }
        case DemoFate::won:
        case DemoFate::lost:
        case DemoFate::revoked: {
            const Moment at = closing_at();
            keep_active(at);
            const bool won = deal_.fate == DemoFate::won;
            const Step ending = won                               ? &Life::report_won
                                : deal_.fate == DemoFate::revoked ? &Life::revoke
                                                                  : &Life::report_lost;
            return then(at, ending);
        }
        case DemoFate::draft:
        case DemoFate::submitted:
        case DemoFate::in_review:
        case DemoFate::info_requested:
        case DemoFate::incomplete:
        case DemoFate::expired:
        case DemoFate::rejected:
        case DemoFate::appealed:
        case DemoFate::withdrawn:
        case DemoFate::rival:
            return;  // Nobody does anything for it any more.
    }
}

// Every month something, as inactive deals lose their protection.
void Life::keep_active(Moment until) {
    Moment at = approved_at_ + rolled(26, 38) * ms_per_day;
    while (at < until) {
        then(at, &Life::stay_active);
        at = at + rolled(26, 38) * ms_per_day;
    }
}

void Life::stay_active() {
    const Deal& stands = world_.deal(deal_.id);
    if (stands.review != Review::approved) return;
    const auto next = static_cast<int>(stands.stage) + 1;
    if (next < static_cast<int>(deal_.stage)) return move_stage(static_cast<Stage>(next));
    world_.act(
        deal_.owner,
        AddEvidence{deal_.id, "meeting", world_.day(), "A meeting about scope and dates."}
    );
}

void Life::move_to_the_end() {
    if (review() == Review::approved) move_stage(deal_.stage);
}

void Life::request_extension() {
    if (world_.deal(deal_.id).protection != Protection::active) return;
    world_.act(
        deal_.owner,
        RequestExtension{
            deal_.id,
            "quote",
            world_.day() - Days{4},
            "The customer has our quote and decides after its board meets."}
    );
}

void Life::report_won() {
    const Deal& stands = world_.deal(deal_.id);
    if (stands.review != Review::approved) return;
    if (stands.contested) return then(world_.time() + 3 * ms_per_day, &Life::report_won);
    const std::string number = "PO-" + stands.number.substr(stands.number.rfind('-') + 1);
    move_stage(Stage::committed);
    world_.act(deal_.owner, ReportWon{deal_.id, number});
    if (deal_.fate == DemoFate::won_reported) return;
    const std::int64_t left = (world_.now() - world_.time()) / 2;
    then(world_.time() + std::min(left, rolled(4, 40) * ms_per_hour), &Life::confirm_won);
}

void Life::confirm_won() {
    const Deal& stands = world_.deal(deal_.id);
    if (stands.review != Review::won_reported) return;
    if (stands.contested) return then(world_.time() + ms_per_day, &Life::confirm_won);
    world_.act(manager_, ConfirmWon{deal_.id, "Thank you: the order is in."});
    if (!world_.chance().in_percent(60)) return;
    const std::int32_t hours_max = std::min(300, 24 * world_.program().service.survey_answer_days);
    const std::int32_t hours = rolled(std::min(30, hours_max), hours_max);
    then(world_.time() + hours * ms_per_hour, &Life::answer_survey);
}

// What the customer said, as the vendor notes it: in time, whenever it says something.
void Life::answer_survey() {
    const SurveyId survey{deal_survey_id(deal_.id)};
    const std::int32_t roll = rolled(0, 99);
    const std::int32_t score = roll < 62 ? 5 : roll < 92 ? 4 : roll < 98 ? 3 : 2;
    world_.act(manager_, AnswerSurvey{survey, score, score == 5 ? "Would do it again." : ""});
}

void Life::report_lost() {
    if (review() != Review::approved) return;
    const std::vector<NamedKey>& reasons = world_.program().loss_reasons;
    const auto count = static_cast<std::int32_t>(reasons.size());
    const NamedKey& reason = reasons[static_cast<std::size_t>(world_.chance().below(count))];
    const std::string text = reason.text_required ? "The customer stopped all projects." : "";
    world_.act(deal_.owner, ReportLost{deal_.id, reason.key, text});
}

void Life::revoke() {
    if (review() != Review::approved) return;
    world_.act(
        administrator_,
        RevokeDeal{
            deal_.id,
            world_.program().revoke_reasons.front().key,
            "The customer wrote that it knows nothing of this project.",
            {}}
    );
}

}  // namespace

void plan_life(DemoDeal deal, DemoWorld& world, const DemoCast& cast) {
    std::make_shared<Life>(std::move(deal), world, cast)->plan();
}

}  // namespace entente
