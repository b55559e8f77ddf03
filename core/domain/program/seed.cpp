#include "core/domain/program/seed.h"

#include "core/base/format/json.h"
#include "core/base/places/country.h"

#include <algorithm>

namespace entente {

void PartnerRemark::describe(FieldVisitor& v) {
    field(v, "label", label);
    field(v, "text", text);
}

void NamedPartner::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "heading", heading);
    field(v, "legal_name", legal_name);
    field(v, "domain", domain);
    field(v, "tier", tier);
    field(v, "group", group);
    field(v, "types", types);
    field(v, "alliance", alliance);
    field(v, "model", model);
    field(v, "revenue_potential", revenue_potential);
    field(v, "revenue_open_ended", revenue_open_ended);
    field(v, "coverage", coverage);
    field(v, "worldwide", worldwide);
    field(v, "region", region);
    field(v, "home_country", home_country);
    field(v, "countries", countries);
    field(v, "home_note", home_note);
    field(v, "specializations", specializations);
    field(v, "joint_solutions", joint_solutions);
    field(v, "investment", investment);
    field(v, "remarks", remarks);
}

void LoadedProgram::describe(FieldVisitor& v) {
    field(v, "program", program);
    field(v, "partners", partners);
}

static std::optional<ProblemCode> problem_of(
    const NamedPartner& partner, const Program& program, std::string& name
) {
    name = "model";
    if (entry_with_key(program.models, partner.model) == nullptr) {
        return ProblemCode::reference_must_exist;
    }
    name = "region";
    if (entry_with_key(program.regions, partner.region) == nullptr) {
        return ProblemCode::reference_must_exist;
    }
    name = "home_country";
    if (!country_of(partner.home_country)) return ProblemCode::country_must_be_known;
    name = "countries";
    for (const std::string& country : partner.countries) {
        if (!country_of(country)) return ProblemCode::country_must_be_known;
    }
    return std::nullopt;
}

static std::optional<Problem> partners_problem(const LoadedProgram& loaded) {
    for (std::size_t i = 0; i < loaded.partners.size(); i++) {
        const std::string path = "partners[" + std::to_string(i) + "].";
        for (std::size_t other = 0; other < i; other++) {
            if (loaded.partners[other].name != loaded.partners[i].name) continue;
            return Problem{ProblemCode::name_must_be_unique, path + "name", {}};
        }
        std::string name;
        if (const auto code = problem_of(loaded.partners[i], loaded.program, name)) {
            return Problem{*code, path + name, {}};
        }
    }
    return std::nullopt;
}

// The plan speaks of partners by name.
static std::optional<Problem> plan_names_problem(const LoadedProgram& loaded) {
    const auto is_named = [&loaded](const std::string& name) {
        return std::any_of(
            loaded.partners.begin(),
            loaded.partners.end(),
            [&name](const NamedPartner& partner) { return partner.name == name; }
        );
    };
    const ProgramPlan& plan = loaded.program.plan;
    const auto missing = [](const char* list, std::size_t index, const std::string& name) {
        std::string path = std::string("program.plan.") + list;
        path += "[" + std::to_string(index) + "].partner";
        return Problem{ProblemCode::reference_must_exist, std::move(path), name};
    };
    for (std::size_t i = 0; i < plan.success_targets.size(); i++) {
        const std::string& name = plan.success_targets[i].partner;
        if (!name.empty() && !is_named(name)) return missing("success_targets", i, name);
    }
    for (std::size_t i = 0; i < plan.joint_solutions.size(); i++) {
        const std::string& name = plan.joint_solutions[i].partner;
        if (!is_named(name)) return missing("joint_solutions", i, name);
    }
    return std::nullopt;
}

Result<LoadedProgram> load_program(std::string_view json) {
    TRY(LoadedProgram loaded, from_json<LoadedProgram>(json));
    if (auto problem = problem_of(loaded.program)) {
        problem->field = "program." + problem->field;
        return *std::move(problem);
    }
    if (auto problem = partners_problem(loaded)) return *std::move(problem);
    if (auto problem = plan_names_problem(loaded)) return *std::move(problem);
    return loaded;
}

}  // namespace entente
