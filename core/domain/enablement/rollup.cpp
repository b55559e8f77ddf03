#include "core/domain/enablement/rollup.h"

#include "core/base/sort.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(CertificateState) {
    static constexpr std::array<std::string_view, 4> names{
        "active", "expiring", "expired", "renewed"};
    return names;
}

bool holds_on(const Certificate& certificate, Date day) {
    return certificate.awarded_on <= day && day <= certificate.expires_on;
}

CertificateState state_of(
    const Certificate& certificate, const Certificates& all, const Level& level, Date today
) {
    // Of somebody who is not named nobody can say which certificate is the next one.
    const Certificate* latest = certificate.person.given()
                                    ? latest_of(all, certificate.person, certificate.level)
                                    : nullptr;
    if (latest != nullptr && latest->expires_on > certificate.expires_on) {
        return CertificateState::renewed;
    }
    if (today > certificate.expires_on) return CertificateState::expired;
    const bool soon = today >= certificate.expires_on - Days{level.expiring_days};
    return soon ? CertificateState::expiring : CertificateState::active;
}

// A chain is never longer than the list of levels.
bool builds_on(const Program& program, std::string_view held, std::string_view level) {
    for (std::size_t i = 0; i <= program.levels.size(); i++) {
        if (held == level) return true;
        const Level* step = entry_with_key(program.levels, held);
        if (step == nullptr || step->requires_level.empty()) return false;
        held = step->requires_level;
    }
    return false;
}

const Certificate* latest_of(
    const Certificates& certificates, PersonId person, std::string_view level
) {
    const Certificate* latest = nullptr;
    for (const Certificate* one : certificates) {
        if (one->person != person || one->level != level) continue;
        if (latest == nullptr || one->expires_on > latest->expires_on) latest = one;
    }
    return latest;
}

bool holds_level_before(
    const Program& program,
    const Level& level,
    const Certificates& certificates,
    PersonId person,
    Date today
) {
    if (level.requires_level.empty()) return true;
    return std::any_of(certificates.begin(), certificates.end(), [&](const Certificate* one) {
        return one->person == person && holds_on(*one, today) &&
               builds_on(program, one->level, level.requires_level);
    });
}

Date last_day_of(const Level& level, Date awarded, const Certificate* renews) {
    const bool in_time = renews != nullptr && renews->expires_on >= awarded;
    return months_after(in_time ? renews->expires_on : awarded, level.valid_months);
}

// A member's view names nobody else (core/domain/view). Who holds a level mostly holds those below
// as well, so the people without a name are at least as many as at the level where most of them
// are: none is counted twice, and none is made up.
static std::int32_t nameless_at(
    const Program& program, std::string_view level, const Certificates& certificates, Date day
) {
    std::int32_t most = 0;
    for (const Level& other : program.levels) {
        if (!builds_on(program, other.key, level)) continue;
        const auto here =
            std::count_if(certificates.begin(), certificates.end(), [&](const Certificate* one) {
                return !one->person.given() && one->level == other.key && holds_on(*one, day);
            });
        most = std::max(most, static_cast<std::int32_t>(here));
    }
    return most;
}

std::int32_t people_holding(
    const Program& program, std::string_view level, const Certificates& certificates, Date day
) {
    std::vector<PersonId> people;
    for (const Certificate* one : certificates) {
        const bool counts =
            one->person.given() && holds_on(*one, day) && builds_on(program, one->level, level);
        if (counts) people.push_back(one->person);
    }
    sort_values(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    return static_cast<std::int32_t>(people.size()) +
           nameless_at(program, level, certificates, day);
}

static LevelCount count_of(
    const Program& program, const Level& level, const Certificates& certificates, Date today
) {
    LevelCount count{.level = level.key};
    count.people = people_holding(program, level.key, certificates, today);
    for (const Certificate* one : certificates) {
        if (one->level != level.key || !holds_on(*one, today)) continue;
        if (state_of(*one, certificates, level, today) != CertificateState::expiring) continue;
        count.expiring++;
        if (count.first_end == Date{} || one->expires_on < count.first_end) {
            count.first_end = one->expires_on;
        }
    }
    return count;
}

static std::int32_t people_at(const std::vector<LevelCount>& levels, std::string_view level) {
    for (const LevelCount& count : levels) {
        if (count.level == level) return count.people;
    }
    return 0;
}

static Opening opening(
    std::string key, std::string level, std::int32_t people, const std::vector<LevelCount>& levels
) {
    Opening one{.key = std::move(key)};
    one.open = level.empty() || people_at(levels, level) >= people;
    if (!one.open) {
        one.needs_level = std::move(level);
        one.needs_people = people;
    }
    return one;
}

CertificateRollUp roll_up(
    const Program& program, Tier tier, const Certificates& certificates, Date today
) {
    CertificateRollUp all;
    for (const Level& level : program.levels) {
        all.levels.push_back(count_of(program, level, certificates, today));
    }
    all.benefits = benefits_of(program, certificates, today);
    for (const CertificatePlan& asked : rule_of(program, tier).requirement.certificates) {
        const std::int32_t held = people_at(all.levels, asked.level);
        if (held >= asked.people) continue;
        all.tier_gaps.push_back({.level = asked.level, .needed = asked.people, .held = held});
    }
    for (const Product& product : program.products) {
        all.products.push_back(opening(product.key, product.required_level, 1, all.levels));
    }
    for (const TrainingResource& resource : program.resources) {
        Opening one = opening(resource.key, resource.required_level, 1, all.levels);
        const auto& tiers = resource.tiers;
        one.needs_other_tier =
            !tiers.empty() && std::find(tiers.begin(), tiers.end(), tier) == tiers.end();
        one.open = one.open && !one.needs_other_tier;
        all.resources.push_back(std::move(one));
    }
    for (const CertificateUnlock& unlock : program.certificate_unlocks) {
        all.unlocks.push_back(opening(unlock.key, unlock.level, unlock.people, all.levels));
    }
    return all;
}

Permissions benefits_of(const Program& program, const Certificates& certificates, Date today) {
    Permissions benefits;
    for (const Level& level : program.levels) {
        const bool held =
            std::any_of(certificates.begin(), certificates.end(), [&](const Certificate* one) {
                return holds_on(*one, today) && builds_on(program, one->level, level.key);
            });
        if (!held) continue;
        for (const Permission granted : level.grants) benefits.grant(granted);
    }
    return benefits;
}

static bool is_before_portal(const Program& program, Permission permission) {
    const auto& before = program.service.before_portal;
    return std::find(before.begin(), before.end(), permission) != before.end();
}

Permissions effective_permissions(
    const Program& program, Permissions of_role, Permissions benefits, Lifecycle lifecycle
) {
    Permissions may;
    if (lifecycle == Lifecycle::ended) return may;
    if (lifecycle == Lifecycle::suspended) benefits = {};
    const auto count = static_cast<unsigned>(names_of(Permission{}).size());
    for (unsigned i = 0; i < count; i++) {
        const auto permission = static_cast<Permission>(i);
        const bool left =
            benefits.holds(Permission::enter_portal) || is_before_portal(program, permission);
        const bool held = of_role.holds(permission) && left;
        if (held || benefits.holds(permission)) may.grant(permission);
    }
    return may;
}

Permissions permissions_of_role(const Program& program, const Person& person) {
    const Role* role = entry_with_key(program.roles, person.role);
    if (role == nullptr || role->staff != person.staff()) return {};
    return permissions_of(program, person.role);
}

Permissions permissions_on(
    const Program& program,
    const Person& person,
    Lifecycle lifecycle,
    const Certificates& certificates,
    Date today
) {
    const Permissions of_role = permissions_of_role(program, person);
    if (person.staff()) return of_role;
    const Permissions opened = benefits_of(program, certificates, today);
    return effective_permissions(program, of_role, opened, lifecycle);
}

static const Level* level_granting(const Program& program, Permission permission) {
    for (const Level& level : program.levels) {
        const auto& grants = level.grants;
        if (std::find(grants.begin(), grants.end(), permission) != grants.end()) return &level;
    }
    return nullptr;
}

const Level* level_that_opens(const Program& program, Permission permission, Permissions held) {
    if (held.holds(permission)) return nullptr;
    if (const Level* level = level_granting(program, permission)) return level;
    const bool shut =
        !held.holds(Permission::enter_portal) && !is_before_portal(program, permission);
    return shut ? level_granting(program, Permission::enter_portal) : nullptr;
}

}  // namespace entente
