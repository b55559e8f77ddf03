// The program as its file gives it, with the partners the strategy names.
//
// The named partners start a database; they are no part of the Program, which travels to partners.
#pragma once

#include "core/domain/program.h"

namespace entente {

// A line the strategy says of a partner that is no field of its own: "AWS Marketplace: Platform
// listing and sales".
struct PartnerRemark {
    std::string label;
    std::string text;

    void describe(FieldVisitor& v);
    friend bool operator==(const PartnerRemark&, const PartnerRemark&) = default;
};

struct NamedPartner {
    std::string name;     // "Accenture"
    std::string heading;  // "Strategic Alliance"
    std::string legal_name;
    std::string domain;
    Tier tier = Tier::emerging;
    std::string group;  // "cloud_platform", "enterprise_software" in tier 3
    std::vector<PartnerType> types;
    std::string alliance;  // "Global strategic alliance"
    std::string model;     // Revenue model it works under.
    Money revenue_potential;
    bool revenue_open_ended = false;
    std::string coverage;  // "Europe, North America, APAC"
    bool worldwide = false;
    std::string region;
    std::string home_country;
    std::vector<std::string> countries;
    std::string home_note;  // "France", "Japan/Europe"
    std::vector<std::string> specializations;
    std::vector<std::string> joint_solutions;
    std::string investment;
    std::vector<PartnerRemark> remarks;

    void describe(FieldVisitor& v);
    friend bool operator==(const NamedPartner&, const NamedPartner&) = default;
};

struct LoadedProgram {
    Program program;
    std::vector<NamedPartner> partners;

    void describe(FieldVisitor& v);
    friend bool operator==(const LoadedProgram&, const LoadedProgram&) = default;
};

// Reads and checks assets/program.json. A problem's field is its path: "program.models[0]...".
Result<LoadedProgram> load_program(std::string_view json);

// The first thing that is wrong: names that repeat, empty bands or ones whose days overlap, weights
// that do not sum to 100, references to nothing. None when the program is sound.
std::optional<Problem> problem_of(const Program& program);

// Why its numbers cannot be relied on; part of problem_of(). Days without a rate between two bands,
// a limit in another currency, an amount that would be divided by nothing, two rates of one day, a
// country of two regions.
std::optional<Problem> numbers_problem(const Program& program);

// What the named partners come to, as stated_gaps() compares it: ProgramPlan::named.
std::vector<StatedCount> counts_of_named(const LoadedProgram& loaded);

}  // namespace entente
