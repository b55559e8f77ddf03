#include "core/domain/csv/choices.h"

#include "core/domain/csv/cell_values.h"

namespace entente {

// A choice under the names that other programs have for it, as bare names.
template <typename Choice>
struct KnownAs {
    std::string_view name;
    Choice choice;
};

static constexpr KnownAs<Stage> stages[] = {
    {"prospect", Stage::prospect},
    {"prospecting", Stage::prospect},
    {"appointmentscheduled", Stage::prospect},
    {"qualify", Stage::prospect},
    {"qualified", Stage::qualified},
    {"qualification", Stage::qualified},
    {"needsanalysis", Stage::qualified},
    {"qualifiedtobuy", Stage::qualified},
    {"develop", Stage::qualified},
    {"technicalvalidation", Stage::technical_validation},
    {"valueproposition", Stage::technical_validation},
    {"iddecisionmakers", Stage::technical_validation},
    {"perceptionanalysis", Stage::technical_validation},
    {"presentationscheduled", Stage::technical_validation},
    {"meetpresent", Stage::technical_validation},
    {"businessvalidation", Stage::business_validation},
    {"proposalpricequote", Stage::business_validation},
    {"propose", Stage::business_validation},
    {"decisionmakerboughtin", Stage::business_validation},
    {"committed", Stage::committed},
    {"negotiationreview", Stage::committed},
    {"negotiate", Stage::committed},
    {"contractsent", Stage::committed},
    {"close", Stage::committed}};

// Whatever a partner found without the vendor is the partner's own, a list that it bought too. Only
// what is called a lead came from the vendor.
static constexpr KnownAs<DealSource> sources[] = {
    {"own", DealSource::own},
    {"advertisement", DealSource::own},
    {"directtraffic", DealSource::own},
    {"emailmarketing", DealSource::own},
    {"offlinesources", DealSource::own},
    {"organicsearch", DealSource::own},
    {"organicsocial", DealSource::own},
    {"other", DealSource::own},
    {"othercampaigns", DealSource::own},
    {"paidsearch", DealSource::own},
    {"paidsocial", DealSource::own},
    {"phoneinquiry", DealSource::own},
    {"publicrelations", DealSource::own},
    {"purchasedlist", DealSource::own},
    {"web", DealSource::own},
    {"event", DealSource::event},
    {"seminar", DealSource::event},
    {"seminarinternal", DealSource::event},
    {"seminarpartner", DealSource::event},
    {"tradeshow", DealSource::event},
    {"lead", DealSource::lead},
    {"employeereferral", DealSource::referral},
    {"externalreferral", DealSource::referral},
    {"partner", DealSource::referral},
    {"partnerreferral", DealSource::referral},
    {"referral", DealSource::referral},
    {"referrals", DealSource::referral},
    {"wordofmouth", DealSource::referral}};

static constexpr KnownAs<DealType> types[] = {
    {"new", DealType::new_business},
    {"newbusiness", DealType::new_business},
    {"newcustomer", DealType::new_business},
    {"renewal", DealType::renewal},
    {"existingcustomerdowngrade", DealType::renewal},
    {"existingcustomerreplacement", DealType::renewal},
    {"expansion", DealType::expansion},
    {"existingbusiness", DealType::expansion},
    {"existingcustomerupgrade", DealType::expansion}};

template <typename Choice, std::size_t count>
static std::optional<Choice> choice_from(
    std::string_view cell, const KnownAs<Choice> (&known)[count]
) {
    const std::string wanted = bare_name(cell);
    for (const auto& entry : known) {
        if (entry.name == wanted) return entry.choice;
    }
    return std::nullopt;
}

static std::string_view without_bracket(std::string_view cell) {
    const std::size_t bracket = cell.rfind('(');
    const bool closed = bracket != std::string_view::npos && cell.ends_with(')');
    return closed ? cell.substr(0, bracket) : cell;
}

static std::string_view without_number(std::string_view cell) {
    const std::size_t behind = cell.find_first_not_of("0123456789");
    return behind == std::string_view::npos ? cell : cell.substr(behind);
}

std::optional<Stage> stage_from_cell(std::string_view cell) {
    cell = trimmed_cell(cell);
    return choice_from(without_number(without_bracket(cell)), stages);
}

std::optional<DealSource> source_from_cell(std::string_view cell) {
    return choice_from(cell, sources);
}

std::optional<DealType> type_from_cell(std::string_view cell) {
    return choice_from(cell, types);
}

}  // namespace entente
