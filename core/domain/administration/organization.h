// What the program holds an organization to, whoever writes it down: its application, a row of a
// file, a change of its details.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Puts registrable domains in place of what was typed: "https://www.Alder.co.uk" is "alder.co.uk".
// field_must_be_given without one; domain_must_be_registrable, also for an address at a free mail
// service, which says nothing about whose it is.
// Without a list of suffixes, null, the plain rule of PublicSuffixes decides.
Outcome settle_domains(Partner& partner, const PublicSuffixes* suffixes);

// Names, domains, country, types, and the places that it covers, in this order; the lengths of all.
// Domains are settled.
Outcome organization_is_sound(const Partner& partner, const Program& program);

// The same name or domain is the same organization, unless it has left the program. The problem is
// name_must_be_unique of "name" or "domains". Needs what need_namesakes() names.
Outcome organization_is_new(const Partner& partner, PartnerId itself, const RecordSource& records);
void need_namesakes(const Partner& partner, Needs& wanted);

// Key of the region of that country; empty for one of no region.
std::string region_of(const Program& program, std::string_view country);

}  // namespace entente
