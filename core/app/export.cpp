#include "core/app/export.h"

#include "core/app/pages/pages.h"
#include "core/domain/csv/file/list_file.h"

namespace entente {

std::string csv_of_deals(const PageCache& cache) {
    if (!cache.source) return {};
    const PageSource& source = *cache.source;
    const Catalog& words = source.words;
    constexpr std::string_view keys[] = {
        "csv.number",
        "deal.customer",
        "deal.domain",
        "csv.title",
        "deal.stage",
        "csv.review",
        "csv.protected_until",
        "csv.amount",
        "csv.currency",
        "deal.close"};
    std::vector<std::string> titles;
    for (const std::string_view key : keys) titles.emplace_back(words.text(key));
    const auto write_deal = [&](CsvWriter& cells, std::size_t row) {
        const auto& deal = body_of<Deal>(*cache.deals.entries[cache.deals.shown[row]].record);
        const Money value = value_or_none(deal);
        cells.text(deal.number).text(deal.customer.legal_name).text(deal.customer.domain);
        cells.text(deal.title).text(stage_name(source, deal.stage));
        cells.text(review_mark(source, deal).text).date(deal.protected_until);
        cells.amount(value).text(value.currency.text()).date(deal.expected_close);
    };
    return csv_from_list(titles, cache.deals.shown.size(), write_deal);
}

}  // namespace entente
