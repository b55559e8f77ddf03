// What a partner would earn on a deal, and the rule behind every step of it.
#pragma once

#include "core/domain/agreement.h"
#include "core/domain/deal.h"
#include "core/domain/program.h"

namespace entente {

struct QuoteStep {
    std::string category;
    Money base;
    std::optional<Percent> agreed_rate;
    Percent band_low;
    Percent band_high;
    Money low;
    Money agreed;  // Equals low..high's own figure only where a rate is agreed.
    Money high;
    std::string rule;  // Id of the rule: "system_integrator.software_licenses".
    std::string rule_version;
    Date effective_from{};
    std::string clause;    // Of the agreement: its number; empty for the program's band.
    bool later = false;    // Volume incentive: shown, never in the sums.
    bool to_bill = false;  // 100 % implementation: the partner's own to bill.
    bool cost = false;     // Marketplace commission: what the marketplace keeps.
};

// A rule that would raise the figure: what to reach, and by how much it would rise.
struct Unlock {
    std::string rule;
    std::string needs;         // Key of a message: "certificate:expert", "volume:2000000.00".
    Money raises_by;           // On this deal.
    bool of_the_year = false;  // A bonus on the whole year's volume instead, at its threshold.
    std::int32_t steps = 1;    // Levels or tiers to go; quarters of the threshold that are missing.
};

// What a partner has reached: which unlocks are already theirs, and the volume of the year.
struct Standing {
    Tier tier = Tier::emerging;
    std::vector<std::string> levels;  // Somebody holds them today.
    Money year_volume;                // Before this deal; none: not known.
};

struct Quote {
    Money low;
    Money high;
    std::optional<Money> agreed;  // Where every step that counts has an agreed rate.
    std::vector<QuoteStep> steps;
    std::vector<Unlock> unlocks;     // Nearest first; each rule and condition once.
    Percent part = percent_whole;    // Of the margin: less for a secondary partner.
    bool incentive_unknown = false;  // No rate tells what the deal is of the year's volume.
};

// The quote for these lines under the rules in force on `on`. reference_must_exist for the model;
// with the line's path: amount_must_be_positive, category_must_be_covered_by_the_model with the
// category, rate_must_be_known_on_that_date with the day, currencies_must_match, amount_must_fit.
//
// A rate that was agreed is honored whatever became of its band, and a category that the program
// has ended is quoted by its last one. Where a model has a volume incentive, a step shows it on the
// whole deal: later, at its threshold, never in the sums. All lines are in one currency.
Result<Quote> quote(
    const std::vector<DealLine>& lines,
    const Agreement& agreement,
    const Program& program,
    Date on,
    const Standing& standing = {}
);

// The same without what is not earned with the deal itself: no incentive and nothing to unlock.
Result<Quote> quote_margin(
    const std::vector<DealLine>& lines, const Agreement& agreement, const Program& program, Date on
);

// The quote of a deal: under the rules of its approval, those of today before it, and the part of a
// secondary partner.
Result<Quote> quote_of_deal(
    const Deal& deal,
    const Agreement& agreement,
    const Program& program,
    Date today,
    const Standing& standing = {}
);

// What of the deal's margin is its partner's.
Percent part_of(const Deal& deal);

// What the agreement says of the category; null: nothing.
const AgreedRate* agreed_rate(const Agreement& agreement, std::string_view category);

// How far it is to what an unlock needs, in levels or tiers; 0: it is reached.
std::int32_t steps_to_unlock(
    const Program& program, std::string_view needs, const Standing& standing
);

// Whether a line of that category falls under the rule.
bool covers_line(const CategoryRule& rule, std::string_view category);

}  // namespace entente
