#include "core/domain/economics/signature.h"

#include "core/domain/commands/money.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/quote.h"
#include "tests/support/deal_world.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;

static Agreement agreement(const char* model, std::vector<AgreedRate> rates = {}) {
    Agreement agreed;
    agreed.number = "PA-0117";
    agreed.model = model;
    agreed.rates = std::move(rates);
    return agreed;
}

static std::string soundness(const Agreement& agreed, Date on = today) {
    const Outcome sound = agreement_is_sound(agreed, shipped_program().program, on);
    return sound.ok() ? "sound" : text_from(sound.problem());
}

TEST_CASE("signature: an agreement that no rule allows is refused, and says which rate") {
    struct Row {
        const char* why;
        Agreement agreed;
        Date on;
        std::string expected;
    };
    const AgreedRate standard{"standard", Percent{30'00}};
    const Row rows[] = {
        {"a model the program has not", agreement("barter"), today, "reference_must_exist model"},
        {"nothing agreed", agreement("reseller"), today, "sound"},
        {"a category of another model",
         agreement("reseller", {standard, {"referral", Percent{10'00}}}),
         today,
         "category_must_be_covered_by_the_model rates[1].category referral"},
        {"what a category covers is none of its own",
         agreement("reseller", {{"software_licenses", Percent{30'00}}}),
         today,
         "category_must_be_covered_by_the_model rates[0].category software_licenses"},
        {"twice",
         agreement("reseller", {standard, {"premium", Percent{40'00}}, standard}),
         today,
         "name_must_be_unique rates[2].category standard"},
        {"more rates than categories",
         agreement("reseller", {standard, standard, standard, standard, standard}),
         today,
         "list_must_be_short_enough rates 4"},
        {"a day before all rules",
         agreement("reseller", {standard}),
         2020y / std::chrono::January / 1,
         "rate_must_be_known_on_that_date rates[0].category 2020-01-01"},
        {"a rate above its band",
         agreement("reseller", {standard, {"premium", Percent{45'01}}}),
         today,
         "rate_must_lie_in_its_band rates[1].rate 35-45%"},
        {"a rate below its band",
         agreement("reseller", {{"premium", Percent{34'99}}}),
         today,
         "rate_must_lie_in_its_band rates[0].rate 35-45%"},
        {"a band of one rate",
         agreement("technology_partner", {{"joint_solutions", Percent{49'99}}}),
         today,
         "rate_must_lie_in_its_band rates[0].rate 50%"},
        {"at the band's low end",
         agreement("reseller", {{"premium", Percent{35'00}}}),
         today,
         "sound"},
        {"at the band's high end",
         agreement("reseller", {{"premium", Percent{45'00}}}),
         today,
         "sound"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(soundness(row.agreed, row.on) == row.expected);
    }
}

TEST_CASE("signature: a band is told as people write it") {
    struct Row {
        std::int32_t low, high;
        const char* text;
    };
    for (const Row& row :
         {Row{25'00, 35'00, "25-35%"},
          Row{7'50, 10'05, "7.5-10.05%"},
          Row{0, 100'00, "0-100%"},
          Row{33, 33, "0.33%"}}) {
        CHECK(text_from_band(RateBand{.low = {row.low}, .high = {row.high}}) == row.text);
    }
}

// A partner in the program, and what is signed with it.
struct Signing : ProgramWorld {
    Signing() {
        change<Partner>(Kind::partner, partner.bytes, [](Partner& p) { p.tier = Tier::tier_2; });
    }

    Agreement offer() const {
        Agreement made;
        made.partner = partner;
        made.number = "PA-0200";
        made.model = "system_integrator";
        made.rates = {{"software_licenses", Percent{26'00}}};
        made.territory = {"DE", "AT"};
        made.valid_from = today();
        made.valid_until = today() + Days{364};
        return made;
    }
    std::string signing(const Agreement& made, const Record* replaced = nullptr) {
        const Context context{
            .actor = director, .now = now, .program = program, .numbers = numbers_};
        const Outcome may = may_be_signed(made, replaced, records, context);
        return may.ok() ? "signed" : text_from(may.problem());
    }
    Record& put(const char* name, const Agreement& made) {
        kept_ = {.id = id_of(name), .version = 1, .body = made};
        records.put(kept_);
        return kept_;
    }

private:
    CountingNumbers numbers_;
    Record kept_;
};

TEST_CASE("signature: what is asked of it, in the order of its form") {
    struct Row {
        const char* why;
        void (*spoil)(Agreement&);
        std::string expected;
    };
    const Row rows[] = {
        {"whole", [](Agreement&) {}, "signed"},
        {"no number", [](Agreement& a) { a.number = " "; }, "field_must_be_given number"},
        {"a number of 60 letters", [](Agreement& a) { a.number = std::string(60, 'x'); }, "signed"},
        {"a longer one",
         [](Agreement& a) { a.number = std::string(61, 'x'); },
         "text_must_be_short_enough number 60"},
        {"a rate outside its band",
         [](Agreement& a) { a.rates[0].rate = {31'00}; },
         "rate_must_lie_in_its_band rates[0].rate 20-30%"},
        {"wherever the partner works", [](Agreement& a) { a.territory = {}; }, "signed"},
        {"a country nobody knows",
         [](Agreement& a) { a.territory[1] = "XX"; },
         "country_must_be_known territory XX"},
        {"in small letters",
         [](Agreement& a) { a.territory[0] = "de"; },
         "country_must_be_known territory de"},
        {"a country twice",
         [](Agreement& a) {
             a.territory = {"DE", "AT", "DE"};
         },
         "name_must_be_unique territory DE"},
        {"too many",
         [](Agreement& a) { a.territory.assign(261, "DE"); },
         "list_must_be_short_enough territory 260"},
        {"no first day", [](Agreement& a) { a.valid_from = {}; }, "date_must_be_valid valid_from"},
        {"one day", [](Agreement& a) { a.valid_until = a.valid_from; }, "signed"},
        {"ends before it begins",
         [](Agreement& a) {
             a.valid_from += Days{10};
             a.valid_until = a.valid_from - Days{1};
         },
         "agreement_must_not_have_ended valid_until 2026-11-26"},
        {"ended yesterday",
         [](Agreement& a) {
             a.valid_from -= Days{10};
             a.valid_until = a.valid_from + Days{9};
         },
         "agreement_must_not_have_ended valid_until 2026-11-16"},
        {"began before today", [](Agreement& a) { a.valid_from -= Days{10}; }, "signed"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Signing world;
        REQUIRE(text_from_date(world.today()) == "2026-11-16");
        Agreement made = world.offer();
        row.spoil(made);
        CHECK(world.signing(made) == row.expected);
    }
}

TEST_CASE("signature: the band of the day it begins decides, of today where that is past") {
    Signing world;
    CategoryRule& licenses = world.program.models[0].categories[1];
    const Date change = world.today() + Days{30};
    licenses.bands.back().effective_until = change - Days{1};
    licenses.bands.push_back(
        {.low = {30'00}, .high = {40'00}, .effective_from = change, .version = "next"}
    );
    licenses.unlocks.clear();
    struct Row {
        std::int32_t begins_in_days, rate;
        const char* expected;
    };
    const Row rows[] = {
        {29, 26'00, "signed"},
        {30, 26'00, "rate_must_lie_in_its_band rates[0].rate 30-40%"},
        {30, 35'00, "signed"},
        {29, 35'00, "rate_must_lie_in_its_band rates[0].rate 20-30%"},
        {-3000, 26'00, "signed"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.begins_in_days, row.rate);
        Agreement made = world.offer();
        made.valid_from = world.today() + Days{row.begins_in_days};
        made.rates[0].rate = {row.rate};
        CHECK(world.signing(made) == row.expected);
    }
}

TEST_CASE("signature: a rate from an unlock's step on is for who has reached it") {
    struct Row {
        const char* why;
        const char* level;  // Somebody holds; empty: nobody anything.
        std::int32_t rate;
        const char* expected;
    };
    const Row rows[] = {
        {"below the step", "", 29'99, "signed"},
        {"at the step", "", 30'00, "rate_must_be_unlocked rates[0].rate Expert"},
        {"with the level before",
         "professional",
         30'00,
         "rate_must_be_unlocked rates[0].rate Expert"},
        {"with the level", "expert", 30'00, "signed"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Signing world;
        if (*row.level != 0) world.give_certificate(world.seller, row.level, world.today());
        Agreement made = world.offer();
        made.rates[0].rate = {row.rate};
        CHECK(world.signing(made) == row.expected);
    }
    Signing world;
    world.program.models[1].categories[2].unlocks = {{"tier:tier_1", Percent{22'00}}};
    Agreement made = world.offer();
    made.model = "technology_partner";
    made.rates = {{"marketplace", Percent{22'01}}};
    CHECK(world.signing(made) == "signed");
    made.rates[0].rate = {22'00};
    CHECK(
        world.signing(made) ==
        "rate_must_be_unlocked rates[0].rate " + rule_of(world.program, Tier::tier_1).name
    );
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& p) {
        p.tier = Tier::tier_1;
    });
    CHECK(world.signing(made) == "signed");
}

TEST_CASE("signature: no two of one model hold on one day in one country") {
    const auto meets = "agreement_must_not_meet_another valid_from PA-0100";
    struct Row {
        const char* why;
        void (*change)(Agreement& other);
        std::string expected;
    };
    const Row rows[] = {
        {"the same again", [](Agreement&) {}, meets},
        {"of another model", [](Agreement& other) { other.model = "reseller"; }, "signed"},
        {"of another partner", [](Agreement& other) { other.partner = {id_of("x")}; }, "signed"},
        {"in other countries",
         [](Agreement& other) {
             other.territory = {"FR", "CH"};
         },
         "signed"},
        {"in one of them",
         [](Agreement& other) {
             other.territory = {"FR", "AT"};
         },
         meets},
        {"everywhere", [](Agreement& other) { other.territory = {}; }, meets},
        {"until the day before",
         [](Agreement& other) {
             other.valid_until = other.valid_from - Days{1};
             other.valid_from -= Days{100};
         },
         "signed"},
        {"until its first day",
         [](Agreement& other) {
             other.valid_until = other.valid_from;
             other.valid_from -= Days{100};
         },
         meets},
        {"from its last day",
         [](Agreement& other) { other.valid_from = other.valid_until; },
         meets},
        {"from the day after",
         [](Agreement& other) {
             other.valid_from = other.valid_until + Days{1};
             other.valid_until += Days{100};
         },
         "signed"},
        {"ended before it began",
         [](Agreement& other) { other.valid_until = other.valid_from - Days{1}; },
         "signed"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Signing world;
        Agreement other = world.offer();
        other.number = "PA-0100";
        row.change(other);
        const Record& record = world.put("other", other);
        CHECK(world.signing(world.offer()) == row.expected);
        CHECK(world.signing(world.offer(), &record) == "signed");
    }
}

TEST_CASE("signature: it sees what stands in its way, and nothing comes between") {
    const Signing world;
    Needs wanted;
    need_for_signature(world.partner, {"DE"}, wanted);
    const auto named = [](const std::vector<std::string>& keys, const std::string& key) {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    const std::string own = "agreements_of:" + text_from_id(world.partner.bytes);
    for (const std::string& key : {own, std::string("agreements_in:DE")}) {
        CHECK(named(wanted.guards, key));
        CHECK(named(wanted.index_keys, key));
    }
    // Without a country there is the guard of the partner.
    const SignAgreement first{
        world.partner, {id_of("new")}, "PA-1", "reseller", {}, {}, world.today(), world.today()};
    CHECK(named(needs(first, world.director).guards, own));
}

TEST_CASE("signature: whatever is signed can be quoted for each of its categories") {
    const std::uint64_t seed = 20261130;
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    Signing world;
    world.give_certificate(world.seller, "expert", world.today());
    int signed_ones = 0;
    for (int i = 0; i < 400; i++) {
        const RevenueModel& model = world.program.models[random() % 3];
        Agreement made = world.offer();
        made.model = model.key;
        made.rates.clear();
        for (const CategoryRule& category : model.categories) {
            if (random() % 2 == 0 || category.closes_territory) continue;
            const auto rate = static_cast<std::int32_t>(random() % 6'000);
            made.rates.push_back({category.key, Percent{rate}});
        }
        if (world.signing(made) != "signed") continue;
        signed_ones++;
        for (const CategoryRule& category : model.categories) {
            const DealLine line{.category = category.key, .amount = {1'000'00, usd}};
            const auto made_quote = quote({line}, made, world.program, world.today());
            REQUIRE(made_quote.ok());
            const QuoteStep& step = made_quote.value().steps[0];
            if (!step.agreed_rate) continue;
            REQUIRE(step.band_low <= *step.agreed_rate);
            REQUIRE(*step.agreed_rate <= step.band_high);
        }
    }
    CHECK(signed_ones > 20);
}

TEST_CASE("signature: the first agreement and a further one are what their commands say") {
    const Agreement expected = [] {
        Agreement agreed = agreement("reseller", {{"standard", Percent{30'00}}});
        agreed.partner = {id_of("partner")};
        agreed.territory = {"DE", "AT"};
        agreed.valid_from = today;
        agreed.valid_until = today + Days{729};
        return agreed;
    }();
    const auto with_terms = [&expected](auto command) {
        command.partner = expected.partner;
        command.number = expected.number;
        command.model = expected.model;
        command.rates = expected.rates;
        command.territory = expected.territory;
        command.valid_from = expected.valid_from;
        command.valid_until = expected.valid_until;
        return command;
    };
    CHECK(agreement_from(with_terms(SignAgreement{})) == expected);
    CHECK(agreement_from(with_terms(SignFurtherAgreement{})) == expected);
}
