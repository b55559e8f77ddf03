#include "core/domain/program.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

static constexpr FieldAccess program_fields[] = {
    {"name", seen_by::all},
    {"rules_version", seen_by::all},
    {"effective_from", seen_by::all},
    {"effective_until", seen_by::all},
    {"approved_by", seen_by::all},
    {"approved_on", seen_by::all},
    {"currency", seen_by::all},
    {"roles", seen_by::all},
    {"tiers", seen_by::all},
    {"partner_types", seen_by::all},
    {"models", seen_by::all},
    {"products", seen_by::all},
    {"sectors", seen_by::all},
    {"regions", seen_by::all},
    {"calendars", seen_by::all},
    {"stages", seen_by::all},
    {"review", seen_by::all},
    {"reject_reasons", seen_by::all},
    {"loss_reasons", seen_by::all},
    {"revoke_reasons", seen_by::all},
    {"levels", seen_by::all},
    {"courses", seen_by::all},
    {"certificate_unlocks", seen_by::all},
    {"resources", seen_by::all},
    {"scorecard", seen_by::all},
    {"scorecard_keep_total", seen_by::all},
    {"measurement", seen_by::all},
    {"investment", seen_by::all},
    {"support", seen_by::all},
    {"service", seen_by::all},
    {"exchange_rates", seen_by::all},
    {"plan", seen_by::all},  // Of it, what public_plan() leaves.
};

// A partner's deals name joint solutions, so their keys and names travel. Whose they are, and all
// that the vendor wants of the program, does not.
static ProgramPlan public_plan(const ProgramPlan& plan) {
    ProgramPlan seen;
    for (const JointSolution& solution : plan.joint_solutions) {
        JointSolution& named = seen.joint_solutions.emplace_back();
        named.key = solution.key;
        named.name = solution.name;
    }
    return seen;
}

static void redact_program(Record& record, const Viewer& viewer) {
    if (viewer.audience == Audience::staff) return;
    auto& program = body_of<Program>(record);
    program.plan = public_plan(program.plan);
}

constinit const KindRule Program::registered = {
    .kind = Kind::program,
    .type = body_type<Program>,
    .place = [](const Record&) -> Place {
        return {.home = Place::Home::program, .partner = {}, .owner = {}, .shared = true};
    },
    .index_keys = [](const Record&) -> std::vector<std::string> {
        return {std::string(program_key)};
    },
    .fields = program_fields,
    .redact = redact_program};

}  // namespace entente
