#include "core/domain/claims/precedence.h"

#include "core/domain/claims/contest.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/pursuit.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(Precedence) {
    static constexpr std::array<std::string_view, 6> names{
        "customers_choice", "incumbent", "vendor_pursuit", "priority_time", "evidence", "tier"};
    return names;
}

using Left = std::vector<const Contender*>;

// The earliest moment at which some claim was certainly made: what begins after it, lost.
static Moment earliest_end(const Left& left) {
    const auto sooner = [](const Contender* a, const Contender* b) { return a->until < b->until; };
    return (*std::min_element(left.begin(), left.end(), sooner))->until;
}

// How a claim does in a step: more is better.
static std::int64_t standing(Precedence step, const Contender& claim, const Left& left) {
    switch (step) {
        case Precedence::customers_choice:
            return claim.customers_choice ? 1 : 0;
        case Precedence::incumbent:
            return claim.incumbent ? 1 : 0;
        case Precedence::vendor_pursuit: {
            const bool first = claim.vendor && std::all_of(left.begin(), left.end(), [&](auto* c) {
                                   return c->vendor || claim.from < c->from;
                               });
            return first ? 1 : 0;
        }
        case Precedence::priority_time:
            return earliest_end(left) < claim.from ? 0 : 1;
        case Precedence::evidence:
            return claim.evidence;
        case Precedence::tier:
            return -static_cast<std::int64_t>(claim.tier);
    }
    return 0;
}

static Left best_of(Precedence step, const Left& left) {
    std::int64_t best = standing(step, *left.front(), left);
    for (const Contender* claim : left) best = std::max(best, standing(step, *claim, left));
    Left found;
    for (const Contender* claim : left) {
        if (standing(step, *claim, left) == best) found.push_back(claim);
    }
    return found;
}

struct First {
    const Contender* claim = nullptr;
    std::vector<RankingStep> steps;
    bool decided = false;
};

static First first_of(Left left) {
    First first;
    for (std::size_t i = 0; i < names_of(Precedence{}).size() && left.size() > 1; i++) {
        const auto step = static_cast<Precedence>(i);
        left = best_of(step, left);
        RankingStep told{.step = step, .left = {}, .decided = left.size() == 1};
        for (const Contender* claim : left) told.left.push_back(claim->id);
        first.steps.push_back(std::move(told));
    }
    first.decided = left.size() == 1;
    // Where nothing decides, any fixed order is as good: the id's is.
    const auto by_id = [](const Contender* a, const Contender* b) { return a->id < b->id; };
    first.claim = *std::min_element(left.begin(), left.end(), by_id);
    return first;
}

Ranking rank(const std::vector<Contender>& claims) {
    Ranking ranking;
    Left left;
    for (const Contender& claim : claims) left.push_back(&claim);
    while (!left.empty()) {
        First first = first_of(left);
        if (ranking.order.empty()) {
            ranking.steps = std::move(first.steps);
            ranking.decided = first.decided;
        }
        ranking.order.push_back(first.claim->id);
        left.erase(std::find(left.begin(), left.end(), first.claim));
    }
    return ranking;
}

static std::int32_t weight_of(const Deal& deal, const ReviewRules& rules) {
    std::int32_t weight = 0;
    for (const EvidenceKind& kind : rules.evidence_kinds) {
        const auto& shown = deal.evidence;
        const bool has = std::any_of(shown.begin(), shown.end(), [&kind](const Evidence& one) {
            return one.kind == kind.key;
        });
        if (has) weight += kind.weight;
    }
    return weight;
}

static Contender claim_of(
    const Record& record, const RecordSource& records, const Context& context
) {
    const auto& deal = body_of<Deal>(record);
    Contender claim;
    claim.id = record.id;
    claim.customers_choice =
        std::any_of(deal.evidence.begin(), deal.evidence.end(), [](const Evidence& one) {
            return one.kind == choice_evidence;
        });
    claim.incumbent =
        deal.type != DealType::new_business && own_incumbency(record, records, context) != nullptr;
    claim.from = deal.priority_from;
    claim.until = deal.priority_until;
    claim.evidence = weight_of(deal, context.program.review);
    const Record* partner = records.find({Kind::partner, deal.partner.bytes});
    if (partner != nullptr) claim.tier = body_of<Partner>(*partner).tier;
    return claim;
}

static Contender claim_of_vendor(const Record& record) {
    const auto& pursuit = body_of<Pursuit>(record);
    Contender claim;
    claim.id = record.id;
    claim.vendor = true;
    claim.from = pursuit.recorded_at;
    claim.until = pursuit.recorded_at;
    return claim;
}

using Deals = std::vector<const Record*>;

static bool is_renewal(const Record* record) {
    return body_of<Deal>(*record).type != DealType::new_business;
}

// What a deal won before claims: to be renewed and expanded by its partner. Against new business it
// is no more than a claim of its time.
static Contender claim_of_won(
    const Record& record, const Deals& live, const RecordSource& records, const Context& context
) {
    Contender claim = claim_of(record, records, context);
    claim.incumbent = std::any_of(live.begin(), live.end(), is_renewal);
    return claim;
}

static bool claims_itself(PartnerId partner, const Deals& live) {
    return std::any_of(live.begin(), live.end(), [partner](const Record* record) {
        return body_of<Deal>(*record).partner == partner;
    });
}

std::vector<Contender> claims_around(
    const Record& deal, const RecordSource& records, const Context& context
) {
    Deals live{&deal};
    Deals won;
    std::vector<Contender> claims;
    const Contest* contest = contest_in(records, deal.id);
    for (const IdBytes& id : contest == nullptr ? std::vector<IdBytes>{} : contest->linked) {
        if (const Record* pursuit = records.find({Kind::pursuit, id})) {
            claims.push_back(claim_of_vendor(*pursuit));
        }
        const Record* other = records.find({Kind::deal, id});
        if (other == nullptr) continue;
        (is_live(body_of<Deal>(*other)) ? live : won).push_back(other);
    }
    for (const Record* record : live) claims.push_back(claim_of(*record, records, context));
    for (const Record* record : won) {
        if (claims_itself(body_of<Deal>(*record).partner, live)) continue;
        claims.push_back(claim_of_won(*record, live, records, context));
    }
    return claims;
}

}  // namespace entente
