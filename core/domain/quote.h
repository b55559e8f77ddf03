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
    std::string needs;  // Key of a message: "certificate:expert", "tier:tier_1", "volume:2000000".
    Money raises_by;
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
    std::vector<Unlock> unlocks;
};

// The quote for these lines under the rules in force on `on`. category_must_be_covered_by_the_model
// names the line; rate_must_lie_in_its_band; rate_must_be_known_on_that_date; amounts' problems.
//
// Where a model has a volume incentive, a step shows it on the whole deal: later, at its threshold,
// never in the sums. All lines are in one currency.
Result<Quote> quote(
    const std::vector<DealLine>& lines,
    const Agreement& agreement,
    const Program& program,
    Date on,
    const Standing& standing = {}
);

// What the agreement says of the category; null: nothing.
const AgreedRate* agreed_rate(const Agreement& agreement, std::string_view category);

// Every agreed rate names a category of the model and lies in its band on that day:
// category_must_be_covered_by_the_model, rate_must_lie_in_its_band,
// rate_must_be_known_on_that_date.
Outcome agreement_is_sound(const Agreement& agreement, const Program& program, Date on);

}  // namespace entente
