// What waits for a decision, and one case in full: for the vendor's staff.
#pragma once

#include "core/app/pages/deal_words.h"
#include "core/app/pages/partner/deals.h"
#include "core/app/pages/partner/quote_words.h"

#include <functional>

namespace entente {

struct ApprovalRow {
    std::uint64_t key = 0;
    std::string url;
    std::string customer;
    std::string title;
    std::string partner;
    std::string value;
    Mark review;
    Mark clock;
    std::string holder;
};

struct CasePage {
    IdBytes deal{};
    std::string customer;
    std::string subtitle;
    Mark review;
    Mark clock;
    std::vector<Press> presses;
    std::string note;  // What still has to happen: a second approver, a rival.
    std::string facts_title;
    std::vector<Fact> facts;
    std::string objective_label;
    std::string objective;
    std::string quote_title;
    std::string quote_sum;
    std::vector<QuoteLine> quote;
    std::string history_title;
    std::vector<TimelineLine> history;
    Press back;
};

struct ApprovalsPage {
    std::string title;
    std::string subtitle;
    std::vector<std::string> columns;
    std::size_t rows = 0;
    std::function<ApprovalRow(std::size_t)> row;
    EmptyPage empty;
    std::optional<CasePage> open;
    std::string missing;  // The address names a deal that is not there.
};

// Deals that wait for somebody, the most urgent first.
std::vector<const Record*> approval_queue(const std::vector<DealEntry>& deals);

// `queue` must outlive the page's row function.
ApprovalsPage build_approvals_page(
    const PageSource& source, const std::vector<const Record*>& queue, const Route& route
);

}  // namespace entente
