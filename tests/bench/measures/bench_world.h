// Records to measure with: partners, and deals of every kind, from a seed.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/program/seed.h"

namespace entente::bench {

Program shipped_program();

struct BenchDeal {
    DealId id;
    Deal deal;
    Date approved_on{};
    Date won_on{};
};

struct BenchWorld {
    std::vector<std::pair<PartnerId, Partner>> partners;
    std::vector<BenchDeal> deals;
};

BenchWorld make_world(std::size_t partners, std::size_t deals, Date today);

}  // namespace entente::bench
