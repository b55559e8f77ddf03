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
    incomplete,  // Asked, and never answered.
    approved,
    extension_pending,
    expired,  // Nobody did anything for it any more.
    won_reported,
    won,
    lost,
    rejected,
    appealed,  // Rejected, and in review again.
    revoked,
    withdrawn,
    rival,  // Came second to a customer: what the board says, and won where that is "beside".
};

struct DemoDeal {
    DealId id;
    const DemoPartner* partner = nullptr;
    PersonId owner;
    DealForm form;
    Moment submitted_at;
    std::int32_t offline_minutes = 0;  // How far back an offline claim reaches.
    Stage stage = Stage::prospect;     // Where the partner has it in the end.
    DemoFate fate = DemoFate::draft;
    std::int32_t open_days_max = 0;  // Until it is closed; 0: as long as it is protected.
};

// Adds deals to those of the demo.
class DealPlans {
public:
    DealPlans(DemoWorld& world, const DemoCast& cast) : world_(world), cast_(cast) {}

    // The deals people see first, at Slalom and at the partners they meet.
    void plan_slalom_deals();
    // Registrations that wait for a decision, at every place of the review's clock.
    void plan_waiting_deals();
    // One or two of each end that few deals come to.
    void plan_rare_deals();
    // Two partners claim one customer, and the board awards it.
    void plan_rivals();
    // Lets the partner have `count` more deals, most of them long decided.
    void plan_deals(const DemoPartner& partner, std::int32_t count);

    std::size_t count() const { return deals_.size(); }
    std::size_t count_of(const DemoPartner& partner) const;
    // Plans the life of each of them.
    void live();

private:
    DemoDeal& add(const DemoPartner& partner, std::int32_t thousands, Moment submitted_at);
    void plan_award(const DemoDeal& first, const DemoDeal& second, bool beside);

    DemoWorld& world_;
    const DemoCast& cast_;
    std::vector<DemoDeal> deals_;
};

// When it was submitted if a part of the time for its decision has passed by now.
Moment submitted_by_clock(const DemoWorld& world, std::string_view region, std::int32_t percent);

// Plans one deal's life.
void plan_life(DemoDeal deal, DemoWorld& world, const DemoCast& cast);

}  // namespace entente
