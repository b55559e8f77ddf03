// Names for the demo: people and customers that do not exist, at domains that cannot.
#pragma once

#include "core/domain/partner.h"

namespace entente {

// The n-th person's full name; the first few hundred differ.
std::string demo_person_name(std::size_t index);

// "maya.okafor@slalom.example"
std::string demo_email(std::string_view name, std::string_view domain);

struct DemoCustomer {
    std::string legal_name;  // "Alder Freight Inc."
    std::string domain;      // "alderfreight.example"
};

// The n-th customer; all differ, and so do their domains.
DemoCustomer demo_customer(std::size_t index);

// What a deal in that sector is about: a title and an objective long enough for the form.
struct DemoSubject {
    std::string_view title;
    std::string_view objective;
    std::string_view sector;
};
const DemoSubject& demo_subject(std::size_t index);

}  // namespace entente
