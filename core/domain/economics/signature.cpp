#include "core/domain/economics/signature.h"

#include "core/base/places/country.h"
#include "core/base/text/bounds.h"
#include "core/domain/claims/territory.h"
#include "core/domain/earnings/year.h"
#include "core/domain/quote.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

static std::string at(std::string_view list, std::size_t index, std::string_view name) {
    return std::string(list) + "[" + std::to_string(index) + "]." + std::string(name);
}

// ---- Rates --------------------------------------------------------------------------------------

static Outcome rate_is_sound(
    const AgreedRate& rate, std::size_t index, const RevenueModel& model, Date on
) {
    const CategoryRule* rule = entry_with_key(model.categories, rate.category);
    if (rule == nullptr) {
        return Problem{
            ProblemCode::category_must_be_covered_by_the_model,
            at("rates", index, "category"),
            rate.category};
    }
    const RateBand* band = band_on(*rule, on);
    if (band == nullptr) {
        return Problem{
            ProblemCode::rate_must_be_known_on_that_date,
            at("rates", index, "category"),
            text_from_date(on)};
    }
    if (rate.rate >= band->low && rate.rate <= band->high) return Done{};
    return Problem{
        ProblemCode::rate_must_lie_in_its_band, at("rates", index, "rate"), text_from_band(*band)};
}

Outcome agreement_is_sound(const Agreement& agreement, const Program& program, Date on) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return Problem{ProblemCode::reference_must_exist, "model", {}};
    const std::vector<AgreedRate>& rates = agreement.rates;
    TRY_DONE(list_is_short_enough(rates.size(), "rates", model->categories.size()));
    for (std::size_t i = 0; i < rates.size(); i++) {
        TRY_DONE(rate_is_sound(rates[i], i, *model, on));
        if (agreed_rate(agreement, rates[i].category) == &rates[i]) continue;
        return Problem{
            ProblemCode::name_must_be_unique, at("rates", i, "category"), rates[i].category};
    }
    return Done{};
}

// "Expert", "Tier 1: ...": what a person reads of "certificate:expert".
static std::string words_of(const Program& program, std::string_view needs) {
    const std::string_view key = needs.substr(std::min(needs.find(':') + 1, needs.size()));
    const Level* level = entry_with_key(program.levels, key);
    if (level != nullptr) return level->name;
    const std::optional<Tier> tier = choice_named<Tier>(key);
    return tier ? rule_of(program, *tier).name : std::string(key);
}

// A rate from an unlock's step on is for those who have reached what it needs; of a cost, one down
// to it.
static const RateUnlock* missing_for(
    const CategoryRule& rule, Percent rate, const Program& program, const Standing& standing
) {
    const bool is_cost = rule.kind == CategoryKind::marketplace_cost;
    for (const RateUnlock& unlock : rule.unlocks) {
        const bool is_reached = is_cost ? rate <= unlock.rate : rate >= unlock.rate;
        if (is_reached && steps_to_unlock(program, unlock.needs, standing) > 0) return &unlock;
    }
    return nullptr;
}

static Outcome rates_are_unlocked(
    const Agreement& agreement, const Program& program, const Standing& standing
) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    for (std::size_t i = 0; model != nullptr && i < agreement.rates.size(); i++) {
        const AgreedRate& rate = agreement.rates[i];
        const CategoryRule* rule = entry_with_key(model->categories, rate.category);
        if (rule == nullptr) continue;
        const RateUnlock* missing = missing_for(*rule, rate.rate, program, standing);
        if (missing == nullptr) continue;
        return Problem{
            ProblemCode::rate_must_be_unlocked,
            at("rates", i, "rate"),
            words_of(program, missing->needs)};
    }
    return Done{};
}

// ---- Territory and days -------------------------------------------------------------------------

static Outcome territory_is_sound(const std::vector<std::string>& territory) {
    constexpr std::size_t countries_max = 260;  // There are fewer.
    TRY_DONE(list_is_short_enough(territory.size(), "territory", countries_max));
    for (auto country = territory.begin(); country != territory.end(); ++country) {
        if (!is_country(*country)) {
            return Problem{ProblemCode::country_must_be_known, "territory", *country};
        }
        if (std::find(territory.begin(), country, *country) == country) continue;
        return Problem{ProblemCode::name_must_be_unique, "territory", *country};
    }
    return Done{};
}

static Outcome days_are_sound(const Agreement& agreement, Date today) {
    if (agreement.valid_from == Date{}) {
        return Problem{ProblemCode::date_must_be_valid, "valid_from", {}};
    }
    const Date least = std::max(agreement.valid_from, today);
    if (agreement.valid_until >= least) return Done{};
    return Problem{
        ProblemCode::agreement_must_not_have_ended, "valid_until", text_from_date(least)};
}

static bool share_a_country(const Agreement& a, const Agreement& b) {
    if (a.territory.empty() || b.territory.empty()) return true;
    return std::any_of(a.territory.begin(), a.territory.end(), [&b](const std::string& country) {
        return std::find(b.territory.begin(), b.territory.end(), country) != b.territory.end();
    });
}

static bool share_a_day(const Agreement& a, const Agreement& b) {
    return std::max(a.valid_from, b.valid_from) <= std::min(a.valid_until, b.valid_until);
}

// Of two for the same model, country and day nobody could say which one a deal is under.
static Outcome must_not_meet_another(
    const Agreement& agreement, const Record* replaced, const RecordSource& records
) {
    for (const Record* record :
         records.under(index_key("agreements_of", agreement.partner.bytes))) {
        if (replaced != nullptr && record->id == replaced->id) continue;
        const auto& other = body_of<Agreement>(*record);
        if (other.model != agreement.model) continue;
        if (!share_a_day(agreement, other) || !share_a_country(agreement, other)) continue;
        return Problem{ProblemCode::agreement_must_not_meet_another, "valid_from", other.number};
    }
    return Done{};
}

Outcome may_be_signed(
    const Agreement& agreement,
    const Record* replaced,
    const RecordSource& records,
    const Context& context
) {
    constexpr std::size_t number_length_max = 60;
    const Program& program = context.program;
    const Date today = date_of(context.now);
    TRY_DONE(text_is_given(agreement.number, "number", number_length_max));
    TRY_DONE(agreement_is_sound(agreement, program, std::max(agreement.valid_from, today)));
    const Standing standing = standing_of(agreement, records, program, today);
    TRY_DONE(rates_are_unlocked(agreement, program, standing));
    TRY_DONE(territory_is_sound(agreement.territory));
    TRY_DONE(days_are_sound(agreement, today));
    TRY_DONE(must_not_meet_another(agreement, replaced, records));
    return must_not_meet_a_closed_territory(agreement, records, program);
}

void need_for_signature(
    PartnerId partner, const std::vector<std::string>& territory, Needs& wanted
) {
    need_agreements_of(partner, wanted);
    wanted.index_keys.push_back(index_key("certificates_of", partner.bytes));
    wanted.records.push_back({Kind::partner, partner.bytes});
    for (const std::string& country : territory) {
        wanted.guards.push_back(agreements_in(country));
        wanted.index_keys.push_back(agreements_in(country));
    }
}

void sign(AgreementId id, Agreement agreement, ChangeSet& changes) {
    agreement.rules_version = changes.context().program.rules_version;
    Told told;
    told.event = "agreement_signed";
    told.to = agreement.number;
    Record record = changes.created(id.bytes, std::move(agreement));
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
}

void end_after(
    const Record& before,
    Date last_day,
    std::string_view event,
    const std::string& text,
    ChangeSet& changes
) {
    Record record = changes.edited(before);
    auto& agreement = body_of<Agreement>(record);
    Told told;
    told.event = event;
    told.from = text_from_date(agreement.valid_until);
    told.to = text_from_date(last_day);
    told.text = text;
    agreement.valid_until = last_day;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
}

void end_agreements(
    PartnerId partner, const std::string& text, const RecordSource& records, ChangeSet& changes
) {
    const Date today = changes.today();
    for (const Record* record : records.under(index_key("agreements_of", partner.bytes))) {
        if (body_of<Agreement>(*record).valid_until <= today) continue;
        end_after(*record, today, "agreement_ended", text, changes);
    }
}

void need_agreements_of(PartnerId partner, Needs& wanted) {
    const std::string own = index_key("agreements_of", partner.bytes);
    wanted.guards.push_back(own);
    wanted.index_keys.push_back(own);
}

}  // namespace entente
