#include "core/domain/demo.h"

#include "core/base/sort.h"
#include "core/domain/demo/deals.h"
#include "core/domain/demo/growth.h"

#include <algorithm>

namespace entente {

std::vector<Record> demo_records(
    const LoadedProgram& loaded, std::uint64_t seed, Moment now, DemoSize size
) {
    const LoadedProgram grown = grown_to(loaded, static_cast<std::size_t>(size.partners));
    DemoWorld world(grown, seed, now);
    const DemoCast cast = cast_demo(world);
    std::vector<DemoDeal> deals;
    plan_slalom_deals(deals, world, cast);
    const auto written = std::count_if(deals.begin(), deals.end(), [](const DemoDeal& deal) {
        return deal.partner->named->name == "Slalom";
    });
    plan_waiting_deals(deals, world, cast);
    for (const DemoPartner& partner : cast.partners) {
        const bool slalom = partner.named->name == "Slalom";
        const std::int32_t wanted =
            slalom ? size.slalom_deals - static_cast<std::int32_t>(written) : size.deals_a_partner;
        plan_deals(deals, world, partner, std::max(wanted, 0));
    }
    sort_values(deals, [](const DemoDeal& a, const DemoDeal& b) {
        return a.submitted_at < b.submitted_at;
    });
    for (const DemoDeal& deal : deals) live(deal, world, cast);
    live_beside_deals(world, cast);
    std::vector<Record> records;
    records.reserve(world.records().all().size());
    for (const Record& record : world.records().all()) records.push_back(record);
    return records;
}

}  // namespace entente
