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
    name = "revenue_potential";
    const Money potential = partner.revenue_potential;
    if (potential.minor < 0) return ProblemCode::amount_must_be_positive;
    if (potential != Money{} && potential.currency != program.currency) {
        return ProblemCode::currencies_must_match;  // It is summed up by minor units alone.
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

// The plan speaks of partners by name; who it is, is known by a domain ever after.
template <typename Spoken>
static std::optional<Problem> note_domains(
    std::vector<Spoken>& all, const std::vector<NamedPartner>& partners, const char* list
) {
    for (std::size_t i = 0; i < all.size(); i++) {
        const std::string path =
            "program.plan." + std::string(list) + "[" + std::to_string(i) + "].";
        const std::string& name = all[i].partner;
        const auto named = std::find_if(partners.begin(), partners.end(), [&name](const auto& one) {
            return one.name == name;
        });
        const bool of_nobody = std::is_same_v<Spoken, SuccessTarget> && name.empty();
        if (named == partners.end() && !of_nobody) {
            return Problem{ProblemCode::reference_must_exist, path + "partner", name};
        }
        const std::string domain = of_nobody ? std::string() : named->domain;
        if (!all[i].domain.empty() && all[i].domain != domain) {
            return Problem{ProblemCode::reference_must_exist, path + "domain", domain};
        }
        all[i].domain = domain;
    }
    return std::nullopt;
}

static std::optional<Problem> note_named(LoadedProgram& loaded) {
    ProgramPlan& plan = loaded.program.plan;
    const std::vector<NamedPartner>& named = loaded.partners;
    if (auto found = note_domains(plan.success_targets, named, "success_targets")) return found;
    if (auto found = note_domains(plan.joint_solutions, named, "joint_solutions")) return found;
    plan.named = counts_of_named(loaded);
    return std::nullopt;
}

Result<LoadedProgram> load_program(std::string_view json) {
    TRY(LoadedProgram loaded, from_json<LoadedProgram>(json));
    if (auto problem = problem_of(loaded.program)) {
        problem->field = "program." + problem->field;
        return *std::move(problem);
    }
    if (auto problem = partners_problem(loaded)) return *std::move(problem);
    if (auto problem = note_named(loaded)) return *std::move(problem);
    return loaded;
}

}  // namespace entente
