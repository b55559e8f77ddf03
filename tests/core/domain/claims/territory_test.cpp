#include "core/domain/claims/territory.h"

#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

// Everybody resells; the rival's agreement names the United States and closes them.
struct Resellers : DealWorld {
    Resellers() {
        change_agreement(seller.partner, [](Agreement& a) { a.model = "reseller"; });
        change_agreement(rival.partner, [](Agreement& a) {
            a.model = "reseller";
            a.territory = {"CA", "US"};
            a.rates = {{"exclusive_territory", Percent{5'000}}};
        });
    }
    template <typename Change>
    void change_agreement(PartnerId partner, const Change& change) {
        Record record = agreement_of(partner);
        change(body_of<Agreement>(record));
        records.put(std::move(record));
    }
    Record agreement_of(PartnerId partner) const {
        return *records.find({Kind::agreement, derived_id(partner.bytes, "agreement", 0)});
    }
    SubmitDeal registration() const { return {id("a"), form_worth(10'000)}; }
};

}  // namespace

TEST_CASE("territory: what another reseller has alone is closed, and not whose it is") {
    struct Row {
        const char* why;
        void (*change)(Agreement& own, Agreement& others);
        bool open;
    };
    const Row rows[] = {
        {"closed", [](Agreement&, Agreement&) {}, false},
        {"one's own names it too",
         [](Agreement& own, Agreement&) { own.territory = {"US"}; },
         false},
        {"of another revenue model",
         [](Agreement& own, Agreement&) { own.model = "system_integrator"; },
         true},
        {"named, not closed",
         [](Agreement&, Agreement& others) {
             others.rates = {{"standard", Percent{3'000}}};
         },
         true},
        {"another country", [](Agreement&, Agreement& others) { others.territory = {"CA"}; }, true},
        {"no country at all", [](Agreement&, Agreement& others) { others.territory = {}; }, true},
        {"on its last day",
         [](Agreement& own, Agreement& others) { others.valid_until = own.valid_from + Days{100}; },
         false},
        {"on the day after",
         [](Agreement& own, Agreement& others) { others.valid_until = own.valid_from + Days{99}; },
         true},
        {"on its first day",
         [](Agreement& own, Agreement& others) { others.valid_from = own.valid_from + Days{100}; },
         false},
        {"on the day before",
         [](Agreement& own, Agreement& others) { others.valid_from = own.valid_from + Days{101}; },
         true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Resellers world;
        Record own = world.agreement_of(world.seller.partner);
        Record others = world.agreement_of(world.rival.partner);
        row.change(body_of<Agreement>(own), body_of<Agreement>(others));
        world.records.put(own);
        world.records.put(others);
        const auto changes = world.decide(world.seller, world.registration());
        CHECK(changes.ok() == row.open);
        if (changes.ok()) continue;
        CHECK(
            changes.problem() ==
            Problem{ProblemCode::territory_must_be_open, "customer.country", "US"}
        );
    }
}

TEST_CASE("territory: its own reseller registers there") {
    Resellers world;
    CHECK(world.decide(world.rival, world.registration()).ok());
}

TEST_CASE("territory: an answer does not move a deal into one that is closed") {
    for (const bool moves : {false, true}) {
        Resellers world;
        world.change_agreement(world.rival.partner, [](Agreement& a) { a.territory = {"CA"}; });
        world.act(world.seller, SubmitDeal{DealWorld::id("a"), world.form_worth(400'000)});
        world.claim("a");
        world.ask("a", {"customer"});
        // Closed since: what was registered before goes on.
        world.change_agreement(world.rival.partner, [](Agreement& a) {
            a.territory = {"CA", "US"};
        });
        DealForm form = world.form_worth(400'000);
        if (moves) form.customer.country = "CA";
        const auto changes =
            world.decide(world.seller, AnswerQuestion{DealWorld::id("a"), form, "As asked."});
        CHECK(changes.ok() != moves);
        if (!changes.ok()) CHECK(changes.problem().code == ProblemCode::territory_must_be_open);
    }
}

TEST_CASE("territory: agreements meet over a country and a day") {
    struct Row {
        const char* why;
        void (*change)(Agreement&);
        const char* country;  // Empty: nothing is in the way.
    };
    const Row rows[] = {
        {"alone where another is alone", [](Agreement&) {}, "US"},
        {"beside one who is alone",
         [](Agreement& a) {
             a.rates = {{"standard", Percent{3'000}}};
         },
         "US"},
        {"elsewhere", [](Agreement& a) { a.territory = {"MX"}; }, ""},
        {"of another model", [](Agreement& a) { a.model = "system_integrator"; }, ""},
        {"wherever the partner works",
         [](Agreement& a) {
             a.territory = {};
             a.rates = {};
         },
         ""},
        {"from the other's last day on", [](Agreement& a) { a.valid_from += Days{200}; }, "US"},
        {"after it", [](Agreement& a) { a.valid_from += Days{201}; }, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Resellers world;
        Agreement agreement = body_of<Agreement>(world.agreement_of(world.seller.partner));
        agreement.territory = {"MX", "US"};
        agreement.rates = {{"exclusive_territory", Percent{5'000}}};
        agreement.valid_until += Days{300};
        row.change(agreement);
        const Outcome met =
            must_not_meet_a_closed_territory(agreement, world.records, world.program);
        CHECK(met.ok() == (*row.country == '\0'));
        if (met.ok()) continue;
        CHECK(
            met.problem() == Problem{ProblemCode::territory_must_be_open, "territory", row.country}
        );
    }
}

TEST_CASE("territory: who is to be alone must not find another reseller there") {
    Resellers world;
    world.change_agreement(world.rival.partner, [](Agreement& a) {
        a.rates = {{"standard", Percent{3'000}}};
    });
    Agreement agreement = body_of<Agreement>(world.agreement_of(world.seller.partner));
    agreement.territory = {"US"};
    CHECK(must_not_meet_a_closed_territory(agreement, world.records, world.program).ok());
    agreement.rates = {{"exclusive_territory", Percent{5'000}}};
    CHECK_FALSE(must_not_meet_a_closed_territory(agreement, world.records, world.program).ok());
    agreement.territory = {};
    const Outcome nowhere =
        must_not_meet_a_closed_territory(agreement, world.records, world.program);
    REQUIRE_FALSE(nowhere.ok());
    CHECK(nowhere.problem() == Problem{ProblemCode::field_must_be_given, "territory", {}});
}
