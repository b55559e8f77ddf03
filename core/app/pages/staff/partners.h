// The partners that staff hold, each to be seen through its own eyes.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/source.h"

#include <functional>

namespace entente {

struct PartnerRow {
    std::uint64_t key = 0;
    IdBytes partner{};
    std::string name;
    std::string legal_name;
    std::string tier;
    std::string region;
    Mark lifecycle;
    std::string open_deals;
    Press view_as;  // Without a label: not allowed.
};

struct PartnersPage {
    std::string title;
    std::string subtitle;
    std::string search_label;
    std::string search;
    std::vector<std::string> columns;
    std::size_t rows = 0;
    std::function<PartnerRow(std::size_t)> row;
    EmptyPage empty;
};

// By name, those that the search finds.
std::vector<const Record*> choose_partners(const PageSource& source, std::string_view search);

// `partners` must outlive the page's row function.
PartnersPage build_partners_page(
    const PageSource& source, const std::vector<const Record*>& partners, const std::string& search
);

}  // namespace entente
