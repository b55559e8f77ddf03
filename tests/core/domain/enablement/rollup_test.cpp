#include "core/domain/enablement/rollup.h"

#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

constexpr Date date(int year, unsigned month, unsigned day) {
    return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

const Program& program() {
    static const ProgramWorld world;
    return world.program;
}

const Level& level(std::string_view key) {
    const Level* found = entry_with_key(program().levels, key);
    REQUIRE(found != nullptr);
    return *found;
}

Certificate held(std::string_view person, std::string_view key, Date awarded, Date expires) {
    Certificate certificate;
    certificate.person = {derived_id({}, person, 0)};
    certificate.level = std::string(key);
    certificate.awarded_on = awarded;
    certificate.expires_on = expires;
    return certificate;
}

Certificates pointers(const std::vector<Certificate>& all) {
    Certificates out;
    for (const Certificate& one : all) out.push_back(&one);
    return out;
}

const Date day = date(2026, 11, 16);

}  // namespace

TEST_CASE("certificate: active, expiring in its last 60 days, expired the day after its last") {
    const std::vector<Certificate> all{
        held("ana", "foundation", date(2025, 1, 15), date(2027, 1, 15))};
    struct Row {
        const char* why;
        Date today;
        CertificateState expected;
    };
    const Row rows[] = {
        {"the day it is awarded", date(2025, 1, 15), CertificateState::active},
        {"61 days before its last", date(2026, 11, 15), CertificateState::active},
        {"60 days before its last", date(2026, 11, 16), CertificateState::expiring},
        {"its last day", date(2027, 1, 15), CertificateState::expiring},
        {"the day after", date(2027, 1, 16), CertificateState::expired},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto state = state_of(all[0], pointers(all), level("foundation"), row.today);
        CHECK(name_of(state) == name_of(row.expected));
    }
}

TEST_CASE("certificate: a later one of the same person and level renews it, no other does") {
    const Certificate old = held("ana", "foundation", date(2024, 12, 1), date(2026, 12, 1));
    struct Row {
        const char* why;
        Certificate other;
        CertificateState expected;
    };
    const Row rows[] = {
        {"hers", held("ana", "foundation", day, date(2028, 12, 1)), CertificateState::renewed},
        {"of a colleague",
         held("ben", "foundation", day, date(2028, 12, 1)),
         CertificateState::expiring},
        {"of another level",
         held("ana", "professional", day, date(2028, 12, 1)),
         CertificateState::expiring},
        {"an earlier one",
         held("ana", "foundation", date(2022, 1, 1), date(2024, 1, 1)),
         CertificateState::expiring},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const std::vector<Certificate> all{old, row.other};
        const auto state = state_of(all[0], pointers(all), level("foundation"), day);
        CHECK(name_of(state) == name_of(row.expected));
    }
}

TEST_CASE("certificate: it holds 24, 24 and 12 months, and renewing early costs nothing") {
    CHECK(last_day_of(level("foundation"), day, nullptr) == date(2028, 11, 16));
    CHECK(last_day_of(level("professional"), day, nullptr) == date(2028, 11, 16));
    CHECK(last_day_of(level("expert"), day, nullptr) == date(2027, 11, 16));
    const Certificate running = held("ana", "expert", date(2025, 12, 20), date(2026, 12, 20));
    CHECK(last_day_of(level("expert"), day, &running) == date(2027, 12, 20));
    const Certificate last_day = held("ana", "expert", date(2025, 11, 16), day);
    CHECK(last_day_of(level("expert"), day, &last_day) == date(2027, 11, 16));
    const Certificate over = held("ana", "expert", date(2025, 11, 15), date(2026, 11, 15));
    CHECK(last_day_of(level("expert"), day, &over) == date(2027, 11, 16));
    CHECK(last_day_of(level("foundation"), date(2024, 2, 29), nullptr) == date(2026, 2, 28));
}

TEST_CASE("levels: each builds on those before it, and on no other") {
    CHECK(builds_on(program(), "expert", "foundation"));
    CHECK(builds_on(program(), "expert", "expert"));
    CHECK(builds_on(program(), "professional", "foundation"));
    CHECK_FALSE(builds_on(program(), "foundation", "professional"));
    CHECK_FALSE(builds_on(program(), "nothing", "foundation"));
    const std::vector<Certificate> all{
        held("ana", "foundation", date(2025, 11, 1), date(2027, 11, 1)),
        held("ben", "professional", date(2025, 11, 1), date(2026, 11, 15))};
    const auto before = [&](std::string_view wanted, std::string_view person) {
        return holds_level_before(
            program(), level(wanted), pointers(all), {derived_id({}, person, 0)}, day
        );
    };
    CHECK(before("foundation", "nobody"));
    CHECK(before("professional", "ana"));
    CHECK_FALSE(before("professional", "nobody"));
    CHECK_FALSE(before("expert", "ana"));
    CHECK_FALSE(before("expert", "ben"));  // Ended yesterday.
}

TEST_CASE("roll-up: people are counted once, by the levels they hold today or that build on them") {
    const std::vector<Certificate> all{
        held("ana", "foundation", date(2024, 12, 1), date(2026, 12, 1)),
        held("ana", "professional", date(2025, 12, 1), date(2027, 12, 1)),
        held("ben", "foundation", date(2026, 1, 1), date(2028, 1, 1)),
        held("cem", "foundation", date(2024, 11, 15), date(2026, 11, 15)),  // Ended yesterday.
        held("dee", "expert", date(2026, 1, 1), date(2027, 1, 1)),
        held("eva", "foundation", day + Days{1}, date(2028, 1, 1))};  // From tomorrow.
    const CertificateRollUp found = roll_up(program(), Tier::tier_2, pointers(all), day);
    REQUIRE(found.levels.size() == 3);
    CHECK(found.levels[0].people == 3);
    CHECK(found.levels[0].expiring == 1);
    CHECK(found.levels[0].first_end == date(2026, 12, 1));
    CHECK(found.levels[1].people == 2);
    CHECK(found.levels[1].expiring == 0);
    CHECK(found.levels[2].people == 1);
    CHECK(found.levels[2].expiring == 1);
    REQUIRE(found.tier_gaps.size() == 1);
    CHECK(found.tier_gaps[0].level == "professional");
    CHECK(found.tier_gaps[0].needed == 5);
    CHECK(found.tier_gaps[0].held == 2);
}

TEST_CASE("roll-up: what a member sees without names is counted all the same") {
    Certificate nameless = held("ana", "foundation", date(2026, 1, 1), date(2028, 1, 1));
    nameless.person = {};
    const std::vector<Certificate> all{
        nameless, nameless, held("me", "foundation", date(2026, 1, 1), date(2028, 1, 1))};
    CHECK(roll_up(program(), Tier::tier_2, pointers(all), day).levels[0].people == 3);
}

TEST_CASE("roll-up: people without a name are not counted twice, nor taken for one another") {
    const auto nameless = [](const char* level, Date ends) {
        Certificate one = held("x", level, date(2026, 1, 1), ends);
        one.person = {};
        return one;
    };
    // Two of Foundation, one of whom is a Professional as well.
    const std::vector<Certificate> two{
        nameless("foundation", date(2028, 1, 1)),
        nameless("foundation", day + Days{30}),
        nameless("professional", date(2028, 1, 1))};
    const CertificateRollUp all = roll_up(program(), Tier::tier_2, pointers(two), day);
    CHECK(all.levels[0].people == 2);
    CHECK(all.levels[1].people == 1);
    // Somebody else's later one renews nothing.
    CHECK(all.levels[0].expiring == 1);
    CHECK(all.levels[0].first_end == day + Days{30});
}

TEST_CASE("roll-up: tiers ask for 25 and 5, 5, 2, and 1 certified people") {
    struct Row {
        Tier tier;
        std::vector<std::pair<std::string, std::int32_t>> gaps;
    };
    const Row rows[] = {
        {Tier::tier_1, {{"professional", 25}, {"expert", 5}}},
        {Tier::tier_2, {{"professional", 5}}},
        {Tier::tier_3, {{"professional", 2}}},
        {Tier::emerging, {{"foundation", 1}}},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.tier));
        std::vector<std::pair<std::string, std::int32_t>> gaps;
        for (const LevelGap& gap : roll_up(program(), row.tier, {}, day).tier_gaps) {
            gaps.emplace_back(gap.level, gap.needed);
        }
        CHECK(gaps == row.gaps);
    }
    const std::vector<Certificate> one{
        held("ana", "foundation", date(2026, 1, 1), date(2028, 1, 1))};
    CHECK(roll_up(program(), Tier::emerging, pointers(one), day).tier_gaps.empty());
}

static const Opening& opening(const std::vector<Opening>& all, std::string_view key) {
    for (const Opening& one : all) {
        if (one.key == key) return one;
    }
    FAIL("no opening " << key);
    return all.front();
}

TEST_CASE("roll-up: products, resources and unlocks open with the level they need") {
    struct Row {
        std::string level;
        bool compliance;
        bool industry;
        bool agents;
        bool documentation;
        bool support_line;
        bool early_access;
    };
    const Row rows[] = {
        {"", false, false, false, false, false, false},
        {"foundation", true, false, false, true, false, false},
        {"professional", true, true, false, true, true, false},
        {"expert", true, true, true, true, true, true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.level);
        std::vector<Certificate> all;
        if (!row.level.empty()) {
            all.push_back(held("ana", row.level, date(2026, 6, 1), date(2027, 6, 1)));
        }
        const CertificateRollUp found = roll_up(program(), Tier::tier_2, pointers(all), day);
        CHECK(opening(found.products, "platform_licenses").open);
        CHECK(opening(found.products, "regulatory_compliance").open == row.compliance);
        CHECK(opening(found.products, "industry_4_0").open == row.industry);
        CHECK(opening(found.products, "custom_agents").open == row.agents);
        CHECK(opening(found.resources, "technical_documentation").open == row.documentation);
        CHECK(opening(found.unlocks, "technical_support_line").open == row.support_line);
        CHECK(opening(found.unlocks, "early_access_program").open == row.early_access);
        if (!row.agents) {
            CHECK(opening(found.products, "custom_agents").needs_level == "expert");
            CHECK(opening(found.products, "custom_agents").needs_people == 1);
        }
    }
}

TEST_CASE("roll-up: a resource of other tiers stays shut whatever is certified") {
    Program changed = program();
    changed.resources[0].tiers = {Tier::tier_1};
    const Opening shut = roll_up(changed, Tier::tier_2, {}, day).resources[0];
    CHECK_FALSE(shut.open);
    CHECK(shut.needs_other_tier);
    CHECK(roll_up(changed, Tier::tier_1, {}, day).resources[0].open);
}

TEST_CASE("benefits: they are permissions that end with the certificate's last day") {
    const std::vector<Certificate> all{
        held("ana", "foundation", date(2025, 1, 1), date(2027, 1, 1)),
        held("ana", "professional", date(2024, 11, 16), date(2026, 11, 16))};
    const Permissions today = roll_up(program(), Tier::tier_2, pointers(all), day).benefits;
    CHECK(today.holds(Permission::enter_portal));
    CHECK(today.holds(Permission::use_basic_marketing));
    CHECK(today.holds(Permission::use_methodology));
    CHECK(today.holds(Permission::ask_technical_support));
    CHECK_FALSE(today.holds(Permission::join_early_access));
    CHECK_FALSE(today.holds(Permission::join_development));
    const Permissions tomorrow =
        roll_up(program(), Tier::tier_2, pointers(all), day + Days{1}).benefits;
    CHECK(tomorrow.holds(Permission::enter_portal));
    CHECK_FALSE(tomorrow.holds(Permission::ask_technical_support));
    CHECK(roll_up(program(), Tier::tier_2, {}, day).benefits == Permissions{});
}

TEST_CASE("benefits: without portal access only onboarding and learning are left of a role") {
    const Permissions role = permissions_of(program(), "admin");
    const Permissions before = effective_permissions(program(), role, {}, Lifecycle::active);
    CHECK(before.holds(Permission::take_courses));
    CHECK(before.holds(Permission::open_tickets));
    CHECK(before.holds(Permission::edit_people));
    CHECK_FALSE(before.holds(Permission::register_deal));
    CHECK_FALSE(before.holds(Permission::read_all_deals));
    CHECK_FALSE(before.holds(Permission::read_margins));
    Permissions benefits;
    benefits.grant(Permission::enter_portal);
    benefits.grant(Permission::use_basic_marketing);
    const Permissions after = effective_permissions(program(), role, benefits, Lifecycle::active);
    CHECK(after.holds(Permission::register_deal));
    CHECK(after.holds(Permission::use_basic_marketing));
    CHECK_FALSE(after.holds(Permission::review_deals));
    const Permissions member = permissions_of(program(), "member");
    CHECK_FALSE(effective_permissions(program(), member, benefits, Lifecycle::active)
                    .holds(Permission::edit_people));
}

TEST_CASE("benefits: what the partner's place in the program leaves of a role") {
    const std::vector<Certificate> all{
        held("ana", "foundation", date(2024, 11, 17), date(2026, 11, 16))};
    Person admin;
    admin.role = "admin";
    admin.partner = {derived_id({}, "partner", 0)};
    struct Row {
        Lifecycle lifecycle;
        bool learns, edits_people, registers, enters;
    };
    const Row rows[] = {
        {Lifecycle::applied, true, true, true, true},
        {Lifecycle::onboarding, true, true, true, true},
        {Lifecycle::active, true, true, true, true},
        {Lifecycle::suspended, true, true, false, false},
        {Lifecycle::ended, false, false, false, false},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.lifecycle));
        const Permissions may = permissions_on(program(), admin, row.lifecycle, pointers(all), day);
        CHECK(may.holds(Permission::take_courses) == row.learns);
        CHECK(may.holds(Permission::edit_people) == row.edits_people);
        CHECK(may.holds(Permission::register_deal) == row.registers);
        CHECK(may.holds(Permission::enter_portal) == row.enters);
    }
    const Permissions ended =
        permissions_on(program(), admin, Lifecycle::ended, pointers(all), day);
    CHECK(ended == Permissions{});
}

TEST_CASE("benefits: a role of the other side gives nothing") {
    Person person;
    person.role = "program_admin";
    CHECK(permissions_of_role(program(), person).holds(Permission::edit_rules));
    person.partner = {derived_id({}, "partner", 0)};
    CHECK(permissions_of_role(program(), person) == Permissions{});
    person.role = "seller";
    CHECK(permissions_of_role(program(), person).holds(Permission::register_deal));
    person.partner = {};
    CHECK(permissions_of_role(program(), person) == Permissions{});
    person.role = "nobody";
    CHECK(permissions_of_role(program(), person) == Permissions{});
}

TEST_CASE("benefits: a person's rights follow the partner's certificates from day to day") {
    const std::vector<Certificate> all{
        held("ana", "foundation", date(2024, 11, 17), date(2026, 11, 16))};
    Person seller;
    seller.role = "seller";
    seller.partner = {derived_id({}, "partner", 0)};
    const auto may = [&](Date today, Permission permission) {
        return permissions_on(program(), seller, Lifecycle::active, pointers(all), today)
            .holds(permission);
    };
    CHECK(may(day, Permission::register_deal));
    CHECK(may(day, Permission::enter_portal));
    CHECK_FALSE(may(day + Days{1}, Permission::register_deal));
    CHECK(may(day + Days{1}, Permission::take_courses));
    CHECK_FALSE(may(date(2024, 11, 16), Permission::register_deal));
    Person manager;
    manager.role = "channel_manager";
    CHECK(permissions_on(program(), manager, Lifecycle::ended, {}, day)
              .holds(Permission::review_deals));
    CHECK_FALSE(permissions_on(program(), manager, Lifecycle::ended, {}, day)
                    .holds(Permission::enter_portal));
}

TEST_CASE("benefits: what is missing is named by its level") {
    Permissions portal;
    portal.grant(Permission::enter_portal);
    struct Row {
        const char* why;
        Permission permission;
        Permissions held;
        const char* level;
    };
    const Row rows[] = {
        {"everything of the portal", Permission::register_deal, {}, "foundation"},
        {"what is left before it", Permission::take_courses, {}, ""},
        {"a role's, inside it", Permission::request_funds, portal, ""},
        {"a level's own, outside of it", Permission::use_methodology, {}, "professional"},
        {"a level's own, inside it", Permission::join_development, portal, "expert"},
        {"the portal itself", Permission::enter_portal, {}, "foundation"},
        {"what is held", Permission::enter_portal, portal, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Level* found = level_that_opens(program(), row.permission, row.held);
        CHECK((found != nullptr ? found->key : "") == row.level);
    }
}
