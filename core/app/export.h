// Lists as files: RFC 4180, UTF-8 with a byte order mark, and nothing a spreadsheet would run.
#pragma once

#include <string>
#include <string_view>

namespace entente {

struct PageCache;

// One cell: quoted where it must be; a text that begins like a formula gets an apostrophe.
std::string csv_cell(std::string_view text);

// The deals as they are listed now, in that order.
std::string csv_of_deals(const PageCache& cache);

}  // namespace entente
