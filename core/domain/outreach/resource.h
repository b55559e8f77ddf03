// One piece of the content library, and to whom it is open: by tier, region and certificate.
//
// That a resource exists, everybody may know; what is in it the server hands out, and only to
// partners to whom it is open.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/enablement/rollup.h"

namespace entente {

struct ResourceTag;
using ResourceId = Id<ResourceTag>;

struct ResourceForm {
    std::string title;
    std::string summary;
    std::string category;  // Key of a resource of the program: "sales_enablement".
    std::string required_level;
    std::optional<Permission>
        needs;                // A benefit of certificates: the methodology is for its users.
    std::vector<Tier> tiers;  // Empty: every tier.
    std::vector<std::string> regions;  // Empty: every region.
    std::string locale;
    std::string version;
    bool co_branded = false;  // Carries the partner's name.
    std::string file_name;
    std::int64_t file_size = 0;
    Bytes file_sha256;

    void describe(FieldVisitor& v);
    friend bool operator==(const ResourceForm&, const ResourceForm&) = default;
};

struct Resource {
    std::string title;
    std::string summary;
    std::string category;
    std::string required_level;
    std::optional<Permission> needs;
    std::vector<Tier> tiers;
    std::vector<std::string> regions;
    std::string locale;
    std::string version;
    bool co_branded = false;
    std::string file_name;
    std::int64_t file_size = 0;
    Bytes file_sha256;
    Date published_on{};
    bool withdrawn = false;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Resource&, const Resource&) = default;
};

// What keeps a resource shut, in the order in which a person should hear it.
enum class ShutBy : std::uint8_t { nothing, withdrawn, lifecycle, tier, region, certificate };
std::span<const std::string_view> names_of(ShutBy);

// The highest level, of those that it asks for, which nobody of the partner's holds; null: none.
const Level* level_missing(
    const Resource& resource, const Certificates& certificates, const Program& program, Date today
);

// `certificates` are the partner's.
ShutBy shut_by(
    const Resource& resource,
    const Partner& partner,
    const Certificates& certificates,
    const Program& program,
    Date today
);

// What a partner is given of a resource: the file, found under its hash, and what is put on it.
struct HandedOut {
    std::string file_name;
    std::int64_t file_size = 0;
    Bytes file_sha256;
    std::string brand;  // The partner's name on what is co-branded.
};

// For the actor's partner, today. record_must_exist for one that was withdrawn;
// partner_must_be_active for a partner that is suspended or has left; for one that is shut
// permission_must_be_unlocked_by_certificates with the level, or permission_must_be_held with what
// else shuts it.
Result<HandedOut> handed_out(
    const Resource& resource, const RecordSource& records, const Context& context
);

}  // namespace entente
