#include "core/domain/program/plan.h"

namespace entente {

std::span<const std::string_view> names_of(KpiGroup) {
    static constexpr std::array<std::string_view, 3> names{
        "revenue", "relationship", "operational"};
    return names;
}

std::span<const std::string_view> names_of(KpiUnit) {
    static constexpr std::array<std::string_view, 7> names{
        "percent", "money", "score", "times", "months", "days", "hours"};
    return names;
}

std::span<const std::string_view> names_of(Aim) {
    static constexpr std::array<std::string_view, 3> names{"at_least", "more_than", "less_than"};
    return names;
}

void Kpi::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "group", group);
    field(v, "unit", unit);
    field(v, "aim", aim);
    field(v, "target_hundredths", target_hundredths);
    field(v, "stated", stated);
}

void RegionPlan::describe(FieldVisitor& v) {
    field(v, "region", region);
    field(v, "revenue_share", revenue_share);
    field(v, "investment", investment);
    field(v, "focus", focus);
    field(v, "key_partners", key_partners);
    field(v, "go_to_market", go_to_market);
}

void LaunchMilestone::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "area", area);
    field(v, "text", text);
    field(v, "target", target);
    field(v, "open_ended", open_ended);
}

void LaunchPhase::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "month_first", month_first);
    field(v, "month_last", month_last);
    field(v, "milestones", milestones);
}

void SuccessTarget::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "text", text);
    field(v, "partner", partner);
    field(v, "share", share);
    field(v, "amount", amount);
    field(v, "open_ended", open_ended);
    field(v, "year", year);
    field(v, "domain", domain);
}

void JointSolution::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "partner", partner);
    field(v, "text", text);
    field(v, "domain", domain);
}

void StatedCount::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "count", count);
    field(v, "open_ended", open_ended);
}

void ProgramPlan::describe(FieldVisitor& v) {
    field(v, "started_on", started_on);
    field(v, "objective", objective);
    field(v, "revenue_target", revenue_target);
    field(v, "revenue_share", revenue_share);
    field(v, "revenue_amount", revenue_amount);
    field(v, "coverage", coverage);
    field(v, "partner_types", partner_types);
    field(v, "closing", closing);
    field(v, "counts", counts);
    field(v, "kpis", kpis);
    field(v, "regions", regions);
    field(v, "launch", launch);
    field(v, "success_targets", success_targets);
    field(v, "joint_solutions", joint_solutions);
    field(v, "named", named);
}

}  // namespace entente
