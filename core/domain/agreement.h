// Under which revenue model a partner works, and the rates agreed inside the program's bands.
#pragma once

#include "core/domain/partner.h"

namespace entente {

struct AgreedRate {
    std::string category;  // Key of a category of the model.
    Percent rate;

    void describe(FieldVisitor& v);
    friend bool operator==(const AgreedRate&, const AgreedRate&) = default;
};

struct Agreement {
    PartnerId partner;
    std::string number;  // What people call it: "PA-0117".
    std::string model;   // Key of a model of the program: "system_integrator", ...
    std::vector<AgreedRate> rates;
    std::vector<std::string> territory;  // Countries; empty: wherever the partner works.
    Date valid_from{};
    Date valid_until{};         // The last day it holds.
    std::string rules_version;  // The rule set it was signed under.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Agreement&, const Agreement&) = default;
};

}  // namespace entente
