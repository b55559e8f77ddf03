// Records as files that can be imported again: the columns are ours, in the order of the fields.
//
// A deal with several lines takes a row for each; reading joins them again.
#pragma once

#include "core/domain/csv/file/csv_writer.h"
#include "core/domain/csv/import_rows.h"

namespace entente {

std::string csv_from_deals(const std::vector<DealRow>& deals, CsvStyle style = {});
std::string csv_from_leads(const std::vector<LeadRow>& leads, CsvStyle style = {});
std::string csv_from_partners(const std::vector<Partner>& partners, CsvStyle style = {});
std::string csv_from_figures(const std::vector<CompanyFigure>& figures, CsvStyle style = {});

}  // namespace entente
