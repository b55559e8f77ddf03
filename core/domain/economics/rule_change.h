// A changed rule set, before anybody signs it: what it may change, and what it would have changed.
//
// Rules are dated. What held on a day before the change holds for ever for the deals of that day;
// the dry run only asks what those deals would have come to.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/economics/exchange.h"

namespace entente {

// Why `proposed` may not replace `current`: it is no sound program, it does not begin after the one
// it replaces, its amounts are in another currency (currencies_must_match), or it changes for a day
// before it begins what a line of a deal falls under or is worth (rule_must_not_change_the_past
// with the model and the line's category) or a rate of exchange (with "exchange_rates").
std::optional<Problem> problem_of_change(const Program& current, const Program& proposed);

// A deal that was approved, as the dry run asks about it.
struct PastDeal {
    DealId id;
    const Deal* deal = nullptr;
    const Agreement* agreement = nullptr;
    Tier tier = Tier::emerging;       // Of the partner today.
    std::vector<std::string> levels;  // Its people held on the day of the approval.
    Date approved_on{};               // The day whose rules it keeps.
};

// Every partner's; without those whose agreement is not at hand. They point into the records.
std::vector<PastDeal> past_deals(const RecordSource& records, const Program& program);

// One way in which a deal would come out differently.
enum class Difference : std::uint8_t {
    margin,           // Another amount.
    refused,          // No quote at all any more: its problem says why.
    allowed,          // A quote where there was none.
    approval,         // Another rule, or a person instead of a rule.
    second_approver,  // Asked for, or not any more.
    outside_band,     // The agreed rate would not be signed again: honored until it ends.
    level,            // The partner could not register the products, or now could.
    protection,       // More or fewer days.
};
std::span<const std::string_view> names_of(Difference);

struct DealDifference {
    DealId deal;
    Difference kind{};
    Money before;  // Agreed where it is, else the least of the bands; the deal's own currency.
    Money after;
    std::string rule_before;  // Of the approval, empty is a person; of others what differs.
    std::string rule_after;
    std::optional<Problem> problem;
};

// The bonus on what a partner has won in a year under one model.
struct YearDifference {
    PartnerId partner;
    std::string model;
    std::int32_t year = 0;
    Money before;
    Money after;
};

struct DryRun {
    std::int64_t deals = 0;
    std::int64_t changed_deals = 0;
    std::int64_t unconverted = 0;             // In a currency without a rate then: in no sum.
    std::vector<DealDifference> differences;  // In the order of the deals.
    ConvertedSum before;                      // In the program's currency, deals with a quote.
    ConvertedSum after;
    std::vector<YearDifference> years;
};

// What the deals come to under the rules they keep, and under the proposed ones on the day those
// begin. Amounts are told in both by the rates of the day of the approval (of a won deal's volume:
// of the day it was won): a moved rate of exchange is no effect of the rules.
DryRun dry_run(const std::vector<PastDeal>& deals, const Program& current, const Program& proposed);

}  // namespace entente
