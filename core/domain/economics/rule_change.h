// A changed rule set, before anybody signs it: what it may change, and what it would have changed.
//
// Rules are dated. What held on a day before the change holds for ever for the deals of that day;
// the dry run only asks what those deals would have come to.
#pragma once

#include "core/domain/agreement.h"
#include "core/domain/deal.h"
#include "core/domain/economics/exchange.h"
#include "core/domain/program.h"

namespace entente {

// Why `proposed` may not replace `current`: it is no sound program, it does not begin after the one
// it replaces, or it alters a band for a day before it begins, or how a category counts at all
// (rule_must_not_change_the_past with the path of the category).
std::optional<Problem> problem_of_change(const Program& current, const Program& proposed);

// A deal that was decided, as the dry run asks about it.
struct PastDeal {
    DealId id;
    const Deal* deal = nullptr;
    const Agreement* agreement = nullptr;
    Tier tier = Tier::emerging;
    Date approved_on{};  // The day whose rules it keeps.
};

// One way in which a deal would come out differently.
enum class Difference : std::uint8_t {
    margin,           // Another amount.
    refused,          // No quote at all any more: its problem says why.
    allowed,          // A quote where there was none.
    approval,         // Another rule, or a person instead of a rule.
    second_approver,  // Asked for, or not any more.
};
std::span<const std::string_view> names_of(Difference);

struct DealDifference {
    DealId deal;
    Difference kind{};
    Money before;  // Agreed where it is, else the least of the bands; the deal's own currency.
    Money after;
    std::string rule_before;  // Of the approval; empty is a person.
    std::string rule_after;
    std::optional<Problem> problem;
};

struct DryRun {
    std::int64_t deals = 0;
    std::int64_t changed_deals = 0;
    std::vector<DealDifference> differences;  // In the order of the deals.
    ConvertedSum before;                      // In the program's currency, deals with a quote.
    ConvertedSum after;
};

// What the deals come to under the rules they keep, and under the proposed ones on the day those
// begin. currencies_must_match and amount_must_fit of the sums.
Result<DryRun> dry_run(
    const std::vector<PastDeal>& deals, const Program& current, const Program& proposed
);

}  // namespace entente
