#include "core/base/sort.h"
#include "core/domain/project.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(Audience) {
    static constexpr std::array<std::string_view, 5> names{
        "member", "seller", "admin", "staff", "keeper"};
    return names;
}

std::span<const Permission> rights_of_a_seller() {
    static constexpr Permission rights[] = {
        Permission::read_all_deals,
        Permission::read_margins,
        Permission::read_certificates,
        Permission::read_people,
        Permission::read_agreement};
    return rights;
}

Audience audience_of(const Actor& actor) {
    if (!actor.partner.given()) return Audience::staff;
    const auto holds = [&actor](Permission right) { return actor.permissions.holds(right); };
    const bool administers = holds(Permission::edit_people) || holds(Permission::edit_partner);
    // Nobody sells before the first certificate: there is one's own, and to learn. Who has left is
    // locked out then as well, so its people and details are kept.
    const std::span<const Permission> shown = rights_of_a_seller();
    if (!holds(Permission::enter_portal) || !std::all_of(shown.begin(), shown.end(), holds)) {
        return administers ? Audience::keeper : Audience::member;
    }
    return administers ? Audience::admin : Audience::seller;
}

std::string Bucket::name() const {
    if (scope.starts_with("person:")) return scope + "@own";
    if (scope == "program" && viewer.audience != Audience::staff) return scope + "@partner";
    std::string name = scope + "@" + std::string(name_of(viewer.audience));
    if (sees_ones_own(viewer.audience)) name += "." + text_from_id(viewer.person.bytes);
    return name;
}

static std::vector<PartnerId> partners_of(
    const Actor& actor, const std::vector<PartnerId>& all_partners
) {
    if (actor.partner.given()) return {actor.partner};
    std::vector<PartnerId> partners;
    if (actor.permissions.holds(Permission::read_assigned_partners)) {
        partners = actor.assigned_partners;
    }
    if (actor.permissions.holds(Permission::read_all_partners)) {
        partners.insert(partners.end(), all_partners.begin(), all_partners.end());
    }
    sort_values(partners);
    partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
    return partners;
}

std::vector<Bucket> buckets_of(
    const Actor& actor, const Program&, const std::vector<PartnerId>& all_partners
) {
    std::vector<Bucket> buckets;
    if (!actor.person.given()) return buckets;
    const Viewer viewer{
        .audience = audience_of(actor), .person = actor.person, .partner = actor.partner};
    for (const PartnerId partner : partners_of(actor, all_partners)) {
        buckets.push_back({partner_scope(partner), viewer});
    }
    buckets.push_back({"person:" + text_from_id(actor.person.bytes), viewer});
    buckets.push_back({"program", viewer});
    if (viewer.audience == Audience::staff) buckets.push_back({"staff", viewer});
    sort_values(buckets, [](const Bucket& a, const Bucket& b) { return a.name() < b.name(); });
    return buckets;
}

}  // namespace entente
