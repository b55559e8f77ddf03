#include "core/app/pages/staff/partners.h"

#include "core/app/format.h"
#include "core/app/pages/deal_words.h"
#include "core/base/sort.h"
#include "core/base/text/folding.h"

#include <cstring>

namespace entente {

namespace {

PartnerRow row_of(const PageSource& source, const Record& record) {
    const Catalog& words = source.words;
    const auto& partner = body_of<Partner>(record);
    PartnerRow row;
    std::memcpy(&row.key, record.id.data(), sizeof row.key);
    row.partner = record.id;
    row.name = partner.name;
    if (partner.legal_name != partner.name) row.legal_name = partner.legal_name;
    row.tier = tier_name(source, partner.tier);
    row.region = region_name(source, partner.region);
    const bool active = partner.lifecycle == Lifecycle::active;
    row.lifecycle = {
        active ? Tone::good : Tone::neutral, words.of("lifecycle", name_of(partner.lifecycle))};
    std::int64_t open = 0;
    for (const Record* deal : records_under(source, "deals_of", record.id)) {
        open += in_pipeline(body_of<Deal>(*deal)) ? 1 : 0;
    }
    row.open_deals = text_from_count(words, open);
    if (may(source, Permission::preview_as_partner)) {
        row.view_as = {
            "view_as",
            words.text("partners.view_as"),
            {},
            act::OpenDialog{Dialog::preview, record.id}};
    }
    return row;
}

}  // namespace

std::vector<const Record*> choose_partners(const PageSource& source, std::string_view search) {
    const std::string wanted = folded(search);
    std::vector<const Record*> chosen;
    for (const Record* record : source.records.under("partners")) {
        const auto& partner = body_of<Partner>(*record);
        const std::string text = folded(partner.name + "\n" + partner.legal_name);
        if (contains_folded(text, wanted)) chosen.push_back(record);
    }
    sort_values(chosen, [](const Record* a, const Record* b) {
        const auto& left = body_of<Partner>(*a);
        const auto& right = body_of<Partner>(*b);
        return left.name != right.name ? left.name < right.name : a->id < b->id;
    });
    return chosen;
}

PartnersPage build_partners_page(
    const PageSource& source, const std::vector<const Record*>& partners, const std::string& search
) {
    const Catalog& words = source.words;
    PartnersPage page;
    page.title = words.text("partners.title");
    page.subtitle = words.count("partners.subtitle", static_cast<std::int64_t>(partners.size()));
    page.search_label = words.text("partners.search");
    page.search = search;
    for (const char* key :
         {"partners.name",
          "partners.tier",
          "partners.region",
          "partners.lifecycle",
          "partners.open",
          "partners.act"}) {
        page.columns.push_back(words.text(key));
    }
    page.rows = partners.size();
    page.row = [&source, &partners](std::size_t i) { return row_of(source, *partners[i]); };
    page.empty = {words.text("partners.empty"), words.text("partners.empty.text"), {}};
    return page;
}

}  // namespace entente
