// The list of deals with one of them beside it.
//
// The list is an index of thousands; a row's texts are made only when it is drawn.
#pragma once

#include "core/app/pages/deal_words.h"

#include <functional>
#include <optional>
#include <utility>

namespace entente {

struct FilterChip {
    DealFilter filter{};
    std::string label;
    std::string count;
    bool on = false;
};

struct DealColumnTitle {
    DealColumn column{};
    std::string title;
};

struct DealRow {
    std::uint64_t key = 0;
    std::string url;
    std::string customer;
    std::string title;
    std::string stage;
    Mark review;
    ProtectionWords protection;
    std::string value;
    std::string margin;
    Mark saved;
};

// Where a deal moves on from, and every stage it may go to.
struct StagePicker {
    IdBytes deal{};
    std::string label;
    std::vector<Option> stages;
    int chosen = 0;
};

struct DealDetail {
    IdBytes deal{};
    std::string customer;
    std::string subtitle;  // "Fleet automation · DR-2026-004117"
    Mark review;
    Mark callout;  // Title of what is urgent; empty when nothing is.
    std::string callout_text;
    std::vector<Press> presses;
    std::optional<StagePicker> stage;
    std::vector<Fact> facts;
    std::string objective_label;
    std::string objective;
    std::string decision_label;
    std::string decision;
    std::string history_label;
    std::vector<TimelineLine> history;
    std::string close_label;
};

struct DealsPage {
    std::string title;
    std::vector<Press> presses;
    std::vector<FilterChip> filters;
    std::string filters_label;
    std::string search_label;
    std::string search;
    std::vector<DealColumnTitle> columns;
    int sorted_column = -1;
    bool sorted_down = false;
    std::size_t rows = 0;
    std::function<DealRow(std::size_t)> row;
    int selected = -1;
    bool wide_detail = false;  // The address names the deal: on a phone it takes the page.
    std::optional<DealDetail> detail;
    EmptyPage empty;  // Shown where there are no rows.
};

// What filters, search and sort look at, read once per version of the records.
struct DealEntry {
    const Record* record = nullptr;
    IdBytes id{};  // With the two below: which state of which deal was read.
    std::int64_t version = 0;
    Moment changed_at;
    std::string searched;  // Folded customer, title, number, domain.
    std::int64_t value = 0;
    std::int64_t margin = 0;
    std::int64_t protection = 0;
    std::uint32_t name_rank = 0;  // Its place among all by `searched`.
    SyncMark saved{};             // Read when the list is sorted by it.
    Stage stage{};
    Review review{};
    DealOutcome outcome{};
    bool open = false;
    bool asks = false;  // The deal itself.
    bool needs_you = false;
    bool soon = false;
};
struct DealIndex {
    std::vector<DealEntry> entries;
    std::vector<std::uint32_t> shown;    // Positions of entries, filtered and sorted.
    std::vector<std::uint32_t> ordered;  // All of them, as `order` has it; empty: not sorted yet.
    std::optional<std::pair<DealColumn, bool>> order;  // The column, and whether it descends.
    bool margins_known = false;
};

// `deals`: those of one partner, or of every partner that staff hold. Very many rest once they are
// read, and one that goes on resting is not read again: its entry is taken over.
void read_deals(
    DealIndex& index, const PageSource& source, const std::vector<const Record*>& deals
);
void choose_deals(DealIndex& index, const PageSource& source, const Route& route);

// `source` and `index` must outlive the page's row function.
DealsPage build_deals_page(const PageSource& source, const DealIndex& index, const Route& route);

}  // namespace entente
