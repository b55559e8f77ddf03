#include "core/domain/earnings/deal_money.h"

#include "core/domain/administration/rule_set.h"
#include "core/domain/earnings/year.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::string told_amount(Money amount) {
    return text_from_money(amount) + " " + std::string(amount.currency.text());
}

Told told_of_line(const Earning& line, std::string_view event) {
    Told told;
    told.event = event;
    told.to = told_amount(line.amount);
    told.rule = line.rule;
    return told;
}

std::string earnings_key(DealId deal) {
    return index_key("earnings_of_deal", deal.bytes);
}

static void put_accrued(EarningLine line, ChangeSet& changes) {
    Told told = told_of_line(line.earning, "earning_accrued");
    Record record = changes.created(line.id.bytes, std::move(line.earning));
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
}

static Result<const Agreement*> agreement_of(const Deal& deal, const RecordSource& records) {
    const Record* record = records.find({Kind::agreement, deal.agreement.bytes});
    if (record == nullptr) return Problem{ProblemCode::record_must_exist, "agreement", {}};
    return &body_of<Agreement>(*record);
}

// A year is priced by what holds on a day of it, whatever a deal of it keeps.
Outcome earn_incentive(
    const Record& deal,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    ChangeSet& changes
) {
    const Program& program = changes.context().program;
    const auto& body = body_of<Deal>(deal);
    TRY(const Agreement* own, agreement_of(body, records));
    if (!has_incentive(program, own->model)) return Done{};
    const PartnerYear year{
        .partner = body.partner, .model = own->model, .year = year_of(date_of(body.decided_at))};
    const Date day = pricing_day(year.year, changes.today());
    const Agreement* agreement = agreement_by(year, records, day);
    if (agreement == nullptr) agreement = own;
    const YearVolume volume = volume_of_year(year, lines, records, program, &deal);
    TRY(const auto standing, incentive_standing(*agreement, program, day, volume.amount));
    if (!standing) return Done{};
    TRY(auto line, incentive_line(*agreement, *standing, lines, program, changes.today()));
    if (line) put_accrued(std::move(*line), changes);
    return Done{};
}

Outcome earn_deal(const Record& deal, const RecordSource& records, ChangeSet& changes) {
    const auto& body = body_of<Deal>(deal);
    const Program& program = program_of(body, records, changes.context());
    TRY(const Agreement* agreement, agreement_of(body, records));
    const EarningTerms terms{
        .agreement = *agreement,
        .program = program,
        .approved_on = date_of(body.approved_at),
        .part = part_of(body)};
    TRY(std::vector<EarningLine> lines, forecast_lines({deal.id}, body, terms, changes.today()));
    for (EarningLine& line : lines) {
        TRY_DONE(accrue(line.earning, changes.today(), program));
        put_accrued(std::move(line), changes);
    }
    // All that a partner has earned is many lines: read for a model alone that has an incentive.
    if (!has_incentive(changes.context().program, agreement->model)) return Done{};
    return earn_incentive(deal, earnings_of(body.partner, records), records, changes);
}

void need_money_of(
    const Deal& deal, const RecordSource& records, const Context& context, Needs& wanted
) {
    need_program_of(deal, context, wanted);
    wanted.records.push_back({Kind::agreement, deal.agreement.bytes});
    const std::string lines = index_key("earnings_of", deal.partner.bytes);
    wanted.guards.push_back(lines);
    const auto agreement = agreement_of(deal, records);
    if (!agreement.ok() || !has_incentive(context.program, agreement.value()->model)) return;
    wanted.index_keys.push_back(lines);
    wanted.index_keys.push_back(index_key("deals_of", deal.partner.bytes));
    wanted.index_keys.push_back(index_key("agreements_of", deal.partner.bytes));
}

}  // namespace entente
