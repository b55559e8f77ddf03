// A believable database to look at: the strategy's partners, their people, and two years of deals.
//
// Made by the rules themselves, as the authority, from a seed: the same seed, moment and size give
// the same records on every machine. Every day and hour in it is counted back from that moment, so
// that most deals are alive whenever it is made. Credentials are no part of it.
#pragma once

#include "core/domain/program/seed.h"
#include "core/domain/record.h"

namespace entente {

struct DemoSize {
    std::int32_t partners = 33;  // The named ones are always there; at most 5,000.
    std::int32_t slalom_deals =
        214;  // Of the partner that the demo signs in to, open ones included.
    std::int32_t deals_a_partner = 36;
};

// Everything that a new database holds, as it stands at `now`, in ascending order of key. Dues
// follow from the records: dues_of().
std::vector<Record> demo_records(
    const LoadedProgram& loaded, std::uint64_t seed, Moment now, DemoSize size = {}
);

}  // namespace entente
