// What a tier gives, once it is another one.
#include "core/domain/commands/administration.h"
#include "core/domain/review/approval.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

TEST_CASE("tier: what is approved from its change on is protected by it") {
    DealWorld world;
    const auto approved = [&world](const char* name) {
        world.submit(name, world.form_worth(100'000));
        REQUIRE(world.deal(name).review == Review::approved);
        return world.deal(name).protected_until - date_of(world.now);
    };
    const Days before = approved("a");
    CHECK(before == Days{rule_of(world.program, Tier::tier_2).protection_days});
    const PlanPartner plan{.partner = world.seller.partner, .tier = Tier::tier_1};
    world.act(world.admin, plan);
    world.pass_days(1);
    DealForm form = world.form_worth(100'000);
    form.customer.domain = "another-customer.com";
    form.customer.legal_name = "Another customer";
    world.submit("b", form);
    CHECK(
        world.deal("b").protected_until - date_of(world.now) ==
        Days{rule_of(world.program, Tier::tier_1).protection_days}
    );
    // What was approved before keeps what it was given.
    CHECK(world.deal("a").protected_until - date_of(world.now) == before - Days{1});
}
