// A believable database to look at: the strategy's partners, their people, and two years of work.
//
// Lived through by the rules themselves, as the authority, from a seed: the same seed, moment and
// size give the same records on every machine. Every day and hour in it is counted back from that
// moment, so that most deals are alive whenever it is made. Credentials are no part of it.
#pragma once

#include "core/domain/program/seed.h"
#include "core/domain/record.h"

namespace entente {

inline constexpr std::int32_t demo_partners_max = 5'000;
inline constexpr std::int32_t demo_deals_max = 100'000;
inline constexpr std::int32_t demo_seller_deals_max = 20'000;

struct DemoSize {
    std::int32_t partners = 33;  // The named ones are always there.
    std::int32_t deals = 1'400;  // In all, drafts included; a few more where so few are not enough.
    std::int32_t seller_deals = 214;  // Of these at the partner that the demo signs in to.
};

// Everything that a new database holds, as it stands at `now`, in ascending order of key. Dues
// follow from the records: dues_of(). None of them lies before `now`.
std::vector<Record> demo_records(
    const LoadedProgram& loaded, std::uint64_t seed, Moment now, DemoSize size = {}
);

}  // namespace entente
