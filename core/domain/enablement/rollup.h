// What certificates mean: whether one still holds, and what they open for the whole partner.
//
// Nothing here is stored. A benefit is a permission that follows from certificates on a day, so the
// day a certificate ends is the day its benefits end, and nobody has to take them away.
#pragma once

#include "core/domain/person.h"
#include "core/domain/program.h"

namespace entente {

// `renewed`: a later one of the same person and level has taken its place.
enum class CertificateState : std::uint8_t { active, expiring, expired, renewed };
std::span<const std::string_view> names_of(CertificateState);

using Certificates = std::vector<const Certificate*>;

// `all` may hold the certificate itself, and those of others.
CertificateState state_of(
    const Certificate& certificate, const Certificates& all, const Level& level, Date today
);

// Whether a certificate holds on that day; both its days count.
bool holds_on(const Certificate& certificate, Date day);

// Whether `held` is the level or one that builds on it.
bool builds_on(const Program& program, std::string_view held, std::string_view level);

// How many people hold the level, or one that builds on it, on that day. Renewing overlaps what it
// renews, so a person counts once. Of those whom certificates do not name, as in a member's view
// (core/domain/view), as many as there are at least.
std::int32_t people_holding(
    const Program& program, std::string_view level, const Certificates& certificates, Date day
);

// The newest certificate of the person at exactly that level; null when there never was one.
const Certificate* latest_of(
    const Certificates& certificates, PersonId person, std::string_view level
);

// Whether the person holds the level that this one needs; true for the first level.
bool holds_level_before(
    const Program& program,
    const Level& level,
    const Certificates& certificates,
    PersonId person,
    Date today
);

// The last day of a certificate awarded on `awarded`. One that renews another before its end goes
// on where that ends, so that renewing early costs nothing.
Date last_day_of(const Level& level, Date awarded, const Certificate* renews);

struct LevelCount {
    std::string level;
    std::int32_t people = 0;    // Hold it, or one that builds on it.
    std::int32_t expiring = 0;  // Of exactly this level.
    Date first_end{};           // The soonest end among these.
};

struct LevelGap {
    std::string level;
    std::int32_t needed = 0;
    std::int32_t held = 0;
};

// Something that certificates or the tier open, and what is missing while it is shut.
struct Opening {
    std::string key;
    bool open = false;
    std::string needs_level;
    std::int32_t needs_people = 0;  // At that level.
    bool needs_other_tier = false;
};

struct CertificateRollUp {
    std::vector<LevelCount> levels;
    std::vector<LevelGap> tier_gaps;  // What the tier asks of certificates and is not there.
    std::vector<Opening> products;
    std::vector<Opening> resources;
    std::vector<Opening> unlocks;
    Permissions benefits;
};

// Of all of a partner's certificates. `tier` decides what is asked and which resources are open.
CertificateRollUp roll_up(
    const Program& program, Tier tier, const Certificates& certificates, Date today
);

// What they open on a day, without the rest of the roll-up.
Permissions benefits_of(const Program& program, const Certificates& certificates, Date today);

// What somebody's role alone gives: nothing, where it is a role of the other side.
Permissions permissions_of_role(const Program& program, const Person& person);

// What somebody of a partner may do: their role, and what the partner's certificates open. Without
// portal access it is what the program leaves to a partner that is still being onboarded; that much
// is left while a partner is suspended, whatever it holds, and nothing once it has ended.
Permissions effective_permissions(
    const Program& program, Permissions of_role, Permissions benefits, Lifecycle lifecycle
);

// What a person may do on a day, with their partner's lifecycle and all of its certificates; staff
// have their role.
Permissions permissions_on(
    const Program& program,
    const Person& person,
    Lifecycle lifecycle,
    const Certificates& certificates,
    Date today
);

// The level somebody's partner must reach before that can be theirs: the one that grants it, or
// that opens the portal to whoever is still without it. Null: certificates are not what is missing.
const Level* level_that_opens(const Program& program, Permission permission, Permissions held);

}  // namespace entente
