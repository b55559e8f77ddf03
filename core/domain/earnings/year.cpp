#include "core/domain/earnings/year.h"

#include "core/domain/economics/exchange.h"
#include "core/domain/enablement/rollup.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>
#include <map>

namespace entente {

std::int32_t year_of(Date day) {
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

static Date last_day_of_year(std::int32_t year) {
    return Date{std::chrono::year{year} / std::chrono::December / 31};
}

bool has_incentive(const Program& program, std::string_view model) {
    const RevenueModel* found = entry_with_key(program.models, model);
    if (found == nullptr) return false;
    const auto& categories = found->categories;
    return std::any_of(categories.begin(), categories.end(), [](const CategoryRule& rule) {
        return rule.kind == CategoryKind::volume_incentive;
    });
}

std::vector<EarningLine> earnings_of(PartnerId partner, const RecordSource& records) {
    std::vector<EarningLine> lines;
    for (const Record* record : records.under(index_key("earnings_of", partner.bytes))) {
        const auto* earning = record->body.as<Earning>();
        if (earning != nullptr) lines.push_back({{record->id}, *earning});
    }
    return lines;
}

// Won under an agreement of that model: another model's deals are no volume of it.
static bool counts_for(const PartnerYear& year, const Deal& deal, const RecordSource& records) {
    if (deal.outcome != DealOutcome::won) return false;
    if (year_of(date_of(deal.decided_at)) != year.year) return false;
    const Record* record = records.find({Kind::agreement, deal.agreement.bytes});
    return record != nullptr && body_of<Agreement>(*record).model == year.model;
}

// The sum of what is added, and on which day each deal in it was won.
struct VolumeSum {
    ConvertedSum sum;
    std::map<IdBytes, Date> counted;
    std::int64_t unconverted = 0;
};

static void add_deal(VolumeSum& sum, const IdBytes& id, const Deal& deal, const RateTable& rates) {
    const Date on = date_of(deal.decided_at);
    const Result<Money> value = value_of(deal);
    if (value.ok() && add_line(sum.sum, value.value(), on, rates).ok()) {
        sum.counted.emplace(id, on);
    } else {
        sum.unconverted++;
    }
}

YearVolume volume_of_year(
    const PartnerYear& year,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    const Program& program,
    const Record* won
) {
    VolumeSum sum;
    sum.sum.amount.currency = program.currency;
    const RateTable rates(program.exchange_rates);
    if (won != nullptr && counts_for(year, body_of<Deal>(*won), records)) {
        add_deal(sum, won->id, body_of<Deal>(*won), rates);
    }
    for (const Record* record : records.under(index_key("deals_of", year.partner.bytes))) {
        if (won != nullptr && record->id == won->id) continue;
        const auto& deal = body_of<Deal>(*record);
        if (counts_for(year, deal, records)) add_deal(sum, record->id, deal, rates);
    }
    for (const EarningLine& line : lines) {
        const auto at = sum.counted.find(line.earning.deal.bytes);
        if (line.earning.kind != EarningKind::correction || at == sum.counted.end()) continue;
        // In the deal's own currency, which was converted on that day.
        const Outcome taken_off = add_line(sum.sum, line.earning.base, at->second, rates);
        check(taken_off.ok());
    }
    return {.amount = sum.sum.amount, .unconverted = sum.unconverted};
}

Date pricing_day(std::int32_t year, Date today) {
    return std::min(today, last_day_of_year(year));
}

const Agreement* agreement_by(const PartnerYear& year, const RecordSource& records, Date day) {
    const Agreement* found = nullptr;
    for (const Record* record : records.under(index_key("agreements_of", year.partner.bytes))) {
        const auto& agreement = body_of<Agreement>(*record);
        if (agreement.model != year.model || agreement.valid_from > day) continue;
        // One that was ended before it began holds on no day at all.
        if (agreement.valid_until < agreement.valid_from) continue;
        if (found == nullptr || agreement.valid_from >= found->valid_from) found = &agreement;
    }
    return found;
}

static std::optional<YearIncentive> incentive_of_year(
    const PartnerYear& year,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    const Program& program,
    Date today
) {
    const Date day = pricing_day(year.year, today);
    const Agreement* agreement = agreement_by(year, records, day);
    if (agreement == nullptr) return std::nullopt;
    const YearVolume volume = volume_of_year(year, lines, records, program);
    const auto standing = incentive_standing(*agreement, program, day, volume.amount);
    if (!standing.ok() || !standing.value()) return std::nullopt;
    const auto written = written_incentive(*standing.value(), year.partner, lines);
    if (!written.ok()) return std::nullopt;
    return YearIncentive{
        .model = std::string(year.model),
        .standing = *standing.value(),
        .written = written.value().amount,
        .unconverted = volume.unconverted};
}

std::vector<YearIncentive> incentives_of_year(
    PartnerId partner,
    std::int32_t year,
    const RecordSource& records,
    const Program& program,
    Date today
) {
    const std::vector<EarningLine> lines = earnings_of(partner, records);
    std::vector<YearIncentive> all;
    for (const RevenueModel& model : program.models) {
        if (!has_incentive(program, model.key)) continue;
        const PartnerYear of_model{.partner = partner, .model = model.key, .year = year};
        auto one = incentive_of_year(of_model, lines, records, program, today);
        if (one) all.push_back(std::move(*one));
    }
    return all;
}

// ---- What unlocks more --------------------------------------------------------------------------

std::vector<std::string> levels_of(
    PartnerId partner, const RecordSource& records, const Program& program, Date on
) {
    std::vector<std::string> levels;
    const auto certificates = records.under(index_key("certificates_of", partner.bytes));
    for (const Level& level : program.levels) {
        const bool held =
            std::any_of(certificates.begin(), certificates.end(), [&](const Record* record) {
                const auto& certificate = body_of<Certificate>(*record);
                return holds_on(certificate, on) &&
                       builds_on(program, certificate.level, level.key);
            });
        if (held) levels.push_back(level.key);
    }
    return levels;
}

Standing standing_of(
    const Agreement& agreement, const RecordSource& records, const Program& program, Date today
) {
    Standing standing;
    const Record* partner = records.find({Kind::partner, agreement.partner.bytes});
    if (partner != nullptr) standing.tier = body_of<Partner>(*partner).tier;
    standing.levels = levels_of(agreement.partner, records, program, today);
    if (!has_incentive(program, agreement.model)) return standing;
    const PartnerYear year{
        .partner = agreement.partner, .model = agreement.model, .year = year_of(today)};
    standing.year_volume = volume_of_year(year, {}, records, program).amount;
    return standing;
}

}  // namespace entente
