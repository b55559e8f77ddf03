// Who registered first: the six steps by which a conflict of claims is ranked, with the reason each
// step gives. It proposes; the board decides.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// In the order in which they are asked. Never tier first.
enum class Precedence : std::uint8_t {
    customers_choice,  // In writing.
    incumbent,         // For a renewal or expansion of what it sold.
    vendor_pursuit,    // Recorded before.
    priority_time,     // One interval wholly before the other; overlapping ones say nothing.
    evidence,
    tier
};
std::span<const std::string_view> names_of(Precedence);

struct Contender {
    IdBytes id{};  // The deal's, or the pursuit's.
    bool customers_choice = false;
    bool incumbent = false;  // Of a renewal or an expansion.
    bool vendor = false;
    Moment from;  // The interval in which it was made; equal ends for one made online.
    Moment until;
    std::int32_t evidence = 0;  // The weight of what was shown.
    Tier tier = Tier::emerging;
};

// What a step said of the claims that were left: who goes on.
struct RankingStep {
    Precedence step = Precedence::customers_choice;
    std::vector<IdBytes> left;
    bool decided = false;  // One was left, where there were several before.
};

struct Ranking {
    std::vector<IdBytes> order;      // Best first.
    std::vector<RankingStep> steps;  // How the first was found, up to the step that decided.
    bool decided = false;            // False: every step left several; the board has the word.
};

Ranking rank(const std::vector<Contender>& claims);

// The claims of a conflict: the deal's and those it is linked to, as far as they are loaded. A deal
// won before speaks for itself where its partner claims nothing in this conflict.
std::vector<Contender> claims_around(
    const Record& deal, const RecordSource& records, const Context& context
);

// Lets a claim's customer speak for it.
inline constexpr std::string_view choice_evidence = "customers_choice";

}  // namespace entente
