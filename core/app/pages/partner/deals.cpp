#include "core/app/pages/partner/deals.h"

#include "core/app/format.h"
#include "core/app/pages/partner/deal_detail.h"
#include "core/base/sort.h"
#include "core/base/text/folding.h"

#include <array>
#include <cstring>
#include <limits>

namespace entente {

namespace {

constexpr std::array<DealFilter, 7> filters{
    DealFilter::all,
    DealFilter::open,
    DealFilter::needs_you,
    DealFilter::ends_soon,
    DealFilter::won,
    DealFilter::lost,
    DealFilter::ended};

bool passes(const DealEntry& entry, DealFilter filter) {
    switch (filter) {
        case DealFilter::all:
            return true;
        case DealFilter::open:
            return entry.open;
        case DealFilter::needs_you:
            return entry.needs_you;
        case DealFilter::ends_soon:
            return entry.soon;
        case DealFilter::won:
            return entry.outcome == DealOutcome::won;
        case DealFilter::lost:
            return entry.outcome == DealOutcome::lost;
        case DealFilter::ended:
            return !entry.open && entry.outcome != DealOutcome::won &&
                   entry.outcome != DealOutcome::lost;
    }
    return false;
}

// Compares by one column; equal ones keep the order of the customers' names.
class EntryOrder {
public:
    EntryOrder(const std::vector<DealEntry>& entries, std::pair<DealColumn, bool> order)
        : entries_(entries), column_(order.first), descending_(order.second) {}

    bool before(std::uint32_t a, std::uint32_t b) const {
        const int by_column = descending_ ? compare(b, a) : compare(a, b);
        return by_column != 0 ? by_column < 0 : entries_[a].name_rank < entries_[b].name_rank;
    }

private:
    // Below 0, 0, above 0.
    int compare(std::uint32_t a, std::uint32_t b) const {
        const DealEntry& left = entries_[a];
        const DealEntry& right = entries_[b];
        switch (column_) {
            case DealColumn::customer:
                return sign(left.name_rank, right.name_rank);
            case DealColumn::stage:
                return sign(left.stage, right.stage);
            case DealColumn::review:
                return sign(left.review, right.review);
            case DealColumn::protection:
                return sign(left.protection, right.protection);
            case DealColumn::value:
                return sign(left.value, right.value);
            case DealColumn::margin:
                return sign(left.margin, right.margin);
            case DealColumn::saved:
                return sign(left.saved, right.saved);
        }
        return 0;
    }

    template <typename Value>
    static int sign(Value left, Value right) {
        return left < right ? -1 : (right < left ? 1 : 0);
    }

    const std::vector<DealEntry>& entries_;
    DealColumn column_;
    bool descending_;
};

DealEntry entry_of(const PageSource& source, const Record& record) {
    const auto& deal = body_of<Deal>(record);
    DealEntry entry;
    entry.id = record.id;
    entry.version = record.version;
    entry.changed_at = record.changed_at;
    entry.searched = folded(
        deal.customer.legal_name + "\n" + deal.title + "\n" + deal.customer.domain + "\n" +
        deal.number
    );
    entry.value = value_or_none(deal).minor;
    const std::optional<std::int64_t> left = protection_left_ms(deal, source.now);
    entry.protection = left.value_or(std::numeric_limits<std::int64_t>::max());
    entry.open = in_pipeline(deal);
    entry.asks = asks_of(source, deal) != DealAsks::none;
    entry.soon = ends_soon(source, deal);
    entry.stage = deal.stage;
    entry.review = deal.review;
    entry.outcome = deal.outcome;
    return entry;
}

// A quote each is the dear part of the list, so they are made only for who sorts by them.
void read_margins(DealIndex& index, const PageSource& source) {
    for (DealEntry& entry : index.entries) {
        const DealMargin margin = margin_of(source, body_of<Deal>(*entry.record));
        entry.margin = margin.agreed ? margin.agreed->minor : margin.high.minor;
        if (index.entries.size() > open_records_max) entry.record->body.rest();
    }
    index.margins_known = true;
}

std::uint64_t row_key(const IdBytes& id) {
    std::uint64_t key = 0;
    std::memcpy(&key, id.data(), sizeof key);
    return key;
}

DealRow row_of(const PageSource& source, const Record& record, const Route& list) {
    const auto& deal = body_of<Deal>(record);
    Route route = list;
    route.screen = Screen::deal;
    route.id = record.id;
    DealRow row;
    row.key = row_key(record.id);
    row.url = url_from_route(route);
    row.customer = deal.customer.legal_name;
    if (row.customer.empty()) row.customer = source.words.text("deals.unnamed");
    row.title = deal.title;
    if (!source.actor.partner.given()) {
        const Partner* partner = partner_of(source, deal.partner);
        if (partner != nullptr) row.title = partner->name + " · " + deal.title;
    }
    row.stage = stage_name(source, deal.stage);
    row.review = review_mark(source, deal);
    row.protection = protection_words(source, deal);
    row.value = text_from_amount(source.words, value_or_none(deal));
    row.margin = margin_text(source, margin_of(source, deal));
    row.saved = saved_mark(source, record.key());
    return row;
}

std::vector<DealColumnTitle> columns_of(const PageSource& source) {
    std::vector<DealColumnTitle> columns;
    constexpr std::array<std::string_view, 7> keys{
        "deals.column.customer",
        "deals.column.stage",
        "deals.column.review",
        "deals.column.protection",
        "deals.column.value",
        "deals.column.margin",
        "deals.column.saved"};
    for (std::size_t i = 0; i < keys.size(); i++) {
        const auto column = static_cast<DealColumn>(i);
        if (column == DealColumn::margin && !may(source, Permission::read_margins)) continue;
        columns.push_back({column, source.words.text(keys[i])});
    }
    return columns;
}

std::vector<FilterChip> chips_of(const PageSource& source, const DealIndex& index, DealFilter on) {
    constexpr std::array<std::string_view, 7> keys{
        "deals.filter.all",
        "deals.filter.open",
        "deals.filter.needs_you",
        "deals.filter.ends_soon",
        "deals.filter.won",
        "deals.filter.lost",
        "deals.filter.ended"};
    std::vector<FilterChip> chips;
    for (const DealFilter filter : filters) {
        std::int64_t count = 0;
        for (const DealEntry& entry : index.entries) count += passes(entry, filter) ? 1 : 0;
        chips.push_back(
            {filter,
             source.words.text(keys[static_cast<std::size_t>(filter)]),
             text_from_count(source.words, count),
             filter == on}
        );
    }
    return chips;
}

EmptyPage empty_page(const PageSource& source, const DealIndex& index, const Route& route) {
    const Catalog& words = source.words;
    if (!route.search.empty()) {
        return {
            words.text("deals.none_found"),
            words.text("deals.none_found.text", {{"search", route.search}}),
            {{"clear", words.text("deals.clear_search"), {}, act::SearchDeals{""}}}};
    }
    if (!index.entries.empty()) {
        return {
            words.text("deals.none_here"),
            words.text("deals.none_here.text"),
            {{"all", words.text("deals.show_all"), {}, act::ChooseFilter{DealFilter::all}}}};
    }
    EmptyPage empty{words.text("deals.empty"), words.text("deals.empty.text"), {}};
    if (!source.read_only && may(source, Permission::register_deal)) {
        empty.presses.push_back(
            {"register",
             words.text("deals.register"),
             {},
             act::Navigate{url_of(Screen::register_deal)},
             true}
        );
    }
    return empty;
}

// Names are compared once; whatever is sorted later compares numbers.
void rank_names(DealIndex& index) {
    const auto before = [](const void* entries, std::uint32_t a, std::uint32_t b) {
        const auto& all = *static_cast<const std::vector<DealEntry>*>(entries);
        return all[a].searched < all[b].searched;
    };
    std::uint32_t rank = 0;
    for (const std::uint32_t i : numbers_in_order(index.entries.size(), before, &index.entries)) {
        index.entries[i].name_rank = rank++;
    }
}

// Typing in the search chooses from what is sorted already. Whether a deal is saved changes while
// the records stay, so that column is sorted each time.
void order_deals(DealIndex& index, const PageSource& source, std::pair<DealColumn, bool> order) {
    const bool by_saved = order.first == DealColumn::saved;
    if (index.order == order && !by_saved) return;
    for (DealEntry& entry : index.entries) {
        if (by_saved) entry.saved = mark_of(source, entry.record->key());
    }
    index.order = order;
    const EntryOrder by_column(index.entries, order);
    const auto before = [](const void* sorted_by, std::uint32_t a, std::uint32_t b) {
        return static_cast<const EntryOrder*>(sorted_by)->before(a, b);
    };
    index.ordered = numbers_in_order(index.entries.size(), before, &by_column);
}

// Entries that were read before. Their records may be gone.
class EarlierEntries {
public:
    explicit EarlierEntries(std::vector<DealEntry> entries) : entries_(std::move(entries)) {
        const auto before = [](const void* all, std::uint32_t a, std::uint32_t b) {
            const auto& read = *static_cast<const std::vector<DealEntry>*>(all);
            return read[a].id < read[b].id;
        };
        by_id_ = numbers_in_order(entries_.size(), before, &entries_);
    }
    // The one of that state of the record; null when it was not read.
    DealEntry* find(const Record& record) {
        const auto found = std::lower_bound(
            by_id_.begin(),
            by_id_.end(),
            record.id,
            [this](std::uint32_t i, const IdBytes& id) { return entries_[i].id < id; }
        );
        if (found == by_id_.end()) return nullptr;
        DealEntry& entry = entries_[*found];
        const bool same = entry.id == record.id && entry.version == record.version &&
                          entry.changed_at == record.changed_at;
        return same ? &entry : nullptr;
    }

private:
    std::vector<DealEntry> entries_;
    std::vector<std::uint32_t> by_id_;
};

}  // namespace

void read_deals(
    DealIndex& index, const PageSource& source, const std::vector<const Record*>& deals
) {
    const bool very_many = deals.size() > open_records_max;
    if (!very_many) index.entries.clear();
    EarlierEntries earlier(std::move(index.entries));
    index.entries.clear();
    index.margins_known = false;
    index.order.reset();
    index.entries.reserve(deals.size());
    for (const Record* record : deals) {
        const SyncMark mark = mark_of(source, record->key());
        DealEntry* known = record->body.rests() ? earlier.find(*record) : nullptr;
        DealEntry& entry = index.entries.emplace_back(
            known != nullptr ? std::move(*known) : entry_of(source, *record)
        );
        entry.record = record;
        entry.needs_you = entry.asks || mark == SyncMark::needs_attention;
        // What this device changed stays open, and so is read each time: until the server has it,
        // its version says too little.
        if (very_many && mark == SyncMark::confirmed) record->body.rest();
    }
    rank_names(index);
}

void choose_deals(DealIndex& index, const PageSource& source, const Route& route) {
    const std::string wanted = folded(route.search);
    if (route.sort == DealColumn::margin && !index.margins_known) read_margins(index, source);
    order_deals(index, source, {route.sort, route.descending});
    index.shown.clear();
    for (const std::uint32_t i : index.ordered) {
        const DealEntry& entry = index.entries[i];
        if (!passes(entry, route.filter)) continue;
        if (!contains_folded(entry.searched, wanted)) continue;
        index.shown.push_back(i);
    }
}

DealsPage build_deals_page(const PageSource& source, const DealIndex& index, const Route& route) {
    const Catalog& words = source.words;
    DealsPage page;
    page.title = words.text("deals.title");
    page.presses.push_back({"export", words.text("deals.export"), {}, act::ExportDeals{}});
    if (!source.read_only && may(source, Permission::register_deal)) {
        page.presses.push_back(
            {"register",
             words.text("deals.register"),
             {},
             act::Navigate{url_of(Screen::register_deal)},
             true}
        );
    }
    page.filters = chips_of(source, index, route.filter);
    page.filters_label = words.text("deals.filters");
    page.search_label = words.text("deals.search");
    page.search = route.search;
    page.columns = columns_of(source);
    for (std::size_t i = 0; i < page.columns.size(); i++) {
        if (page.columns[i].column == route.sort) page.sorted_column = static_cast<int>(i);
    }
    page.sorted_down = route.descending;
    page.rows = index.shown.size();
    page.row = [&source, &index, list = route](std::size_t i) {
        return row_of(source, *index.entries[index.shown[i]].record, list);
    };
    if (page.rows == 0) page.empty = empty_page(source, index, route);

    if (route.screen != Screen::deal) return page;
    for (std::size_t i = 0; i < index.shown.size(); i++) {
        if (index.entries[index.shown[i]].record->id == route.id)
            page.selected = static_cast<int>(i);
    }
    const Record* record = source.records.find({Kind::deal, route.id});
    if (record != nullptr) page.detail = build_deal_detail(source, *record);
    page.wide_detail = page.detail.has_value();
    return page;
}

}  // namespace entente
