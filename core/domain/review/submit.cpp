// Registering a deal: the form, the agreement, the cap, and at receipt who else claims it.
#include "core/domain/claims/linking.h"
#include "core/domain/claims/priority.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/claims/territory.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/form.h"
#include "core/domain/review/sight.h"
#include "core/domain/review/transitions.h"

namespace entente {

// "DR-2026-004117"; empty where no number can be given yet.
static std::string deal_number(const Context& context) {
    const std::chrono::year_month_day day{date_of(context.now)};
    const std::string year = std::to_string(static_cast<int>(day.year()));
    const std::int64_t count = context.numbers.next("deal:" + year);
    if (count == 0) return {};
    const std::string digits = std::to_string(count);
    constexpr std::size_t width = 6;
    const std::size_t zeros = digits.size() < width ? width - digits.size() : 0;
    return "DR-" + year + "-" + std::string(zeros, '0') + digits;
}

// "7F3K-22QD": short enough to read over a telephone, derived, so that a repeat gives the same one.
static std::string receipt_of(const Context& context) {
    std::string text = text_from_id(derived_id(context.command_seed, "receipt", 0)).substr(0, 8);
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text.substr(0, 4) + "-" + text.substr(4);
}

static Outcome must_be_a_draft_in_sight(
    DealId deal, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::deal, deal.bytes}) == nullptr) return Done{};
    TRY_DONE(deal_for(SubmitDeal::registered.name, deal, records, context));
    return Done{};
}

Result<const Record*> may_open(
    DealId deal,
    const DealForm& form,
    const Partner& partner,
    const RecordSource& records,
    const Context& context
) {
    if (!takes_part(partner)) return ProblemCode::partner_must_be_active;
    const Record* agreement = agreement_in_force(
        context.actor.partner, form.customer.country, records, date_of(context.now)
    );
    if (agreement == nullptr) return ProblemCode::agreement_must_be_in_force;
    TRY_DONE(must_be_open_territory(
        body_of<Agreement>(*agreement), form.customer.country, records, context
    ));
    TRY_DONE(must_be_under_the_cap(deal, partner, records, context));
    return agreement;
}

// The draft with the form in it, or a new record; registered, but not yet received by anybody.
static Record registered(
    const SubmitDeal& command,
    const Record& agreement,
    const RecordSource& records,
    const ChangeSet& changes
) {
    const Context& context = changes.context();
    const Record* draft = records.find({Kind::deal, command.deal.bytes});
    Record record =
        draft != nullptr ? changes.edited(*draft) : changes.created(command.deal.bytes, Deal{});
    auto& deal = body_of<Deal>(record);
    if (draft == nullptr) {
        deal.partner = context.actor.partner;
        deal.owner = context.actor.person;
    }
    put_form(deal, command.form);
    deal.agreement = {agreement.id};
    deal.review = Review::submitted;
    deal.match_keys = claim_keys(command.form, context.suffixes);
    return record;
}

// What only the receipt gives: number, priority, the promise of a decision.
static void receive(Deal& deal, const Partner& partner, const Context& context) {
    deal.number = deal_number(context);
    deal.receipt = receipt_of(context);
    deal.submitted_at = context.now;
    date_claim(deal, context);
    const BusinessCalendar calendar = calendar_of_region(context.program, partner.region);
    start_clock(deal.sla, context.program.review, calendar, context.now);
}

Result<Changes> act(
    const SubmitDeal& command, const RecordSource& records, const Context& context
) {
    const Actor& actor = context.actor;
    TRY_DONE(must_be_a_draft_in_sight(command.deal, records, context));
    std::vector<Problem> problems = problems_of(command.form, records, context);
    if (!problems.empty()) return std::move(problems.front());
    TRY(const Partner* partner, partner_of(actor.partner, records));
    TRY(const Record* agreement, may_open(command.deal, command.form, *partner, records, context));

    ChangeSet changes(context);
    Record record = registered(command, *agreement, records, changes);
    if (const Record* own = own_claim(record, records, context)) {
        return Problem{
            ProblemCode::deal_must_not_be_registered_twice, {}, body_of<Deal>(*own).number};
    }
    if (context.authority) receive(body_of<Deal>(record), *partner, context);
    changes.tell(record, step("deal_submitted", Review::draft, Review::submitted));
    if (context.authority) meet_rivals(record, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
