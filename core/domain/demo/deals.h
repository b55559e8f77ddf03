// Deals of the demo, each lived through from its draft to where it stands today.
#pragma once

#include "core/domain/demo.h"
#include "core/domain/demo/cast.h"

namespace entente {

// How far a deal has come by today.
enum class DemoFate : std::uint8_t {
    draft,
    submitted,
    in_review,
    info_requested,
    approved,
    expired,
    won,
    lost,
    rejected,
    withdrawn,
};

struct DemoDeal {
    DealId id;
    const DemoPartner* partner = nullptr;
    PersonId owner;
    DealForm form;
    Moment submitted_at;
    std::int32_t offline_minutes = 0;  // How far back an offline claim reaches.
    Stage stage = Stage::prospect;     // Where the partner has it today.
    DemoFate fate = DemoFate::draft;
};

// The deals people see first, at Slalom and at the partners they meet.
void plan_slalom_deals(std::vector<DemoDeal>& deals, DemoWorld& world, const DemoCast& cast);

// Registrations that wait for a decision, at every place of the review's clock.
void plan_waiting_deals(std::vector<DemoDeal>& deals, DemoWorld& world, const DemoCast& cast);

// When it was submitted if a part of the time for its decision has passed by now.
Moment submitted_by_clock(const DemoWorld& world, std::string_view region, std::int32_t percent);

// Lets the partner have `count` more deals, most of them long decided.
void plan_deals(
    std::vector<DemoDeal>& deals, DemoWorld& world, const DemoPartner& partner, std::int32_t count
);

// Lives through one deal. In the order of submission, so that numbers count up with time.
void live(const DemoDeal& deal, DemoWorld& world, const DemoCast& cast);

// After the deals: the year's money and what it is asked for, tickets, orders to be confirmed.
void live_beside_deals(DemoWorld& world, const DemoCast& cast);

}  // namespace entente
