#include "core/domain/administration/organization.h"

#include "core/base/places/country.h"
#include "core/base/text/bounds.h"

#include <algorithm>
#include <set>

namespace entente {

static Problem problem(ProblemCode code, std::string_view field, std::string limit = {}) {
    return {code, std::string(field), std::move(limit)};
}

Outcome settle_domains(Partner& partner, const PublicSuffixes* suffixes) {
    const PublicSuffixes no_list;
    const PublicSuffixes& list = suffixes != nullptr ? *suffixes : no_list;
    if (partner.domains.empty()) return problem(ProblemCode::field_must_be_given, "domains");
    for (std::string& domain : partner.domains) {
        if (is_blank(domain)) return problem(ProblemCode::field_must_be_given, "domains");
        const Result<std::string> found = list.registrable_domain(domain);
        if (!found.ok() || is_free_mail(found.value())) {
            return problem(ProblemCode::domain_must_be_registrable, "domains", domain);
        }
        domain = found.value();
    }
    return Done{};
}

template <typename Value>
static bool repeats(const std::vector<Value>& values) {
    return std::set<Value>(values.begin(), values.end()).size() != values.size();
}

static Outcome covers_sound_places(const Partner& partner, const Program& program) {
    constexpr std::size_t countries_max = 250;
    if (!is_country(partner.home_country)) {
        return problem(ProblemCode::country_must_be_known, "home_country", partner.home_country);
    }
    TRY_DONE(list_is_short_enough(partner.countries.size(), "countries", countries_max));
    for (const std::string& country : partner.countries) {
        if (!is_country(country)) {
            return problem(ProblemCode::country_must_be_known, "countries", country);
        }
    }
    if (repeats(partner.countries)) return problem(ProblemCode::field_must_be_unique, "countries");
    const bool placed =
        partner.region.empty() || entry_with_key(program.regions, partner.region) != nullptr;
    if (!placed) return problem(ProblemCode::reference_must_exist, "region", partner.region);
    return Done{};
}

static Outcome is_described(const Partner& partner) {
    constexpr std::size_t specializations_max = 30, solutions_max = 30;
    const auto& skills = partner.specializations;
    TRY_DONE(list_is_short_enough(skills.size(), "specializations", specializations_max));
    for (const std::string& skill : skills) {
        TRY_DONE(text_is_given(skill, "specializations", name_length_max));
    }
    const auto& solutions = partner.joint_solutions;
    TRY_DONE(list_is_short_enough(solutions.size(), "joint_solutions", solutions_max));
    for (const std::string& solution : solutions) {
        TRY_DONE(text_is_given(solution, "joint_solutions", name_length_max));
    }
    const BoundedText texts[] = {
        {partner.tax_id, "tax_id", 40},
        {partner.alliance, "alliance"},
        {partner.investment_note, "investment_note", text_length_max},
    };
    return texts_are_short_enough(texts);
}

Outcome organization_is_sound(const Partner& partner, const Program& program) {
    constexpr std::size_t domains_max = 20, domain_length_max = 253;
    TRY_DONE(text_is_given(partner.name, "name", name_length_max));
    TRY_DONE(text_is_given(partner.legal_name, "legal_name", name_length_max));
    TRY_DONE(list_is_short_enough(partner.domains.size(), "domains", domains_max));
    for (const std::string& domain : partner.domains) {
        TRY_DONE(text_is_given(domain, "domains", domain_length_max));
    }
    if (repeats(partner.domains)) return problem(ProblemCode::field_must_be_unique, "domains");
    TRY_DONE(covers_sound_places(partner, program));
    if (partner.types.empty()) return problem(ProblemCode::field_must_be_given, "types");
    if (repeats(partner.types)) return problem(ProblemCode::field_must_be_unique, "types");
    return is_described(partner);
}

Outcome organization_is_new(const Partner& partner, PartnerId itself, const RecordSource& records) {
    const std::vector<std::string> keys = organization_keys(partner);
    for (std::size_t i = 0; i < keys.size(); i++) {
        for (const Record* record : records.under(keys[i])) {
            if (record->id == itself.bytes) continue;
            return problem(ProblemCode::name_must_be_unique, i == 0 ? "name" : "domains");
        }
    }
    return Done{};
}

void need_namesakes(const Partner& partner, Needs& wanted) {
    for (std::string& key : organization_keys(partner)) {
        wanted.guards.push_back(key);
        wanted.index_keys.push_back(std::move(key));
    }
}

std::string region_of(const Program& program, std::string_view country) {
    for (const Region& region : program.regions) {
        const auto& countries = region.countries;
        if (std::find(countries.begin(), countries.end(), country) != countries.end()) {
            return region.key;
        }
    }
    return {};
}

}  // namespace entente
