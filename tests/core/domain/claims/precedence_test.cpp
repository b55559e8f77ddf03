#include "core/domain/claims/precedence.h"

#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static constexpr Moment noon{1'800'000'000'000};

static Contender claim(std::string_view name, std::int64_t from, std::int64_t until) {
    Contender claim;
    claim.id = id_of(name);
    claim.from = noon + from;
    claim.until = noon + until;
    return claim;
}

struct Row {
    const char* why;
    void (*change)(Contender& a, Contender& b);
    const char* first;
    std::optional<Precedence> step;
};
static const Row rows[] = {
    {"nothing", [](Contender&, Contender&) {}, nullptr, std::nullopt},
    {"the customer's choice before all else",
     [](Contender& a, Contender& b) {
         b.customers_choice = true;
         a.incumbent = true;
         a.until = noon + -1;
         a.from = noon + -1;
         a.evidence = 9;
         a.tier = Tier::tier_1;
     },
     "b",
     Precedence::customers_choice},
    {"the incumbent before the vendor",
     [](Contender& a, Contender& b) {
         b.incumbent = true;
         a.vendor = true;
         a.from = a.until = noon + -1;
     },
     "b",
     Precedence::incumbent},
    {"the vendor's earlier pursuit",
     [](Contender&, Contender& b) {
         b.vendor = true;
         b.from = b.until = noon + -1;
         b.tier = Tier::emerging;
     },
     "b",
     Precedence::vendor_pursuit},
    {"the vendor's pursuit of the same moment is not earlier",
     [](Contender& a, Contender& b) {
         b.vendor = true;
         a.evidence = 1;
     },
     "a",
     Precedence::evidence},
    {"a pursuit recorded later",
     [](Contender& a, Contender& b) {
         b.vendor = true;
         b.from = b.until = noon + 1;
         a.from = a.until = noon;
     },
     "a",
     Precedence::priority_time},
    {"an interval wholly before",
     [](Contender& a, Contender& b) {
         a.from = noon + -9;
         a.until = noon + -1;
         b.from = noon;
         b.until = noon + 5;
         b.evidence = 9;
     },
     "a",
     Precedence::priority_time},
    {"intervals that touch say nothing",
     [](Contender& a, Contender& b) {
         a.from = noon + -9;
         a.until = noon;
         b.from = noon;
         b.until = noon + 5;
         b.evidence = 9;
     },
     "b",
     Precedence::evidence},
    {"stronger evidence before tier",
     [](Contender& a, Contender& b) {
         b.evidence = 4;
         a.evidence = 3;
         a.tier = Tier::tier_1;
     },
     "b",
     Precedence::evidence},
    {"tier last",
     [](Contender& a, Contender& b) {
         a.tier = Tier::tier_3;
         b.tier = Tier::tier_2;
     },
     "b",
     Precedence::tier},
};

// Two claims that nothing tells apart, but for what a row changes.
TEST_CASE("precedence: the first step that tells two claims apart decides") {
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Contender a = claim("a", 0, 0);
        Contender b = claim("b", 0, 0);
        row.change(a, b);
        for (const auto& claims : {std::vector{a, b}, std::vector{b, a}}) {
            const Ranking ranking = rank(claims);
            REQUIRE(ranking.order.size() == 2);
            CHECK(ranking.decided == (row.first != nullptr));
            if (row.first == nullptr) {
                CHECK(ranking.steps.size() == names_of(Precedence{}).size());
                continue;
            }
            CHECK(ranking.order.front() == id_of(row.first));
            CHECK(name_of(ranking.steps.back().step) == name_of(*row.step));
            CHECK(ranking.steps.back().decided);
            // Every step before says that it left both.
            CHECK(ranking.steps.size() == static_cast<std::size_t>(*row.step) + 1);
            for (std::size_t i = 0; i + 1 < ranking.steps.size(); i++) {
                CHECK(ranking.steps[i].left.size() == 2);
            }
        }
    }
}

TEST_CASE("precedence: three claims are ranked one after the other") {
    Contender early = claim("early", -10, -5);
    Contender late = claim("late", 0, 0);
    Contender chosen = claim("chosen", 3, 3);
    chosen.customers_choice = true;
    const Ranking ranking = rank({late, chosen, early});
    CHECK(ranking.order == std::vector{id_of("chosen"), id_of("early"), id_of("late")});
}

TEST_CASE("precedence: a claim alone needs no step") {
    const Ranking ranking = rank({claim("a", 0, 0)});
    CHECK(ranking.decided);
    CHECK(ranking.steps.empty());
    CHECK(rank({}).order.empty());
}

// Whatever the claims are: everybody is ranked once, and no later claim is wholly before the first
// of them unless an earlier step speaks for that one.
TEST_CASE("precedence: an order of all, whatever the claims") {
    std::uint64_t state = 20'261'123;
    CAPTURE(state);
    const auto any = [&state](std::uint64_t below) {
        state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        return static_cast<std::int64_t>((state >> 33U) % below);
    };
    for (int run = 0; run < 2'000; run++) {
        std::vector<Contender> claims;
        const auto count = static_cast<std::size_t>(1 + any(6));
        for (std::size_t i = 0; i < count; i++) {
            const std::int64_t from = any(20);
            Contender one = claim(std::to_string(i), from, from + any(6));
            one.customers_choice = any(8) == 0;
            one.incumbent = any(8) == 0;
            one.vendor = any(8) == 0;
            one.evidence = static_cast<std::int32_t>(any(3));
            one.tier = static_cast<Tier>(any(4));
            claims.push_back(one);
        }
        const Ranking ranking = rank(claims);
        std::vector<IdBytes> ids;
        for (const Contender& one : claims) ids.push_back(one.id);
        CHECK(
            std::is_permutation(ids.begin(), ids.end(), ranking.order.begin(), ranking.order.end())
        );
        std::reverse(claims.begin(), claims.end());
        CHECK(rank(claims).order == ranking.order);
        const auto by_id = [&claims](const IdBytes& id) {
            return *std::find_if(claims.begin(), claims.end(), [&id](const Contender& one) {
                return one.id == id;
            });
        };
        const Contender first = by_id(ranking.order.front());
        for (const Contender& one : claims) {
            const bool outranked = first.customers_choice || first.incumbent || first.vendor;
            if (!outranked) CHECK_FALSE(one.until < first.from);
        }
    }
}
