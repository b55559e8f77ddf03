#include "core/domain/outreach/resource.h"

#include "core/domain/enablement/award.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(ShutBy) {
    static constexpr std::array<std::string_view, 6> names{
        "nothing", "withdrawn", "lifecycle", "tier", "region", "certificate"};
    return names;
}

void ResourceForm::describe(FieldVisitor& v) {
    field(v, "title", title);
    field(v, "summary", summary);
    field(v, "category", category);
    field(v, "required_level", required_level);
    field(v, "needs", needs);
    field(v, "tiers", tiers);
    field(v, "regions", regions);
    field(v, "locale", locale);
    field(v, "version", version);
    field(v, "co_branded", co_branded);
    field(v, "file_name", file_name);
    field(v, "file_size", file_size);
    field(v, "file_sha256", file_sha256);
}

void Resource::describe(FieldVisitor& v) {
    field(v, "title", title);
    field(v, "summary", summary);
    field(v, "category", category);
    field(v, "required_level", required_level);
    field(v, "needs", needs);
    field(v, "tiers", tiers);
    field(v, "regions", regions);
    field(v, "locale", locale);
    field(v, "version", version);
    field(v, "co_branded", co_branded);
    field(v, "file_name", file_name);
    field(v, "file_size", file_size);
    field(v, "file_sha256", file_sha256);
    field(v, "published_on", published_on);
    field(v, "withdrawn", withdrawn);
}

static constexpr FieldAccess fields[] = {
    {"title", seen_by::all},
    {"summary", seen_by::all},
    {"category", seen_by::all},
    {"required_level", seen_by::all},
    {"needs", seen_by::all},
    {"tiers", seen_by::all},
    {"regions", seen_by::all},
    {"locale", seen_by::all},
    {"version", seen_by::all},
    {"co_branded", seen_by::all},
    {"file_name", seen_by::all},
    {"file_size", seen_by::all},
    // Under its hash a file is found: the server tells it to whom the resource is open.
    {"file_sha256", seen_by::staff},
    {"published_on", seen_by::all},
    {"withdrawn", seen_by::all},
};

constinit const KindRule Resource::registered = {
    .kind = Kind::resource,
    .type = body_type<Resource>,
    .place = [](const Record&) -> Place {
        return {.home = Place::Home::program, .partner = {}, .owner = {}, .shared = true};
    },
    .index_keys = [](const Record&) -> std::vector<std::string> { return {"resources"}; },
    .fields = fields};

template <typename Value>
static bool allows(const std::vector<Value>& list, const Value& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

const Level* level_missing(
    const Resource& resource, const Certificates& certificates, const Program& program, Date today
) {
    const Level* missing = nullptr;
    const auto ask = [&](const Level* level) {
        if (level == nullptr) return;
        const bool held =
            std::any_of(certificates.begin(), certificates.end(), [&](const Certificate* one) {
                return holds_on(*one, today) && builds_on(program, one->level, level->key);
            });
        if (held || (missing != nullptr && builds_on(program, missing->key, level->key))) return;
        missing = level;
    };
    // The category asks for what all of it asks for; a resource may ask for more.
    const TrainingResource* category = entry_with_key(program.resources, resource.category);
    if (category != nullptr) ask(entry_with_key(program.levels, category->required_level));
    ask(entry_with_key(program.levels, resource.required_level));
    if (resource.needs) {
        const Permissions benefits = benefits_of(program, certificates, today);
        ask(level_that_opens(program, *resource.needs, benefits));
    }
    return missing;
}

ShutBy shut_by(
    const Resource& resource,
    const Partner& partner,
    const Certificates& certificates,
    const Program& program,
    Date today
) {
    if (resource.withdrawn) return ShutBy::withdrawn;
    const bool gone =
        partner.lifecycle == Lifecycle::suspended || partner.lifecycle == Lifecycle::ended;
    if (gone) return ShutBy::lifecycle;
    if (!allows(resource.tiers, partner.tier)) return ShutBy::tier;
    if (!allows(resource.regions, partner.region)) return ShutBy::region;
    const TrainingResource* category = entry_with_key(program.resources, resource.category);
    if (category != nullptr && !allows(category->tiers, partner.tier)) return ShutBy::tier;
    const bool open = level_missing(resource, certificates, program, today) == nullptr;
    return open ? ShutBy::nothing : ShutBy::certificate;
}

Result<HandedOut> handed_out(
    const Resource& resource, const RecordSource& records, const Context& context
) {
    const PartnerId id = context.actor.partner;
    const Record* record = records.find({Kind::partner, id.bytes});
    if (record == nullptr) return Problem{ProblemCode::record_must_exist, "partner", {}};
    const auto& partner = body_of<Partner>(*record);
    const Date today = date_of(context.now);
    const Certificates held = certificates_of(id, records);
    const ShutBy bar = shut_by(resource, partner, held, context.program, today);
    switch (bar) {
        case ShutBy::nothing:
            break;
        case ShutBy::withdrawn:
            return Problem{ProblemCode::record_must_exist, "resource", {}};
        case ShutBy::lifecycle:
            return Problem{
                ProblemCode::partner_must_be_active,
                "partner",
                std::string(name_of(partner.lifecycle))};
        case ShutBy::certificate:
            return Problem{
                ProblemCode::permission_must_be_unlocked_by_certificates,
                "resource",
                level_missing(resource, held, context.program, today)->name};
        case ShutBy::tier:
        case ShutBy::region:
            return Problem{
                ProblemCode::permission_must_be_held, "resource", std::string(name_of(bar))};
    }
    return HandedOut{
        .file_name = resource.file_name,
        .file_size = resource.file_size,
        .file_sha256 = resource.file_sha256,
        .brand = resource.co_branded ? partner.name : std::string{}};
}

}  // namespace entente
