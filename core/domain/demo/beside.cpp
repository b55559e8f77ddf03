// What happens beside the deals: investment, questions to the support team, orders to confirm.
#include "core/domain/commands/funds.h"
#include "core/domain/commands/support.h"
#include "core/domain/demo/deals.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

static constexpr std::int64_t hour_ms = ms_per_hour;

// How many hours ago each step was, so that the later ones follow the earlier.
static Moment hours_ago(const DemoWorld& world, std::int64_t hours) {
    return world.now() + -hours * hour_ms;
}

static PersonId administrator_of(const DemoPartner& partner) {
    return partner.people[1];
}

static Money part_of(Money allocation, std::int64_t of) {
    return {allocation.minor / of, allocation.currency};
}

// The activity is three weeks ahead, and so is the year whose money it is.
static FundForm fund_form(const DemoWorld& world, Money amount) {
    FundForm form;
    form.activity = "joint_event";
    form.title = "Automation day";
    form.description = "A day for forty customers of the region, with two of them on the stage.";
    form.amount = amount;
    form.begins_on = world.today() + Days{21};
    form.ends_on = world.today() + Days{22};
    return form;
}

// Everybody has this year's money; of six partners one has asked, one was given, one was refused.
static void invest(
    DemoWorld& world, const DemoCast& cast, const DemoPartner& partner, std::size_t i
) {
    const Money amount = rule_of(world.program(), partner.named->tier).allocation_low;
    const FundForm form = fund_form(world, part_of(amount, 5));
    const std::chrono::year_month_day begins{form.begins_on};
    const auto year = static_cast<std::int32_t>(static_cast<int>(begins.year()));
    world.act(
        cast.staff.administrator,
        hours_ago(world, std::int64_t{30} * 24),
        AllocateFund{allocation_id(partner.id, year), partner.id, year, amount, "The year's plan"}
    );
    if (i % 6 > 2) return;
    const PersonId asks = administrator_of(partner);
    const FundRequestId request{world.id("fund_request", i)};
    world.act(asks, hours_ago(world, 80), KeepFundRequest{request, year, form});
    world.act(asks, hours_ago(world, 79), SubmitFundRequest{request});
    const PersonId manager = cast.staff.manager_of(partner.named->region);
    if (i % 6 == 1) {
        const ApproveFundRequest given{request, part_of(amount, 8), "With two speakers of ours."};
        world.act(manager, hours_ago(world, 60), given);
    }
    if (i % 6 == 2) {
        world.act(manager, hours_ago(world, 60), RejectFundRequest{request, "Please in spring."});
    }
}

// Half of them have asked; the answers stand at every step.
static void ask_for_support(
    DemoWorld& world, const DemoCast& cast, const DemoPartner& partner, std::size_t i
) {
    if (i % 2 != 0) return;
    OpenTicket question;
    question.ticket = {world.id("ticket", i)};
    question.topic = "registration";
    question.subject = "A product is missing in the form";
    question.text = "We sell the supply chain module, and the form does not offer it.";
    const auto ago = static_cast<std::int64_t>(3 + i % 16);
    world.act(partner.seller(), hours_ago(world, ago), question);
    const PersonId manager = cast.staff.manager_of(partner.named->region);
    if (i % 8 == 2) {
        const AnswerTicket asked{question.ticket, "For which country?", true, false, {}};
        world.act(manager, hours_ago(world, ago - 1), asked);
    }
    if (i % 8 < 4) return;
    const ResolveTicket answer{question.ticket, "It opens with the first Professional."};
    world.act(manager, hours_ago(world, ago - 2), answer);
    if (i % 8 == 6) {
        world.act(partner.seller(), hours_ago(world, 1), RateTicket{question.ticket, 4, "Quick."});
    }
}

// The oldest order of the partner, if it has one: the vendor has still to confirm it.
static void report_an_order(DemoWorld& world, const DemoPartner& partner) {
    DealId sold;
    PersonId owner;
    Moment approved_at;
    for (const Record* record :
         world.records().under(index_key("open_deals_of", partner.id.bytes))) {
        const auto& deal = body_of<Deal>(*record);
        const bool sellable = deal.review == Review::approved && !deal.contested &&
                              deal.protection == Protection::active;
        if (!sellable || (sold.given() && deal.approved_at >= approved_at)) continue;
        sold = {record->id};
        owner = deal.owner;
        approved_at = deal.approved_at;
    }
    if (!sold.given()) return;
    world.act(owner, hours_ago(world, 1), ReportWon{sold, "PO-2026-0815"});
}

void live_beside_deals(DemoWorld& world, const DemoCast& cast) {
    for (std::size_t i = 0; i < cast.partners.size(); i++) {
        const DemoPartner& partner = cast.partners[i];
        invest(world, cast, partner, i);
        ask_for_support(world, cast, partner, i);
        // The partner that the demo signs in to keeps the deals that people see first.
        if (i % 8 == 3 && partner.named->name != "Slalom") report_an_order(world, partner);
    }
}

}  // namespace entente
