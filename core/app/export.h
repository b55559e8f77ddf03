// Lists as files, as they are shown; how is core/domain/csv/file/list_file.h.
#pragma once

#include <string>

namespace entente {

struct PageCache;

// The deals as they are listed now, in that order.
std::string csv_of_deals(const PageCache& cache);

}  // namespace entente
