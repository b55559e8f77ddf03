// What other programs call our choices: the stages, sources and types that Salesforce, HubSpot and
// Dynamics come with, and our own names.
//
// What somebody has named anew in their CRM is not known here; nothing is taken for what it is
// alike to.
#pragma once

#include "core/domain/deal.h"

#include <optional>

namespace entente {

// Also with the pipeline behind it, "Qualified To Buy (Sales Pipeline)", or its number in front,
// "2-Develop". None for a deal that is closed already.
std::optional<Stage> stage_from_cell(std::string_view cell);

std::optional<DealSource> source_from_cell(std::string_view cell);

std::optional<DealType> type_from_cell(std::string_view cell);

}  // namespace entente
