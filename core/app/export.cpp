#include "core/app/export.h"

#include "core/app/pages/pages.h"

namespace entente {

namespace {

void add_line(std::string& csv, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first) csv += ',';
        csv += csv_cell(cell);
        first = false;
    }
    csv += "\r\n";
}

}  // namespace

std::string csv_cell(std::string_view text) {
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    std::string cell = formula ? "'" : "";
    cell += text;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string csv_of_deals(const PageCache& cache) {
    std::string csv = "\xEF\xBB\xBF";
    if (!cache.source) return csv;
    const PageSource& source = *cache.source;
    const Catalog& words = source.words;
    add_line(
        csv,
        {words.text("csv.number"),
         words.text("deal.customer"),
         words.text("deal.domain"),
         words.text("csv.title"),
         words.text("deal.stage"),
         words.text("csv.review"),
         words.text("csv.protected_until"),
         words.text("csv.amount"),
         words.text("csv.currency"),
         words.text("deal.close")}
    );
    for (const std::uint32_t i : cache.deals.shown) {
        const auto& deal = body_of<Deal>(*cache.deals.entries[i].record);
        const Money value = value_or_none(deal);
        const bool is_protected = deal.protected_until != Date{};
        add_line(
            csv,
            {deal.number,
             deal.customer.legal_name,
             deal.customer.domain,
             deal.title,
             stage_name(source, deal.stage),
             review_mark(source, deal).text,
             is_protected ? text_from_date(deal.protected_until) : std::string(),
             value.currency.given() ? text_from_money(value) : std::string(),
             value.currency.text(),
             deal.expected_close != Date{} ? text_from_date(deal.expected_close) : std::string()}
        );
    }
    return csv;
}

}  // namespace entente
