#include "core/domain/demo.h"

#include "core/domain/demo/beside.h"
#include "core/domain/demo/deals.h"
#include "core/domain/demo/growth.h"

#include <algorithm>

namespace entente {

// How much a partner sells beside others: larger ones more, and of two alike one a little more.
static std::int64_t weight_of(const DemoPartner& partner, DemoWorld& world) {
    static constexpr std::int32_t of_tier[] = {5, 4, 3, 1};
    const std::int32_t tier = of_tier[static_cast<std::size_t>(partner.named->tier)];
    constexpr std::int64_t begin_days = 60;  // Whoever has just begun sells something too.
    const std::int64_t days = (world.today() - partner.active_on).count() + begin_days;
    return tier * days * world.chance().between(50, 150);
}

// Deals spread over the partners, each with its share and together exactly so many.
static void spread(DealPlans& plans, DemoWorld& world, const DemoCast& cast, std::int64_t deals) {
    std::vector<std::int64_t> weights;
    std::int64_t all = 0;
    for (const DemoPartner& partner : cast.partners) {
        const bool takes = partner.active() && partner.named->name != demo_seller_name;
        weights.push_back(takes ? weight_of(partner, world) : 0);
        all += weights.back();
    }
    std::int64_t weighed = 0, given = 0;
    for (std::size_t i = 0; i < weights.size() && all > 0; i++) {
        weighed += weights[i];
        // Of what belongs to all up to here, what the earlier ones have not.
        const std::int64_t share = deals * weighed / all - given;
        given += share;
        if (share > 0) plans.plan_deals(cast.partners[i], static_cast<std::int32_t>(share));
    }
}

std::vector<Record> demo_records(
    const LoadedProgram& loaded, std::uint64_t seed, Moment now, DemoSize size
) {
    check(size.partners <= demo_partners_max);
    const LoadedProgram grown = grown_to(loaded, static_cast<std::size_t>(size.partners));
    DemoWorld world(grown, seed, now);
    const DemoCast cast = cast_demo(world);
    DealPlans plans(world, cast);
    plans.plan_slalom_deals();
    plans.plan_waiting_deals();
    plans.plan_rare_deals();
    plans.plan_rivals();
    const std::size_t drafts = plan_leads(world, cast);
    const DemoPartner& seller = cast.named(demo_seller_name);
    const auto written = static_cast<std::int32_t>(plans.count_of(seller));
    plans.plan_deals(seller, std::max(size.seller_deals - written, 0));
    const auto planned = static_cast<std::int64_t>(plans.count() + drafts);
    spread(plans, world, cast, std::max<std::int64_t>(size.deals - planned, 0));
    plans.live();
    plan_funds(world, cast);
    plan_service(world, cast);
    plan_outreach(world, cast);
    plan_books(world, cast);
    world.live();
    return world.take();
}

}  // namespace entente
