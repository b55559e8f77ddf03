#include "core/domain/measurement/plan_measures.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

void MilestoneWord::describe(FieldVisitor& v) {
    field(v, "milestone", milestone);
    field(v, "done_on", done_on);
    field(v, "person", person);
    field(v, "text", text);
}

static constexpr FieldAccess milestone_fields[] = {
    {"milestone", seen_by::staff},
    {"done_on", seen_by::staff},
    {"person", seen_by::staff},
    {"text", seen_by::staff},
};

constinit const KindRule MilestoneWord::registered = {
    .kind = Kind::milestone,
    .type = body_type<MilestoneWord>,
    .place = [](const Record&) -> Place {
        return {.home = Place::Home::staff, .partner = {}, .owner = {}};
    },
    .index_keys = [](const Record&) -> std::vector<std::string> { return {"milestones"}; },
    .fields = milestone_fields};

}  // namespace entente
