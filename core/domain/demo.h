// A believable database to look at: the strategy's partners, their people, and two years of deals.
//
// Made by the rules themselves, as the authority, from a seed: the same seed, day and size give the
// same records on every machine. Credentials are no part of it.
#pragma once

#include "core/domain/program/seed.h"
#include "core/domain/record.h"

namespace entente {

struct DemoSize {
    std::int32_t slalom_deals =
        214;  // Of the partner that the demo signs in to, open ones included.
    std::int32_t deals_a_partner = 36;
};

// Everything that a new database holds, as it stands at 00:00 UTC of `today`, in ascending order of
// key. Dues follow from the records: dues_of().
std::vector<Record> demo_records(
    const LoadedProgram& loaded, std::uint64_t seed, Date today, DemoSize size = {}
);

}  // namespace entente
